import { assertEquals } from "@std/assert";
import { isTransposed } from "../../../cli/files/orientation.ts";

Deno.test("isTransposed() knows EMNIST's files by their names, unless it is told", () => {
  const names = ["emnist-letters-train-images-idx3-ubyte.gz", "x/emnist-balanced-test.csv"];
  for (const name of names) {
    assertEquals(isTransposed(name, undefined), true);
    assertEquals(isTransposed(name, "upright"), false);
  }
  for (const name of ["kmnist/train-images-idx3-ubyte", "emnist/t10k-images-idx3-ubyte"]) {
    assertEquals(isTransposed(name, undefined), false);
    assertEquals(isTransposed(name, "transposed"), true);
  }
});
