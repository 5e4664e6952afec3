import { type Labels, makeLabels } from "../data/labels.ts";
import { formatBatches, parseBatches } from "./batched_lines.ts";

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
  if (predictions.length !== labels.length) {
    throw new RangeError(
      `Expected ${labels.length} predictions, one per label, but found ${predictions.length}`,
    );
  }
  return formatBatches(batchSize, labels.length, (image) => {
    return ` - image ${image}: Prediction=${predictions[image]}. Label=${labels[image]}`;
  });
}

/** What a prediction log says of each image. */
export interface PredictionLog {
  /** The predicted class of each image. */
  readonly predictions: Labels;
  /** The true class of each image. */
  readonly labels: Labels;
}

/** Classes have smaller numbers. */
const MOST_CLASSES = 65536;

/**
 * Reads a prediction log as {@linkcode formatPredictionLog} writes it, with any kind of line break. Classes
 * are numbers from 0 to 65535.
 *
 * @example
 * ```ts
 * import { parsePredictionLog } from "@handwriting/mnist/formats";
 * import { assertEquals } from "@std/assert";
 *
 * const { predictions, labels } = parsePredictionLog(
 *   "Current batch: 0\n - image 0: Prediction=5. Label=6\n",
 * );
 * assertEquals([predictions, labels], [Uint8Array.of(5), Uint8Array.of(6)]);
 * ```
 *
 * @throws {FormatError} If a line is neither of the two, the batches or the images are not counted from
 * 0 without a gap, an image stands before the first batch, or there is none.
 */
export function parsePredictionLog(text: string): PredictionLog {
  const predictions: number[] = [];
  const labels: number[] = [];
  parseBatches(text, {
    noun: "image",
    form: (index) => ` - image ${index}: Prediction=<class>. Label=<class>`,
    take: (line, index) => {
      const [image, prediction, label] = IMAGE_LINE.exec(line)?.slice(1).map(Number) ?? [];
      if (image !== index || prediction >= MOST_CLASSES || label >= MOST_CLASSES) return false;
      predictions.push(prediction);
      labels.push(label);
      return true;
    },
  });
  const classes = 1 + [...predictions, ...labels].reduce((most, label) => Math.max(most, label), 0);
  return { predictions: labelsFrom(predictions, classes), labels: labelsFrom(labels, classes) };
}

function labelsFrom(numbers: readonly number[], classes: number): Labels {
  const labels = makeLabels(classes, numbers.length);
  labels.set(numbers);
  return labels;
}

const IMAGE_LINE = /^ - image (\d+): Prediction=(\d+)\. Label=(\d+)$/;
