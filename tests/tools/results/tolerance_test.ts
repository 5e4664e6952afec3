import { assert, assertAlmostEquals, assertFalse } from "@std/assert";
import { reproduces, spreadOf } from "../../../tools/results/tolerance.ts";

Deno.test("spreadOf() is the mean, and how far the seeds are apart", () => {
  const { mean, tolerance } = spreadOf([0.05, 0.07, 0.06]);
  assertAlmostEquals(mean, 0.06);
  assertAlmostEquals(tolerance, 0.02);
});

Deno.test("spreadOf() tolerates 0.2 % where the seeds are closer", () => {
  assertAlmostEquals(spreadOf([0.031, 0.03]).tolerance, 0.002);
  assertAlmostEquals(spreadOf([0.03]).tolerance, 0.002);
});

Deno.test("reproduces() is true up to the tolerance, above and below", () => {
  const spread = { mean: 0.5, tolerance: 0.25 };
  for (const errorRate of [0.25, 0.5, 0.75]) assert(reproduces(errorRate, spread));
  for (const errorRate of [0.2, 0.8, NaN]) assertFalse(reproduces(errorRate, spread));
});
