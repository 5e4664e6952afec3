import { assertEquals, assertThrows } from "@std/assert";
import { constantRate } from "../../../lib/schedules/constant_rate.ts";

Deno.test("constantRate never changes, whatever it observes", () => {
  const schedule = constantRate(0.25);
  schedule.observe(NaN);
  schedule.observe(1);
  assertEquals([0, 1, 1000].map((time) => schedule.learningRate(time)), [0.25, 0.25, 0.25]);
  assertEquals(schedule.state, {});
});

Deno.test("constantRate has the unit that it is given", () => {
  assertEquals(constantRate(1).unit, "epoch");
  assertEquals(constantRate(1, "iteration").unit, "iteration");
});

Deno.test("constantRate refuses a rate that is not above 0 and finite", () => {
  for (const rate of [0, -1, NaN, Infinity]) {
    assertThrows(() => constantRate(rate), RangeError, "learning rate");
  }
});
