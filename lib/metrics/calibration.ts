import { checkAsMany, positiveInteger, rangeOfShare, share } from "../ranges.ts";

/** The predictions of similar confidence. */
export interface CalibrationBin {
  /** The lowest confidence in it. */
  readonly low: number;
  /** Where the next bin begins, or 1, which the last bin contains. */
  readonly high: number;
  /** Number of predictions. */
  readonly count: number;
  /** Their mean confidence, from 0 to 1; NaN if there are none. */
  readonly meanConfidence: number;
  /** The share of them that are correct, from 0 to 1; NaN if there are none. */
  readonly accuracy: number;
}

/** How well the confidence of predictions tells how often they are correct. */
export interface Calibration {
  /** Of equal widths, from 0 to 1. */
  readonly bins: readonly CalibrationBin[];
  /** By how much accuracy and confidence differ, from 0 to 1; NaN if there are no predictions. */
  readonly expectedCalibrationError: number;
}

/**
 * Compares confidence with accuracy, for predictions of similar confidence.
 *
 * The expected calibration error of `n` predictions in bins of `nᵦ` is
 * `Σ nᵦ / n · |accuracyᵦ - meanConfidenceᵦ|`.
 *
 * Source: Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks" (2017), 2.
 *
 * @param confidences The probability given to each predicted class, from 0 to 1.
 * @param isCorrect Whether each prediction is.
 * @param bins Their number.
 * @throws {RangeError} If the two are not as many, a confidence is not from 0 to 1, or `bins` is not
 * an integer of 1 or more.
 *
 * @example
 * ```ts
 * import { calibration } from "@handwriting/mnist/metrics";
 * import { assertEquals } from "@std/assert";
 *
 * const { bins, expectedCalibrationError } = calibration([0.75, 0.75, 1, 1], [true, false, true, true]);
 * assertEquals(bins[7].meanConfidence, 0.75);
 * assertEquals(bins[7].accuracy, 0.5);
 * assertEquals(expectedCalibrationError, 2 / 4 * 0.25 + 2 / 4 * 0);
 * ```
 */
export function calibration(
  confidences: ArrayLike<number>,
  isCorrect: readonly boolean[],
  bins = 10,
): Calibration {
  checkAsMany("marks of correct predictions", isCorrect, "confidences", confidences);
  positiveInteger(bins, "the number of bins");
  const sums = Array.from({ length: bins }, () => ({ count: 0, confidence: 0, correct: 0 }));
  isCorrect.forEach((correct, i) => {
    const confidence = share(confidences[i], `confidence ${i}`);
    const sum = sums[Math.min(rangeOfShare(confidence, bins), bins - 1)];
    sum.count++;
    sum.confidence += confidence;
    if (correct) sum.correct++;
  });
  const gap = sums.reduce((sum, bin) => sum + Math.abs(bin.correct - bin.confidence), 0);
  return {
    bins: sums.map(({ count, confidence, correct }, b) => ({
      low: b / bins,
      high: (b + 1) / bins,
      count,
      meanConfidence: confidence / count,
      accuracy: correct / count,
    })),
    expectedCalibrationError: gap / confidences.length,
  };
}
