import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  constantRate,
  exponential,
  linearDecay,
  power,
  stepDecay,
} from "../../../lib/schedules/schedule.ts";

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

Deno.test("power is α₀ / (1 + t/T)^c", () => {
  const linear = power(0.6, { period: 10 });
  assertEquals(linear.learningRate(0), 0.6);
  assertAlmostEquals(linear.learningRate(10), 0.3, 1e-15);
  assertAlmostEquals(linear.learningRate(20), 0.2, 1e-15);
  assertAlmostEquals(power(0.6, { period: 10, exponent: 2 }).learningRate(20), 0.6 / 9, 1e-15);
  assertAlmostEquals(power(0.6, { period: 10, exponent: 0.5 }).learningRate(30), 0.3, 1e-15);
});

Deno.test("power refuses parameters that are not above 0", () => {
  assertThrows(() => power(0, { period: 1 }), RangeError, "learning rate");
  assertThrows(() => power(1, { period: 0 }), RangeError, "period");
  assertThrows(() => power(1, { period: 1, exponent: 0 }), RangeError, "exponent");
});

Deno.test("a schedule that depends on time alone has no state but its own", () => {
  const schedule = constantRate(1);
  schedule.state = {};
  assertThrows(() => schedule.state = { best: 1 }, RangeError, "without a state but found best");
});
