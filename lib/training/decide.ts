import type { Labels } from "../data/labels.ts";
import { ratesOf } from "../metrics/error_rate.ts";
import type { DetailedEvaluation } from "./evaluate.ts";

/**
 * An evaluation of two classes as it is where the second one is predicted whenever its score reaches a
 * threshold, and the first one otherwise. The loss, which knows no decisions, stays.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.5.3: `ŷ = h(x) ≥ threshold`.
 *
 * @param labels The class of each sample.
 * @param threshold With probabilities, 0.5 decides as the larger one does.
 * @throws {RangeError} If a sample has other than two scores.
 *
 * @example
 * ```ts
 * import { decide } from "./decide.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const evaluation = {
 *   scores: [[0.75, 0.25], [0.375, 0.625]],
 *   predictions: Uint8Array.of(0, 1),
 *   loss: 0.5,
 *   wrong: 0,
 *   errorRate: 0,
 *   accuracy: 1,
 * };
 * const { predictions, accuracy } = decide(evaluation, Uint8Array.of(0, 1), 0.7);
 * assertEquals(predictions, Uint8Array.of(0, 0));
 * assertEquals(accuracy, 0.5);
 * ```
 */
export function decide(
  { scores, loss }: DetailedEvaluation,
  labels: Labels,
  threshold: number,
): DetailedEvaluation {
  const predictions = Uint8Array.from(scores, (ofSample) => {
    if (ofSample.length === 2) return ofSample[1] >= threshold ? 1 : 0;
    throw new RangeError(`Expected scores of 2 classes but found ${ofSample.length}`);
  });
  const wrong = predictions.filter((prediction, i) => prediction !== labels[i]).length;
  return { scores, predictions, loss, wrong, ...ratesOf(wrong, predictions.length) };
}
