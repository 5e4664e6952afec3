import { checkAsMany, positiveInteger } from "../ranges.ts";
import { FormatError, inLine } from "./format_error.ts";
import { formatGeneral } from "./general_number.ts";
import { quote } from "./quote.ts";

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

/**
 * A log of numbers that were predicted, in the manner of {@linkcode formatPredictionLog}: for each sample a
 * line ` - sample I: Prediction=P. Target=T`, with commas between several numbers of one. Numbers have 6
 * significant digits.
 *
 * @param batchSize Samples per batch, 1 or more.
 * @param predictions `samples × columns`, one sample after the other.
 * @param targets What they should be, likewise.
 * @param columns Numbers that are predicted of each sample.
 * @throws {RangeError} If the batch size is not an integer of 1 or more, or the lengths differ.
 *
 * @example
 * ```ts
 * import { formatNumberLog } from "@handwriting/mnist/formats";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   formatNumberLog(100, [0.5, 1], [0.25, 2], 2),
 *   "Current batch: 0\n - sample 0: Prediction=0.5,1. Target=0.25,2\n",
 * );
 * ```
 */
export function formatNumberLog(
  batchSize: number,
  predictions: Float64Array | readonly number[],
  targets: Float64Array | readonly number[],
  columns: number,
): string {
  positiveInteger(batchSize, "the batch size");
  checkAsMany("predictions", predictions, "targets", targets);
  const count = targets.length / columns;
  const row = (numbers: Float64Array | readonly number[], sample: number) =>
    Array.from(numbers.slice(sample * columns, (sample + 1) * columns), formatGeneral).join(",");
  return Array.from({ length: count }, (_, sample) => {
    const heading = sample % batchSize === 0 ? `Current batch: ${sample / batchSize}\n` : "";
    return `${heading} - sample ${sample}: Prediction=${row(predictions, sample)}. ` +
      `Target=${row(targets, sample)}\n`;
  }).join("");
}

/** What a prediction log says of each image. */
export interface PredictionLog {
  /** The predicted class of each image. */
  readonly predictions: Uint8Array;
  /** The true class of each image. */
  readonly labels: Uint8Array;
}

/**
 * Reads a prediction log as {@linkcode formatPredictionLog} writes it, with any kind of line break. Classes
 * are numbers from 0 to 255.
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
  let batches = 0;
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") lines.pop();
  lines.forEach((line, index) => {
    if (line === `Current batch: ${batches}`) {
      batches++;
      return;
    }
    inLine(index + 1, () => {
      const [, image, prediction, label] = IMAGE_LINE.exec(line) ?? [];
      const isNext = batches > 0 && Number(image) === labels.length;
      if (!isNext || Number(prediction) > 255 || Number(label) > 255) {
        throw new FormatError(
          `Expected ${nextLines(batches, labels.length)} but found ${quote(line)}`,
        );
      }
      predictions.push(Number(prediction));
      labels.push(Number(label));
    });
  });
  if (labels.length === 0) {
    throw new FormatError("Expected a prediction log but found no image in it");
  }
  return { predictions: Uint8Array.from(predictions), labels: Uint8Array.from(labels) };
}

const IMAGE_LINE = /^ - image (\d+): Prediction=(\d+)\. Label=(\d+)$/;

/** What a line may be, as far as it can be said. */
function nextLines(batches: number, images: number): string {
  const heading = `"Current batch: ${batches}"`;
  if (batches === 0) return `${heading}, with which a prediction log begins,`;
  return `" - image ${images}: Prediction=<class>. Label=<class>" or ${heading}`;
}
