import { assertEquals, assertThrows } from "@std/assert";
import { RegressionSamples } from "../../../lib/data/samples.ts";
import {
  fitStandardization,
  type StandardizationMethod,
  standardize,
} from "../../../lib/data/standardization.ts";
import { assertClose } from "../../close.ts";
import sklearn from "../../fixtures/sklearn.json" with { type: "json" };

const samples = RegressionSamples.of(sklearn.features, sklearn.features.map(() => 0));

function standardized(method: StandardizationMethod): number[][] {
  const values = standardize(fitStandardization(method, samples), samples.features);
  return sklearn.features.map((_, i) => [...values.subarray(3 * i, 3 * i + 3)]);
}

Deno.test("standardize() computes what scikit-learn computes", () => {
  assertClose(standardized("z_score").flat(), sklearn.z_score.flat(), 1e-12);
  assertClose(standardized("min_max").flat(), sklearn.min_max.flat(), 1e-12);
  const [varying, constant] = [
    standardized("min_max_centered").map((row) => row.slice(0, 2)),
    standardized("min_max_centered").map(([_, __, value]) => value),
  ];
  assertClose(varying.flat(), sklearn.min_max_centered.flat(), 1e-12);
  assertEquals(constant, [0, 0, 0, 0, 0, 0]);
});

Deno.test("standardize() leaves features as they are where nothing else is wanted", () => {
  assertEquals(standardized("none"), sklearn.features);
});

Deno.test("standardize() takes other samples by the numbers of the training samples", () => {
  const training = RegressionSamples.of([[0, 10], [2, 30]], [0, 0]);
  const rule = fitStandardization("min_max", training);
  assertEquals(standardize(rule, Float64Array.of(4, 20, -2, 50)), Float64Array.of(2, 0.5, -1, 2));
});

Deno.test("fitStandardization() refuses features whose spread is not finite", () => {
  const far = RegressionSamples.of([[1, -1e308], [2, 1e308]], [0, 0], ["near", "far"]);
  for (const method of ["min_max", "min_max_centered", "z_score"] as const) {
    const fit = () => fitStandardization(method, far);
    assertThrows(fit, RangeError, 'but found more in the column "far"');
  }
});

Deno.test("fitStandardization() refuses no samples", () => {
  const none = samples.slice(0, 0);
  assertThrows(() => fitStandardization("z_score", none), RangeError, "but found none");
});

Deno.test("fitStandardization() takes features whose squares are too small or too large for a number", () => {
  // σ of 1, 2 and 3 is √(2 / 3).
  for (const unit of [1e-200, 1e-310, 1e200, 5e307]) {
    const few = RegressionSamples.of([[unit], [2 * unit], [3 * unit]], [0, 0, 0]);
    const rule = fitStandardization("z_score", few);
    assertClose([rule.offsets[0] / unit, rule.scales[0] / unit], [2, Math.sqrt(2 / 3)], 1e-12);
  }
});
