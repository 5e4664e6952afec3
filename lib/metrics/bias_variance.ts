import { checkAsMany, nonNegative } from "../ranges.ts";

/** What the error of a kind of model consists of, as means over some places. */
export interface BiasVariance {
  /** `(E[h] - f)²`: how far the mean of all models is from the truth. */
  readonly biasSquared: number;
  /** `E[(h - E[h])²]`: how much models of other samples differ. */
  readonly variance: number;
  /** `σ²`: that of the values themselves, which no model can foretell. */
  readonly noise: number;
  /** The sum of the three: the mean squared error `E[(h - y)²]` on values `y = f + σ N(0, 1)`. */
  readonly error: number;
}

/**
 * Bias and variance of a kind of model, from models `h` that were fitted to different samples of the
 * same truth `f`: `MSE = bias² + variance + σ²`. The expectation `E` is the mean over the models.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.6.1.2.
 *
 * @param predictions For each model what it says at each place; of one model or more.
 * @param truth `f` at each place.
 * @param deviation `σ`, the standard deviation of the noise, 0 or more.
 * @throws {RangeError} If there is no model, a model has not as many predictions as there are places,
 * or the deviation is out of range.
 *
 * @example
 * ```ts
 * import { biasVariance } from "@handwriting/mnist/metrics";
 * import { assertEquals } from "@std/assert";
 *
 * // At the only place the models say 1 and 3, 2 on average; the truth is 5.
 * const { biasSquared, variance, error } = biasVariance([[1], [3]], [5], 0.5);
 * assertEquals([biasSquared, variance, error], [9, 1, 10.25]);
 * ```
 */
export function biasVariance(
  predictions: readonly ArrayLike<number>[],
  truth: ArrayLike<number>,
  deviation: number,
): BiasVariance {
  if (predictions.length === 0) throw new RangeError("Expected 1 or more models but found 0");
  for (const ofModel of predictions) checkAsMany("predictions", ofModel, "places", truth);
  const noise = nonNegative(deviation, "the standard deviation of the noise") ** 2;
  let biasSquared = 0;
  let variance = 0;
  for (let i = 0; i < truth.length; i++) {
    const mean = meanOf(predictions.map((ofModel) => ofModel[i]));
    biasSquared += (mean - truth[i]) ** 2 / truth.length;
    variance += meanOf(predictions.map((ofModel) => (ofModel[i] - mean) ** 2)) / truth.length;
  }
  return { biasSquared, variance, noise, error: biasSquared + variance + noise };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
