import type { Labels } from "../data/labels.ts";
import { checkAsMany, positiveInteger } from "../ranges.ts";
import type { ClassCounts } from "./class_counts.ts";

/** Samples of one class that were taken for another. */
export interface Confusion {
  /** Their class. */
  readonly label: number;
  /** The class predicted for them. */
  readonly prediction: number;
  /** Their number. */
  readonly count: number;
  /** Their share of the samples of their class, above 0 up to 1. */
  readonly rowShare: number;
}

/**
 * How many samples of each class were predicted to be of which: a row for each true class, a column
 * for each predicted one.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.5.1.
 *
 * @example
 * ```ts
 * import { ConfusionMatrix } from "@handwriting/mnist/metrics";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = Uint8Array.of(0, 0, 1, 1, 1);
 * const matrix = new ConfusionMatrix(labels, Uint8Array.of(0, 1, 1, 1, 1), 2);
 * assertEquals(matrix.count(0, 1), 1);
 * assertEquals(matrix.rowShare(0, 1), 0.5);
 * ```
 */
export class ConfusionMatrix {
  /** Number of classes, of rows and of columns. */
  readonly classCount: number;
  /** Number of samples. */
  readonly total: number;
  readonly #rows: readonly Uint32Array[];
  readonly #rowSums: readonly number[];
  readonly #columnSums: readonly number[];

  /**
   * Counts samples by their true and their predicted class.
   *
   * @param labels The true class of each sample.
   * @param predictions The class predicted for each sample.
   * @throws {RangeError} If there are not as many predictions as labels, one of either is not below
   * `classCount`, or `classCount` is not an integer of 1 or more.
   */
  constructor(labels: Labels, predictions: Labels, classCount: number) {
    this.classCount = positiveInteger(classCount, "the number of classes");
    this.total = labels.length;
    checkAsMany("predictions", predictions, "labels", labels);
    checkClasses("label", labels, classCount);
    checkClasses("prediction", predictions, classCount);
    const rows = Array.from({ length: classCount }, () => new Uint32Array(classCount));
    labels.forEach((label, i) => rows[label][predictions[i]]++);
    this.#rows = rows;
    this.#rowSums = rows.map(sum);
    this.#columnSums = rows.map((_, prediction) => sum(rows.map((row) => row[prediction])));
  }

  /**
   * Number of samples of one class that were predicted to be of another, or of their own.
   *
   * @throws {RangeError} If there is no such class.
   */
  count(label: number, prediction: number): number {
    const count = this.#rows[label]?.[prediction];
    if (count !== undefined) return count;
    throw new RangeError(
      `Expected classes of 0 to ${this.classCount - 1} but found ${label} and ${prediction}`,
    );
  }

  /**
   * Their share of all samples of their class, from 0 to 1; NaN if it has none. On the diagonal it
   * is the class's recall. See {@linkcode ConfusionMatrix.count}.
   */
  rowShare(label: number, prediction: number): number {
    return this.count(label, prediction) / this.#rowSums[label];
  }

  /**
   * The confusion table of one class against all others.
   *
   * @throws {RangeError} If there is no such class.
   */
  classCounts(c: number): ClassCounts {
    const truePositives = this.count(c, c);
    const falseNegatives = this.#rowSums[c] - truePositives;
    const falsePositives = this.#columnSums[c] - truePositives;
    const trueNegatives = this.total - truePositives - falseNegatives - falsePositives;
    return { truePositives, falseNegatives, falsePositives, trueNegatives };
  }

  /**
   * What was taken for something else, the most frequent first; of equals the first label, and then
   * the first prediction.
   */
  confusions(): Confusion[] {
    const confusions = this.#rows.flatMap((row, label) =>
      Array.from(row, (count, prediction) => {
        return { label, prediction, count, rowShare: count / this.#rowSums[label] };
      })
    );
    return confusions
      .filter(({ label, prediction, count }) => label !== prediction && count > 0)
      .sort((a, b) => b.count - a.count);
  }
}

function checkClasses(name: string, classes: Labels, classCount: number): void {
  const unknown = classes.findIndex((c) => c >= classCount);
  if (unknown < 0) return;
  throw new RangeError(
    `Expected ${name}s of 0 to ${classCount - 1} but found ${
      classes[unknown]
    } as ${name} ${unknown}`,
  );
}

function sum(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i];
  return sum;
}

/**
 * The share of samples whose predicted class is their label, from 0 to 1; NaN if there are none.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.5.1.
 *
 * @throws {RangeError} If there are not as many predictions as labels.
 *
 * @example
 * ```ts
 * import { accuracy, errorRate } from "@handwriting/mnist/metrics";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(accuracy(Uint8Array.of(7, 2, 1, 0), Uint8Array.of(7, 2, 1, 6)), 0.75);
 * assertEquals(errorRate(Uint8Array.of(7, 2, 1, 0), Uint8Array.of(7, 2, 1, 6)), 0.25);
 * ```
 */
export function accuracy(labels: Labels, predictions: Labels): number {
  checkAsMany("predictions", predictions, "labels", labels);
  return labels.filter((label, i) => label === predictions[i]).length / labels.length;
}

/** The share of the other samples. See {@linkcode accuracy}. */
export function errorRate(labels: Labels, predictions: Labels): number {
  checkAsMany("predictions", predictions, "labels", labels);
  return labels.filter((label, i) => label !== predictions[i]).length / labels.length;
}
