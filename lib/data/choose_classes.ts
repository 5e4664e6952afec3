import { quote } from "../formats/quote.ts";
import { isNumbered } from "./class_names.ts";
import { Dataset } from "./dataset.ts";

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
 * import { chooseClasses } from "./choose_classes.ts";
 * import { Dataset } from "./dataset.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const digits = new Dataset(Uint8Array.of(10, 20, 30), Uint8Array.of(7, 4, 1), [1]);
 * const pair = chooseClasses(digits, ["1", "7"]);
 * assertEquals(pair.images, Uint8Array.of(10, 30));
 * assertEquals(pair.labels, Uint8Array.of(1, 0));
 * ```
 */
export function chooseClasses(dataset: Dataset, classNames: readonly string[]): Dataset {
  const { shape, classNames: given } = dataset;
  const newLabels = matchClasses(given, classNames);
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
function matchClasses(given: readonly string[], wanted: readonly string[]): number[] {
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
