import { checkAsMany } from "../ranges.ts";

/** How far predicted numbers are from what they should be. */
export interface RegressionErrors {
  /** Mean squared error `Σ (ŷ - y)² / N`, over all numbers. */
  readonly meanSquared: number;
  /** Mean absolute error `Σ |ŷ - y| / N`. */
  readonly meanAbsolute: number;
  /** The coefficient of determination; see {@linkcode rSquared}. */
  readonly rSquared: number;
}

/**
 * Measures predicted numbers.
 *
 * @param predictions `samples × columns`, one sample after the other.
 * @param targets What they should be, likewise.
 * @param columns Numbers that are predicted of each sample.
 * @throws {RangeError} If there are not as many predictions as targets.
 *
 * @example
 * ```ts
 * import { regressionErrors } from "@handwriting/mnist/metrics";
 * import { assertEquals } from "@std/assert";
 *
 * const errors = regressionErrors([1, 2, 6], [1, 3, 5]);
 * assertEquals(errors, { meanSquared: 2 / 3, meanAbsolute: 2 / 3, rSquared: 0.75 });
 * ```
 */
export function regressionErrors(
  predictions: ArrayLike<number>,
  targets: ArrayLike<number>,
  columns = 1,
): RegressionErrors {
  checkAsMany("predictions", predictions, "targets", targets);
  const means = columnMeans(targets, columns);
  let [squares, absolute, spread] = [0, 0, 0];
  for (let i = 0; i < targets.length; i++) {
    const difference = predictions[i] - targets[i];
    squares += difference ** 2;
    absolute += Math.abs(difference);
    spread += (targets[i] - means[i % columns]) ** 2;
  }
  return {
    meanSquared: squares / targets.length,
    meanAbsolute: absolute / targets.length,
    rSquared: rSquared(squares, spread),
  };
}

/**
 * The coefficient of determination `R² = 1 - Σ (ŷ - y)² / Σ (y - ȳ)²`: the share of the variance of the
 * targets that is explained. It is 1 where all predictions are right, 0 where they are no better than the
 * mean of the targets, and below 0 where they are worse. Of several targets it is that of all together,
 * each about its own mean.
 *
 * Where all targets are equal it is 1 if all predictions are right and else 0, as in scikit-learn.
 *
 * @param residual `Σ (ŷ - y)²`.
 * @param spread `Σ (y - ȳ)²`.
 */
export function rSquared(residual: number, spread: number): number {
  if (spread > 0) return 1 - residual / spread;
  return residual === 0 ? 1 : 0;
}

/** The mean of each column of a table; of numbers that are all equal it is that number, not a rounded sum. */
export function columnMeans(values: ArrayLike<number>, columns: number): Float64Array {
  const sums = new Float64Array(columns);
  const vary = new Array<boolean>(columns).fill(false);
  for (let i = 0; i < values.length; i++) {
    const column = i % columns;
    sums[column] += values[i];
    vary[column] ||= values[i] !== values[column];
  }
  const rows = values.length / columns;
  return sums.map((sum, column) => vary[column] ? sum / rows : values[column]);
}
