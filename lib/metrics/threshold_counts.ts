import { checkAsMany } from "../ranges.ts";

/** What a threshold lets through. */
export interface ThresholdCounts {
  /** Samples with this score or a higher one are taken for positive. */
  readonly threshold: number;
  /** Number of positives among them. */
  readonly truePositives: number;
  /** Number of negatives among them. */
  readonly falsePositives: number;
}

/**
 * What each score lets through as a threshold, from the highest to the lowest: samples of equal
 * scores pass together.
 *
 * @param scores One for each sample, the higher the more it seems positive.
 * @param positives Whether each sample is one.
 * @throws {RangeError} If there are not as many positives as scores, or a score is not finite.
 */
export function countByThreshold(
  scores: ArrayLike<number>,
  positives: readonly boolean[],
): ThresholdCounts[] {
  checkAsMany("marks of positives", positives, "scores", scores);
  checkFinite(scores);
  const order = Int32Array.from(scores, (_, i) => i).sort((a, b) => scores[b] - scores[a]);
  const counts: ThresholdCounts[] = [];
  let truePositives = 0;
  let falsePositives = 0;
  order.forEach((sample, place) => {
    if (positives[sample]) truePositives++;
    else falsePositives++;
    const threshold = scores[sample];
    if (scores[order[place + 1]] === threshold) return;
    counts.push({ threshold, truePositives, falsePositives });
  });
  return counts;
}

function checkFinite(scores: ArrayLike<number>): void {
  for (let i = 0; i < scores.length; i++) {
    if (Number.isFinite(scores[i])) continue;
    throw new RangeError(`Expected scores to be finite but found ${scores[i]} as score ${i}`);
  }
}
