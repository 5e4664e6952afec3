import { assertEquals, assertThrows } from "@std/assert";
import { lossNotation } from "../../../lib/config/loss_notation.ts";
import { NotationError } from "../../../lib/config/notation/tokens.ts";

Deno.test("lossNotation reads each loss by its name", () => {
  for (const name of ["cross_entropy", "binary_cross_entropy", "mean_squared_error"]) {
    assertEquals(lossNotation.parse(name).name, name);
  }
});

Deno.test("lossNotation refuses other names", () => {
  assertThrows(() => lossNotation.parse("crossentropy"), NotationError, 'mean "cross_entropy"?');
  assertThrows(() => lossNotation.parse("cross_entropy 2"), NotationError, "the end of the line");
});
