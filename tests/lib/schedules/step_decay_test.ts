import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { stepDecay } from "../../../lib/schedules/step_decay.ts";

Deno.test("stepDecay falls by its factor, and halves without one", () => {
  const halved = stepDecay(8, { every: 3 });
  assertEquals([0, 2, 3, 5, 6, 9].map((t) => halved.learningRate(t)), [8, 8, 4, 4, 2, 1]);
  const tenth = stepDecay(1, { every: 2, factor: 0.1 });
  assertAlmostEquals(tenth.learningRate(5), 0.01, 1e-15);
});

Deno.test("stepDecay refuses parameters out of range", () => {
  assertThrows(() => stepDecay(0, { every: 1 }), RangeError, "learning rate");
  assertThrows(() => stepDecay(1, { every: 0 }), RangeError, "distance");
  assertThrows(() => stepDecay(1, { every: 1, factor: 1 }), RangeError, "factor");
  assertThrows(() => stepDecay(1, { every: 1, factor: 0 }), RangeError, "factor");
});
