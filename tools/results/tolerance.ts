/** Rows that took at most so many seconds are trained again by the check. */
export const LONGEST_CHECK = 120;

/** The least tolerance: 0.2 %, or 20 of 10,000 images. */
const LEAST = 0.002;

/** What other trainings of a row may differ from the mean of its error rates. */
export interface Spread {
  readonly mean: number;
  /** The difference between the largest and the smallest error rate, or 0.2 % if that is more. */
  readonly tolerance: number;
}

/**
 * Mean and tolerance of a row.
 *
 * @param errorRates Of its seeds, 1 or more.
 */
export function spreadOf(errorRates: readonly number[]): Spread {
  const mean = errorRates.reduce((sum, errorRate) => sum + errorRate, 0) / errorRates.length;
  return { mean, tolerance: Math.max(Math.max(...errorRates) - Math.min(...errorRates), LEAST) };
}

/** Whether a training reproduces a row. */
export function reproduces(errorRate: number, { mean, tolerance }: Spread): boolean {
  return Math.abs(errorRate - mean) <= tolerance;
}
