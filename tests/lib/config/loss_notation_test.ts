import { assertEquals, assertThrows } from "@std/assert";
import { lossNotation } from "../../../lib/config/loss_notation.ts";
import { NotationError } from "../../../lib/config/notation/tokens.ts";

Deno.test("lossNotation reads each loss by its name", () => {
  const names = [
    "cross_entropy",
    "binary_cross_entropy",
    "mean_squared_error",
    "mean_absolute_error",
    "huber",
    "huber 0.5",
  ];
  for (const name of names) assertEquals(lossNotation.parse(name).name, name);
});

Deno.test("lossNotation refuses other names", () => {
  assertThrows(() => lossNotation.parse("crossentropy"), NotationError, 'mean "cross_entropy"?');
  assertThrows(() => lossNotation.parse("cross_entropy 2"), NotationError, "the end of the line");
  assertThrows(() => lossNotation.parse("huber 0"), NotationError, "a number above 0");
});
