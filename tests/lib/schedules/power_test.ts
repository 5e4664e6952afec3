import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { power } from "../../../lib/schedules/power.ts";

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
