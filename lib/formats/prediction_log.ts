import { positiveInteger } from "../ranges.ts";

/**
 * The prediction log of the FAU course: for each batch of the test set a line `Current batch: B`, then
 * for each of its images a line ` - image I: Prediction=P. Label=L`. Batches are counted from 0, and
 * images from 0 over the whole test set; the last batch may be smaller.
 *
 * @example
 * ```ts
 * import { formatPredictionLog } from "@handwriting/mnist/formats";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   formatPredictionLog(100, [5], [5]),
 *   "Current batch: 0\n - image 0: Prediction=5. Label=5\n",
 * );
 * ```
 *
 * @param batchSize Images per batch, 1 or more.
 * @param predictions The predicted class of each image.
 * @param labels The true class of each image.
 * @throws {RangeError} If the batch size is not an integer of 1 or more, or the lengths differ.
 */
export function formatPredictionLog(
  batchSize: number,
  predictions: ArrayLike<number>,
  labels: ArrayLike<number>,
): string {
  positiveInteger(batchSize, "the batch size");
  if (predictions.length !== labels.length) {
    throw new RangeError(
      `Expected ${labels.length} predictions, one per label, but found ${predictions.length}`,
    );
  }
  return Array.from(predictions, (prediction, image) => {
    const heading = image % batchSize === 0 ? `Current batch: ${image / batchSize}\n` : "";
    return `${heading} - image ${image}: Prediction=${prediction}. Label=${labels[image]}\n`;
  }).join("");
}
