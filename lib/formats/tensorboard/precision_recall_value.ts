import { checkAsMany, rangeOfShare } from "../../ranges.ts";
import { integerField, message } from "../encode_protobuf.ts";
import type { SummaryValue } from "./events.ts";

/** As many as TensorBoard takes by itself. */
const THRESHOLDS = 201;

/**
 * The curve of precision and recall of a class, for TensorBoard's plugin: at each of 201 thresholds from
 * 0 to 1, with everything of that probability or a higher one taken for positive, the true positives, the
 * false positives, the true and the false negatives, precision and recall; 0 where one is divided by 0.
 *
 * Source: TensorBoard, `plugins/pr_curve/summary.py` and `plugin_data.proto`.
 *
 * @param probabilities One for each sample, from 0 to 1.
 * @param positives Whether each sample is one.
 * @throws {RangeError} If there are not as many positives as probabilities.
 */
export function precisionRecallValue(
  tag: string,
  probabilities: ArrayLike<number>,
  positives: readonly boolean[],
): SummaryValue {
  checkAsMany("marks of positives", positives, "probabilities", probabilities);
  const counts = { positive: new Uint32Array(THRESHOLDS), negative: new Uint32Array(THRESHOLDS) };
  for (let i = 0; i < probabilities.length; i++) {
    const highest = rangeOfShare(probabilities[i], THRESHOLDS - 1);
    counts[positives[i] ? "positive" : "negative"][highest]++;
  }
  const allPositive = counts.positive.reduce((sum, count) => sum + count, 0);
  const allNegative = probabilities.length - allPositive;
  const data = new Float32Array(6 * THRESHOLDS);
  let truePositives = 0;
  let falsePositives = 0;
  for (let i = THRESHOLDS - 1; i >= 0; i--) {
    truePositives += counts.positive[i];
    falsePositives += counts.negative[i];
    const column = [
      truePositives,
      falsePositives,
      allNegative - falsePositives,
      allPositive - truePositives,
      truePositives / (truePositives + falsePositives || 1),
      truePositives / (allPositive || 1),
    ];
    column.forEach((value, row) => data[row * THRESHOLDS + i] = value);
  }
  return {
    tag,
    plugin: {
      name: "pr_curves",
      content: message(integerField(2, THRESHOLDS)),
      tensor: { rows: 6, columns: THRESHOLDS, data },
    },
  };
}
