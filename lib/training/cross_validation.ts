import { type Divisible, folds, type SplitOptions } from "../data/split.ts";
import { summarizeSample } from "../metrics/sample_statistics.ts";

/** What a cross-validation finds. */
export interface CrossValidation {
  /** The figure of each fold, in order. */
  readonly values: readonly number[];
  /** Their mean `μ = Σv / k`. */
  readonly mean: number;
  /** Their variance as an estimate for further folds, `Σ(v - μ)² / (k - 1)`. */
  readonly variance: number;
}

/**
 * Cross-validates a model: for each of `k` folds, trains a new one on all other samples and finds
 * what it is worth on the samples of that fold.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.6.2.1.
 *
 * @param trainAndValidate Trains a new model on `training` and returns its figure on `validation`,
 * such as the accuracy; `fold` counts from 1.
 * @throws {RangeError} If `k` is not an integer from 2 to the number of samples.
 *
 * @example
 * ```ts
 * import { crossValidate, Dataset } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const dataset = new Dataset(new Uint8Array(9), new Uint8Array(9), [1]);
 * const { values, mean } = crossValidate(dataset, 3, (training, validation) => {
 *   return validation.count / training.count;
 * });
 * assertEquals(values, [0.5, 0.5, 0.5]);
 * assertEquals(mean, 0.5);
 * ```
 */
export function crossValidate<T extends Divisible<T>>(
  dataset: T,
  k: number,
  trainAndValidate: (training: T, validation: T, fold: number) => number,
  options: SplitOptions = {},
): CrossValidation {
  const values: number[] = [];
  for (const { training, validation } of folds(dataset, k, options)) {
    values.push(trainAndValidate(training, validation, values.length + 1));
  }
  return summarizeFolds(values);
}

/** Mean and variance of the figures of two or more folds. */
export function summarizeFolds(values: readonly number[]): CrossValidation {
  return { values, ...summarizeSample(values) };
}
