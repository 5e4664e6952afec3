import { assertEquals, assertThrows } from "@std/assert";
import { NotationError } from "../../../lib/config/notation/tokens.ts";
import { stoppingNotation } from "../../../lib/config/stopping_notation.ts";

/** The number of values after which the rule says stop; 0 if it does not. */
function stopsAfter(text: string, values: readonly number[]): number {
  const { rule } = stoppingNotation.parse(text);
  return 1 + values.findIndex((_, i) => rule(values.slice(0, i + 1)));
}

Deno.test("stoppingNotation reads what to watch", () => {
  const watch = (text: string) => stoppingNotation.parse(text).watch;
  assertEquals(watch("training_loss 20"), "training loss");
  assertEquals(watch("validation_loss 20"), "validation loss");
  assertEquals(watch("validation_error 20"), "validation error");
});

Deno.test("stoppingNotation reads the usual rule, with and without a least gain", () => {
  assertEquals(stopsAfter("validation_loss 2", [5, 4, 3.9, 3.8, 3.8, 3.8, 3.8]), 6);
  assertEquals(stopsAfter("validation_loss 2 min_delta 0.5", [5, 4, 3.9, 3.8, 3.8, 3.8]), 4);
});

Deno.test("stoppingNotation reads Luqué's rule", () => {
  // The oldest of three is at most 1 % above the smallest of them.
  const losses = [1, 0.9, 0.8, 0.75, 0.745, 0.748, 0.7];
  assertEquals(stopsAfter("training_loss 3 min_delta_rel 0.01", losses), 6);
  assertEquals(stopsAfter("training_loss 3 min_delta_rel 0.001", losses), 0);
});

for (
  const [text, message] of [
    ["loss 5", "Expected a value to watch (training_loss, validation_loss, validation_error)"],
    ["training_loss", "as <epochs> but found the end of the line"],
    ["training_loss 0", 'as <epochs> but found "0"'],
    ["training_loss 5 0.1", '"min_delta", "min_delta_rel" or the end of the line but found "0.1"'],
    ["training_loss 5 min_delta 0 min_delta_rel 0", 'but found "min_delta_rel"'],
    ["training_loss 5 min_delta -1", 'as <number> but found "-1"'],
  ]
) {
  Deno.test(`stoppingNotation refuses ${text}`, () => {
    assertThrows(() => stoppingNotation.parse(text), NotationError, message);
  });
}
