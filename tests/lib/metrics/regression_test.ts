import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { columnMeans, regressionErrors, rSquared } from "../../../lib/metrics/regression.ts";
import sklearn from "../../fixtures/sklearn.json" with { type: "json" };

Deno.test("regressionErrors() computes what scikit-learn computes", () => {
  const { meanSquared, meanAbsolute, rSquared } = regressionErrors(
    sklearn.predictions.flat(),
    sklearn.targets.flat(),
    2,
  );
  assertAlmostEquals(meanSquared, sklearn.mean_squared, 1e-14);
  assertAlmostEquals(meanAbsolute, sklearn.mean_absolute, 1e-14);
  assertAlmostEquals(rSquared, sklearn.r_squared, 1e-14);
  const [predictions, targets] = [sklearn.predictions, sklearn.targets].map((rows) =>
    rows.map(([first]) => first)
  );
  const first = regressionErrors(predictions, targets);
  assertAlmostEquals(first.rSquared, sklearn.r_squared_first, 1e-14);
});

Deno.test("rSquared() of equal targets is 1 if all are predicted, else 0", () => {
  assertEquals([rSquared(0, 0), rSquared(2, 0)], [1, 0]);
  // No better than the mean, and twice as bad.
  assertEquals([rSquared(3, 3), rSquared(6, 3)], [0, -1]);
});

Deno.test("columnMeans() has a mean for each column", () => {
  assertEquals(columnMeans([1, 10, 3, 30], 2), Float64Array.of(2, 20));
});

Deno.test("regressionErrors() refuses different numbers of predictions and targets", () => {
  assertThrows(() => regressionErrors([1], [1, 2]), RangeError, "as many predictions as targets");
});

Deno.test("regressionErrors() of equal targets has an R² of 0, whatever their sum is rounded to", () => {
  // 0.1 + 0.1 + 0.1 is not 0.3.
  assertEquals(regressionErrors([0.2, 0.2, 0.2], [0.1, 0.1, 0.1]).rSquared, 0);
  assertEquals(columnMeans([0.1, 1, 0.1, 2, 0.1, 6], 2), Float64Array.of(0.1, 3));
});
