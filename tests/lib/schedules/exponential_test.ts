import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { exponential } from "../../../lib/schedules/exponential.ts";

Deno.test("exponential falls to a tenth in each period", () => {
  const schedule = exponential(0.5, 20, "iteration");
  assertEquals(schedule.unit, "iteration");
  assertEquals(schedule.learningRate(0), 0.5);
  assertAlmostEquals(schedule.learningRate(20), 0.05, 1e-15);
  assertAlmostEquals(schedule.learningRate(10), 0.5 / Math.sqrt(10), 1e-15);
  assertAlmostEquals(schedule.learningRate(40), 0.005, 1e-15);
});

Deno.test("exponential refuses parameters that are not above 0", () => {
  assertThrows(() => exponential(0, 1), RangeError, "learning rate");
  assertThrows(() => exponential(1, 0), RangeError, "period");
});
