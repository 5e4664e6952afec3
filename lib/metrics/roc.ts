import { countByThreshold, type ThresholdCounts } from "./threshold_counts.ts";

/** One point of a {@linkcode RocCurve}. */
export interface RocPoint {
  /** Samples with this score or a higher one are taken for positive; Infinity takes none. */
  readonly threshold: number;
  /** The share of negatives taken for positive, `FP / (FP + TN)`. */
  readonly falsePositiveRate: number;
  /** The share of positives taken for positive, `TP / (TP + FN)`. */
  readonly truePositiveRate: number;
}

/** The receiver operating characteristic of scores. */
export interface RocCurve {
  /**
   * From (0, 0) to (1, 1), joined by straight lines; only those where the direction changes. None if
   * there are no positives or no negatives.
   */
  readonly points: readonly RocPoint[];
  /**
   * The area below the curve, from 0 to 1: the probability that a positive has a higher score than a
   * negative, where equal scores count half. NaN without points.
   */
  readonly area: number;
  /** Where the false positive rate equals the false negative rate, from 0 to 1; NaN without points. */
  readonly equalErrorRate: number;
}

/**
 * The receiver operating characteristic: the true positive rate over the false positive rate, as the
 * threshold falls. Samples of equal scores make one step, a straight line. The area is that of the
 * trapezoids below. The equal-error rate is where the curve crosses the line from (0, 1) to (1, 0).
 *
 * Takes `O(n log n)` for `n` samples.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.5.3.
 *
 * @param scores One for each sample, the higher the more it seems positive.
 * @param positives Whether each sample is one.
 * @throws {RangeError} If there are not as many positives as scores, or a score is not finite.
 *
 * @example
 * ```ts
 * import { rocCurve } from "@handwriting/mnist/metrics";
 * import { assertEquals } from "@std/assert";
 *
 * const { area, equalErrorRate } = rocCurve([0.9, 0.7, 0.4, 0.1], [true, false, true, false]);
 * assertEquals(area, 3 / 4); // of the four pairs, only 0.4 and 0.7 are in the wrong order
 * assertEquals(equalErrorRate, 1 / 2);
 * ```
 */
export function rocCurve(scores: ArrayLike<number>, positives: readonly boolean[]): RocCurve {
  const none = { threshold: Infinity, truePositives: 0, falsePositives: 0 };
  const counts = [none, ...countByThreshold(scores, positives)];
  const all = counts[counts.length - 1];
  if (all.truePositives === 0 || all.falsePositives === 0) {
    return { points: [], area: NaN, equalErrorRate: NaN };
  }
  const corners = cornersOf(counts);
  const points = corners.map(({ threshold, truePositives, falsePositives }) => ({
    threshold,
    falsePositiveRate: falsePositives / all.falsePositives,
    truePositiveRate: truePositives / all.truePositives,
  }));
  const area = areaBelow(corners) / (all.truePositives * all.falsePositives);
  return { points, area, equalErrorRate: equalErrorRateOf(points) };
}

/** The first, the last, and those at which the curve changes its direction. */
function cornersOf(counts: readonly ThresholdCounts[]): ThresholdCounts[] {
  return counts.filter((here, i) => {
    if (i === 0 || i === counts.length - 1) return true;
    const before = counts[i - 1];
    const after = counts[i + 1];
    return (here.truePositives - before.truePositives) *
        (after.falsePositives - here.falsePositives) !==
      (after.truePositives - here.truePositives) * (here.falsePositives - before.falsePositives);
  });
}

/** In numbers of samples, not rates: so it is exact. */
function areaBelow(counts: readonly ThresholdCounts[]): number {
  return counts.slice(1).reduce((area, to, i) => {
    const from = counts[i];
    const width = to.falsePositives - from.falsePositives;
    return area + width * (from.truePositives + to.truePositives) / 2;
  }, 0);
}

function equalErrorRateOf(points: readonly RocPoint[]): number {
  // It rises all the way from -1, at (0, 0), to 1, at (1, 1).
  const excess = (point: RocPoint) => point.falsePositiveRate - (1 - point.truePositiveRate);
  const end = points.findIndex((point) => excess(point) >= 0);
  const from = points[end - 1];
  const to = points[end];
  const share = excess(from) / (excess(from) - excess(to));
  return from.falsePositiveRate + share * (to.falsePositiveRate - from.falsePositiveRate);
}
