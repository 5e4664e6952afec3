import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { linearDecay } from "../../../lib/schedules/linear_decay.ts";

Deno.test("linearDecay falls evenly to 0 and stays there", () => {
  const schedule = linearDecay(0.5, 20, "iteration");
  assertEquals(schedule.unit, "iteration");
  assertEquals(schedule.learningRate(0), 0.5);
  assertAlmostEquals(schedule.learningRate(5), 0.375, 1e-15);
  assertAlmostEquals(schedule.learningRate(19), 0.025, 1e-15);
  assertEquals([20, 21, 1e9].map((time) => schedule.learningRate(time)), [0, 0, 0]);
});

Deno.test("linearDecay counts in epochs unless told otherwise", () => {
  assertEquals(linearDecay(1, 1).unit, "epoch");
});

Deno.test("linearDecay refuses parameters that are not above 0", () => {
  assertThrows(() => linearDecay(0, 1), RangeError, "learning rate");
  assertThrows(() => linearDecay(1, 0), RangeError, "end of the schedule");
});
