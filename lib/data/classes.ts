import { Dataset } from "./dataset.ts";

/**
 * The samples of some classes alone, in the order of the dataset, copied. The classes are numbered
 * anew, as they are listed, and keep their names: of the digits `[1, 7]`, every 1 gets label 0 and
 * every 7 label 1.
 *
 * @throws {RangeError} If fewer than two classes are listed, one twice, or one that does not exist.
 *
 * @example
 * ```ts
 * import { restrictToClasses } from "./classes.ts";
 * import { Dataset } from "./dataset.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const digits = new Dataset(Uint8Array.of(10, 20, 30), Uint8Array.of(7, 4, 1), [1]);
 * const pair = restrictToClasses(digits, [1, 7]);
 * assertEquals(pair.images, Uint8Array.of(10, 30));
 * assertEquals(pair.labels, Uint8Array.of(1, 0));
 * assertEquals(pair.classNames, ["1", "7"]);
 * ```
 */
export function restrictToClasses(dataset: Dataset, classes: readonly number[]): Dataset {
  checkClasses(dataset, classes);
  const repeated = classes.find((c, i) => classes.indexOf(c) < i);
  if (repeated !== undefined) {
    throw new RangeError(`Expected each class once but found ${repeated} twice`);
  }
  if (classes.length < 2) {
    throw new RangeError(`Expected 2 or more classes but found ${classes.length}`);
  }
  const samples = Array.from(dataset.labels.keys())
    .filter((sample) => classes.includes(dataset.labels[sample]));
  const { images, labels } = dataset.take(samples);
  return new Dataset(
    images,
    labels.map((label) => classes.indexOf(label)),
    dataset.shape,
    classes.length,
    classes.map((c) => dataset.classNames[c]),
  );
}

/**
 * Checks that a dataset has all of some classes.
 *
 * @throws {RangeError} If one is not the number of a class.
 */
export function checkClasses({ classes: count }: Dataset, classes: readonly number[]): void {
  const unknown = classes.find((c) => !(Number.isInteger(c) && c >= 0 && c < count));
  if (unknown === undefined) return;
  throw new RangeError(`Expected classes of 0 to ${count - 1} but found ${unknown}`);
}
