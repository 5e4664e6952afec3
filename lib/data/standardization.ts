import { quote } from "../formats/quote.ts";
import type { Samples } from "./samples.ts";

/** How features are brought to one scale; {@linkcode fitStandardization} says what each computes. */
export type StandardizationMethod = "none" | "min_max" | "min_max_centered" | "z_score";

/** Spreads between which squares of deviations are numbers of full precision. */
const [SMALLEST_PLAIN, LARGEST_PLAIN] = [1e-140, 1e140];

/**
 * A rule that brings each feature to a scale of its own: `x' = (x - offset) / scale`, with the numbers of
 * the training samples.
 */
export interface Standardization {
  /** Tells it from the rules for pixels. */
  readonly method: "per_feature";
  /** One for each feature. */
  readonly offsets: readonly number[];
  /** One for each feature, not 0. */
  readonly scales: readonly number[];
}

/**
 * The standardization that suits some samples, each feature `k` by its own numbers, which are meant to
 * come from the training samples alone:
 *
 * - `none`: `x`
 * - `min_max`: `(x - minₖ) / (maxₖ - minₖ)`, in `[0, 1]`
 * - `min_max_centered`: `2 (x - minₖ) / (maxₖ - minₖ) - 1`, in `[-1, 1]`
 * - `z_score`: `(x - μₖ) / σₖ` with the mean `μₖ = Σx / m` and `σₖ² = Σ(x - μₖ)² / m`
 *
 * A feature that has the same value in all samples is only moved to 0: it tells nothing.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.2.2.
 *
 * @throws {RangeError} If there are no samples, or a feature spreads too far for a finite scale.
 *
 * @example
 * ```ts
 * import { fitStandardization, RegressionSamples } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * // Two cities: circumference in km, inhabitants.
 * const cities = RegressionSamples.of([[100, 1e6], [300, 5e6]], [1, 2]);
 * const { offsets, scales } = fitStandardization("z_score", cities);
 * assertEquals([offsets, scales], [[200, 3e6], [100, 2e6]]);
 * ```
 */
export function fitStandardization(
  method: StandardizationMethod,
  training: Samples,
): Standardization {
  if (training.count === 0) {
    throw new RangeError("Expected samples to standardize by but found none");
  }
  const rules = training.featureNames.map((name, k) => {
    const rule = fitFeature(method, training, k);
    if (Number.isFinite(rule.offset) && Number.isFinite(rule.scale)) return rule;
    throw new RangeError(
      `Expected features whose spread is finite but found more in the column ${quote(name)}`,
    );
  });
  return {
    method: "per_feature",
    offsets: rules.map(({ offset }) => offset),
    scales: rules.map(({ scale }) => scale || 1),
  };
}

/** The features of some samples, one row after the other, as a network is to see them; a copy. */
export function standardize(
  { offsets, scales }: Standardization,
  features: Float64Array,
): Float64Array {
  const columns = offsets.length;
  return features.map((x, i) => (x - offsets[i % columns]) / scales[i % columns]);
}

/** @param k Number of the feature. */
function fitFeature(
  method: StandardizationMethod,
  { features, featureNames, count }: Samples,
  k: number,
): { readonly offset: number; readonly scale: number } {
  const columns = featureNames.length;
  const fold = (start: number, step: (result: number, x: number) => number) => {
    let result = start;
    for (let i = k; i < features.length; i += columns) result = step(result, features[i]);
    return result;
  };
  if (method === "none") return { offset: 0, scale: 1 };
  const [minimum, maximum] = [fold(Infinity, Math.min), fold(-Infinity, Math.max)];
  const range = maximum - minimum;
  if (method === "min_max" || range === 0) return { offset: minimum, scale: range };
  if (method === "min_max_centered") return { offset: minimum + range / 2, scale: range / 2 };
  // Elsewhere squares would be too large, or too small, for a number.
  const unit = range > SMALLEST_PLAIN && range < LARGEST_PLAIN ? 1 : range;
  const mean = fold(0, (sum, x) => sum + x / unit) / count;
  const squares = fold(0, (sum, x) => sum + (x / unit - mean) ** 2);
  return { offset: mean * unit, scale: Math.sqrt(squares / count) * unit };
}
