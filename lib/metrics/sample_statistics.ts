/** What a sample says of what it was drawn from. */
export interface SampleStatistics {
  /** `μ = Σv / n`; NaN without values. */
  readonly mean: number;
  /** As an estimate for further values, `Σ(v - μ)² / (n - 1)`; NaN for fewer than two. */
  readonly variance: number;
}

/**
 * Mean and variance of some figures, such as the errors of trainings that differ in their seeds.
 *
 * @example
 * ```ts
 * import { summarizeSample } from "@handwriting/mnist/metrics";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(summarizeSample([2, 4, 9]), { mean: 5, variance: (9 + 1 + 16) / 2 });
 * ```
 */
export function summarizeSample(values: readonly number[]): SampleStatistics {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: values.length < 2 ? NaN : squares / (values.length - 1) };
}
