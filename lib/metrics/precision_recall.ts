import { countByThreshold, type ThresholdCounts } from "./threshold_counts.ts";

/** One point of a {@linkcode PrecisionRecallCurve}. */
export interface PrecisionRecallPoint {
  /** Samples with this score or a higher one are taken for positive. */
  readonly threshold: number;
  /** The share of positives taken for positive, `TP / (TP + FN)`. */
  readonly recall: number;
  /** The share of positives among what is taken for positive, `TP / (TP + FP)`. */
  readonly precision: number;
}

/** Precision and recall of scores. */
export interface PrecisionRecallCurve {
  /**
   * From the highest threshold to the lowest, where recall is 1; points between two others of the
   * same recall, or of the same precision, are left out. None if there are no positives.
   */
  readonly points: readonly PrecisionRecallPoint[];
  /** The average precision, from 0 to 1; NaN without points. */
  readonly area: number;
}

/**
 * Precision and recall as the threshold falls: recall never falls with it, precision may do either.
 * Samples of equal scores make one step.
 *
 * The area is the average precision `Σ (Rₙ - Rₙ₋₁) Pₙ` over all thresholds, with `R₀ = 0`: the mean,
 * over the positives, of the precision at the threshold that just lets each one through. It is what
 * scikit-learn calls `average_precision_score`. Trapezoids would promise too much: between two points
 * precision does not change along a straight line (Davis and Goadrich, "The Relationship Between
 * Precision-Recall and ROC Curves", 2006).
 *
 * Takes `O(n log n)` for `n` samples.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.5.3, which leaves open how the area is measured.
 *
 * @param scores One for each sample, the higher the more it seems positive.
 * @param positives Whether each sample is one.
 * @throws {RangeError} If there are not as many positives as scores, or a score is not finite.
 *
 * @example
 * ```ts
 * import { precisionRecallCurve } from "@handwriting/mnist/metrics";
 * import { assertEquals } from "@std/assert";
 *
 * const { points, area } = precisionRecallCurve([0.9, 0.7, 0.4], [true, false, true]);
 * assertEquals(points, [
 *   { threshold: 0.9, recall: 1 / 2, precision: 1 },
 *   { threshold: 0.7, recall: 1 / 2, precision: 1 / 2 },
 *   { threshold: 0.4, recall: 1, precision: 2 / 3 },
 * ]);
 * assertEquals(area, (1 + 2 / 3) / 2);
 * ```
 */
export function precisionRecallCurve(
  scores: ArrayLike<number>,
  positives: readonly boolean[],
): PrecisionRecallCurve {
  const counts = countByThreshold(scores, positives);
  const positiveCount = counts.at(-1)?.truePositives ?? 0;
  if (positiveCount === 0) return { points: [], area: NaN };
  const points = counts.map(({ threshold, truePositives, falsePositives }) => ({
    threshold,
    recall: truePositives / positiveCount,
    precision: truePositives / (truePositives + falsePositives),
  }));
  return { points: cornersOf(points), area: sumOfPrecisions(counts) / positiveCount };
}

/**
 * Precision and recall at some thresholds. Recall never rises with the threshold; precision may do
 * either, and is NaN where nothing is taken for positive. Recall is NaN if there are no positives.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.5.3, figure 66.
 *
 * @param scores One for each sample, the higher the more it seems positive.
 * @param positives Whether each sample is one.
 * @param thresholds In any order.
 * @throws {RangeError} If there are not as many positives as scores, or a score is not finite.
 *
 * @example
 * ```ts
 * import { precisionRecallAt } from "@handwriting/mnist/metrics";
 * import { assertEquals } from "@std/assert";
 *
 * const points = precisionRecallAt([0.9, 0.7, 0.4], [true, false, true], [0.5, 0.8]);
 * assertEquals(points, [
 *   { threshold: 0.5, recall: 1 / 2, precision: 1 / 2 },
 *   { threshold: 0.8, recall: 1 / 2, precision: 1 },
 * ]);
 * ```
 */
export function precisionRecallAt(
  scores: ArrayLike<number>,
  positives: readonly boolean[],
  thresholds: readonly number[],
): PrecisionRecallPoint[] {
  const counts = countByThreshold(scores, positives);
  const positiveCount = counts.at(-1)?.truePositives ?? 0;
  return thresholds.map((threshold) => {
    const passed = counts.findLast((count) => count.threshold >= threshold);
    const { truePositives = 0, falsePositives = 0 } = passed ?? {};
    return {
      threshold,
      recall: truePositives / positiveCount,
      precision: truePositives / (truePositives + falsePositives),
    };
  });
}

/** All but the points between two others of the same recall or precision. */
function cornersOf(points: readonly PrecisionRecallPoint[]): PrecisionRecallPoint[] {
  return points.filter(({ recall, precision }, i) => {
    if (i === 0 || i === points.length - 1) return true;
    const before = points[i - 1];
    const after = points[i + 1];
    return !(recall === before.recall && recall === after.recall) &&
      !(precision === before.precision && precision === after.precision);
  });
}

/** The precision at which each positive is let through, summed. */
function sumOfPrecisions(counts: readonly ThresholdCounts[]): number {
  return counts.reduce((sum, { truePositives, falsePositives }, i) => {
    const newlyFound = truePositives - (counts[i - 1]?.truePositives ?? 0);
    return sum + newlyFound * truePositives / (truePositives + falsePositives);
  }, 0);
}
