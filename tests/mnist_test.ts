import { assertEquals } from "@std/assert";
import { digits } from "./digits.ts";
import { firstTestDigits } from "./mnist.ts";

Deno.test("fixtures/digits.json holds the first of MNIST's test images", () => {
  assertEquals(digits, firstTestDigits(70));
});
