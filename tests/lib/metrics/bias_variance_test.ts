import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { biasVariance } from "../../../lib/metrics/bias_variance.ts";
import { Random } from "../../../lib/random.ts";

Deno.test("biasVariance() is worked out by hand", () => {
  // At the places: means 2 and 0, biases -1 and 0, variances 1 and 4.
  assertEquals(biasVariance([[1, -2], [3, 2]], [3, 0], 2), {
    biasSquared: 0.5,
    variance: 2.5,
    noise: 4,
    error: 7,
  });
});

Deno.test("the mean squared error is bias² + variance + σ²", () => {
  const random = new Random(3);
  const numbers = (count: number) => Array.from({ length: count }, () => random.normal(1, 2));
  const truth = numbers(7);
  const predictions = Array.from({ length: 5 }, () => numbers(7));
  const deviation = 0.75;
  // The noise is σ or -σ: together, every prediction meets every value that there can be.
  const squares = predictions.flatMap((ofModel) =>
    ofModel.flatMap((h, i) => [1, -1].map((sign) => (h - truth[i] - sign * deviation) ** 2))
  );
  const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
  assertAlmostEquals(biasVariance(predictions, truth, deviation).error, mean, 1e-12);
});

Deno.test("biasVariance() refuses what does not go together", () => {
  assertThrows(() => biasVariance([], [1], 0), RangeError, "Expected 1 or more models but found 0");
  assertThrows(
    () => biasVariance([[1, 2]], [1], 0),
    RangeError,
    "Expected as many predictions as places, 1, but found 2",
  );
  assertThrows(
    () => biasVariance([[1]], [1], -1),
    RangeError,
    "Expected the standard deviation of the noise to be a finite number of 0 or more but found -1",
  );
});
