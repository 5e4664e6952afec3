import { positiveInteger } from "../ranges.ts";
import { findClasses } from "./classes.ts";
import type { Dataset } from "./dataset.ts";

/** Which samples of a dataset make a subset; what is left out does not restrict it. */
export interface SubsetOptions {
  /** The first sample, from 0. */
  readonly from?: number;
  /** The sample behind the last one. */
  readonly to?: number;
  /** The classes, as for {@linkcode findClasses}. */
  readonly classes?: readonly string[];
  /** Number of samples of each class, the first ones. */
  readonly perClass?: number;
}

/**
 * Some samples of a dataset, in its order and with their labels: those from `from` to before `to`, of
 * these the ones of the classes, and of these the first ones of each class. The images are copied.
 *
 * @throws {RangeError} If there are no such samples or classes, or too few of a class.
 *
 * @example
 * ```ts
 * import { Dataset, subset } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const digits = new Dataset(Uint8Array.of(1, 2, 3, 4), Uint8Array.of(7, 0, 7, 0), [1]);
 * assertEquals(subset(digits, { classes: ["7"] }).images, Uint8Array.of(1, 3));
 * assertEquals(subset(digits, { from: 1, classes: ["0", "7"], perClass: 1 }).images, Uint8Array.of(2, 3));
 * ```
 */
export function subset(dataset: Dataset, options: SubsetOptions): Dataset {
  const { from = 0, to = dataset.count, perClass } = options;
  const classes = findClasses(dataset, options.classes ?? dataset.classNames);
  if (perClass !== undefined) positiveInteger(perClass, "the number of samples per class");
  const range = dataset.slice(from, to);
  const most = perClass ?? Infinity;
  const found = new Map(classes.map((c) => [c, 0]));
  const samples: number[] = [];
  range.labels.forEach((label, sample) => {
    const seen = found.get(label);
    if (seen === undefined || seen >= most) return;
    found.set(label, seen + 1);
    samples.push(sample);
  });
  for (const [c, count] of found) {
    if (perClass === undefined || count === perClass) continue;
    throw new RangeError(
      `Expected ${perClass} samples of each class but found ${count} of class ` +
        dataset.classNames[c],
    );
  }
  if (samples.length === 0) {
    throw new RangeError("Expected samples of these classes but found none");
  }
  return range.take(samples);
}
