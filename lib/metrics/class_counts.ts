/**
 * The confusion table of one class, the positives, against all others, the negatives: how many
 * samples are what and were taken for what. Shares of all samples serve as well as numbers.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.5.2, for this and for the measures made of it.
 */
export interface ClassCounts {
  /** Positives taken for positive, TP. */
  readonly truePositives: number;
  /** Positives taken for negative, FN. */
  readonly falseNegatives: number;
  /** Negatives taken for positive, FP. */
  readonly falsePositives: number;
  /** Negatives taken for negative, TN. */
  readonly trueNegatives: number;
}

/**
 * The share of all samples that were taken for what they are, `(TP + TN) / (TP + FN + FP + TN)`; NaN
 * if there are none.
 *
 * @example
 * ```ts
 * import { accuracyOf, f1, precision, recall } from "@handwriting/mnist/metrics";
 * import { assertEquals } from "@std/assert";
 *
 * const counts = { truePositives: 6, falseNegatives: 6, falsePositives: 2, trueNegatives: 26 };
 * assertEquals(accuracyOf(counts), 0.8);
 * assertEquals(precision(counts), 0.75);
 * assertEquals(recall(counts), 0.5);
 * assertEquals(f1(counts), 0.6);
 * ```
 */
export function accuracyOf(counts: ClassCounts): number {
  const { truePositives, falseNegatives, falsePositives, trueNegatives } = counts;
  const right = truePositives + trueNegatives;
  return right / (right + falseNegatives + falsePositives);
}

/**
 * The share of positives among what was taken for positive, `TP / (TP + FP)`; NaN if nothing was.
 */
export function precision({ truePositives, falsePositives }: ClassCounts): number {
  return truePositives / (truePositives + falsePositives);
}

/**
 * The share of what was taken for positive among the positives, `TP / (TP + FN)`; NaN if there are
 * none. Also called sensitivity, or true positive rate.
 */
export function recall({ truePositives, falseNegatives }: ClassCounts): number {
  return truePositives / (truePositives + falseNegatives);
}

/**
 * The harmonic mean of precision and recall, `TP / (TP + (FP + FN) / 2)`. It is 0 where one of them is
 * NaN, and NaN where both are: there are no positives, and nothing was taken for one.
 */
export function f1({ truePositives, falseNegatives, falsePositives }: ClassCounts): number {
  return truePositives / (truePositives + (falsePositives + falseNegatives) / 2);
}
