import { assertEquals, assertThrows } from "@std/assert";
import { linearDecay } from "../../../lib/schedules/schedule.ts";
import { RateDial } from "../../../web/worker/rate_dial.ts";

Deno.test("RateDial goes on in proportion to the schedule from the rate that was set", () => {
  const dial = new RateDial((rate, unit) => linearDecay(rate, 4, unit), 0.5);
  const schedule = dial.recipe(0.5, "epoch");
  assertEquals(dial.now, 0.5);
  assertEquals([schedule.learningRate(0), schedule.learningRate(1)], [0.5, 0.375]);
  dial.turn(0.75);
  assertEquals(dial.now, 0.75);
  // Half of the rate that would hold is half of the one that was set.
  assertEquals(schedule.learningRate(2), 0.5);
  assertEquals(schedule.learningRate(4), 0);
  for (const rate of [0, -1, NaN, Infinity]) {
    assertThrows(() => dial.turn(rate), RangeError, "a learning rate above 0");
  }
});
