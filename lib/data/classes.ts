import { quote } from "../formats/quote.ts";
import { isNumbered } from "./class_names.ts";
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
 * import { Dataset, restrictToClasses } from "@handwriting/mnist";
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

/**
 * A dataset with the classes that a network was trained on, in their order, so that its labels are
 * what the network puts out. Classes are matched by name: those that the network does not know are
 * left out, those that the dataset does not have stay empty. If that is no match, but both have as
 * many classes, and those of one are only numbered, their order counts.
 *
 * @throws {RangeError} If the classes do not match, or no image is left.
 *
 * @example
 * ```ts
 * import { Dataset, matchClasses } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const digits = new Dataset(Uint8Array.of(10, 20, 30), Uint8Array.of(7, 4, 1), [1]);
 * const pair = matchClasses(digits, ["1", "7"]);
 * assertEquals(pair.images, Uint8Array.of(10, 30));
 * assertEquals(pair.labels, Uint8Array.of(1, 0));
 * ```
 */
export function matchClasses(dataset: Dataset, classNames: readonly string[]): Dataset {
  const { shape, classNames: given } = dataset;
  const newLabels = placesOf(given, classNames);
  const samples: number[] = [];
  dataset.labels.forEach((label, sample) => {
    if (newLabels[label] >= 0) samples.push(sample);
  });
  if (samples.length === 0) {
    throw new RangeError(`Expected images of the classes ${list(classNames)} but found none`);
  }
  const { images, labels } = samples.length === dataset.count ? dataset : dataset.take(samples);
  const chosen = labels.map((label) => newLabels[label]);
  return new Dataset(images, chosen, shape, classNames.length, classNames);
}

/** The place of each class of `given` among `wanted`, or -1. */
function placesOf(given: readonly string[], wanted: readonly string[]): number[] {
  const places = given.map((name) => wanted.indexOf(name));
  const contained = wanted.every((name) => given.includes(name));
  if (contained || !places.includes(-1)) return places;
  if (given.length === wanted.length && (isNumbered(given) || isNumbered(wanted))) {
    return given.map((_, i) => i);
  }
  throw new RangeError(`Expected the classes ${list(wanted)} but found ${list(given)}`);
}

function list(names: readonly string[]): string {
  return quote(names.join(", "));
}
