import { quote } from "../formats/quote.ts";
import { className, distinctClassNames, listClasses } from "./class_names.ts";
import type { Dataset } from "./dataset.ts";
import { type Labels, makeLabels } from "./labels.ts";
import type { LabelledSet } from "./samples.ts";

/** Samples of classes: images, or samples of numbers. */
export interface Classified<T> {
  /** Number of samples. */
  readonly count: number;
  /** The class of each. */
  readonly labels: Labels;
  /** What each class is called. */
  readonly classNames: readonly string[];
  /** The label that a file has for each class, if it has one. */
  readonly classNumbers: readonly number[] | undefined;
  /** Copies of the samples with the given indices. */
  take(indices: ArrayLike<number>): T;
  /** The same samples, labelled with other classes. */
  withClasses(
    labels: Labels,
    classNames: readonly string[],
    classNumbers?: readonly number[],
  ): T;
}

/**
 * The samples of some classes alone, in the order of the dataset; copied, unless these are all. The
 * classes come in the order in which they are listed: of the digits `["1", "7"]`, every 1 gets label 0
 * and every 7 label 1.
 *
 * @param chosen The classes, as for {@linkcode findClasses}.
 * @throws {RangeError} If fewer than two classes are listed, one twice, or one that does not exist.
 *
 * @example
 * ```ts
 * import { Dataset, restrictToClasses } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const digits = new Dataset(Uint8Array.of(10, 20, 30), Uint8Array.of(7, 4, 1), [1]);
 * const pair = restrictToClasses(digits, ["1", "7"]);
 * assertEquals(pair.images, Uint8Array.of(10, 30));
 * assertEquals(pair.labels, Uint8Array.of(1, 0));
 * assertEquals(pair.classNames, ["1", "7"]);
 * ```
 */
export function restrictToClasses<T extends Classified<T>>(
  dataset: T,
  chosen: readonly string[],
): T {
  const classes = findClasses(dataset, chosen);
  const repeated = classes.find((c, i) => classes.indexOf(c) < i);
  if (repeated !== undefined) {
    throw new RangeError(
      `Expected each class once but found ${dataset.classNames[repeated]} twice`,
    );
  }
  if (classes.length < 2) {
    throw new RangeError(`Expected 2 or more classes but found ${classes.length}`);
  }
  const { classNames, classNumbers } = dataset;
  const places = classNames.map((_, c) => classes.indexOf(c));
  return relabelled(
    dataset,
    places,
    classes.map((c) => classNames[c]),
    classNumbers && classes.map((c) => classNumbers[c]),
  );
}

/**
 * Finds classes of a dataset.
 *
 * @param chosen Their names; or, where a file of labels gives the classes names, those labels.
 * @returns Their places among the classes.
 * @throws {RangeError} If there is no such class.
 *
 * @example
 * ```ts
 * import { findClasses } from "./classes.ts";
 * import { Dataset } from "./dataset.ts";
 * import { assertEquals } from "@std/assert";
 *
 * // Folders 3, 5 and 7.
 * const digits = new Dataset(new Uint8Array(3), Uint8Array.of(0, 1, 2), [1], 3, ["3", "5", "7"]);
 * assertEquals(findClasses(digits, ["7", "3"]), [2, 0]);
 * ```
 */
export function findClasses(
  { classNames, classNumbers = [] }: Pick<LabelledSet, "classNames" | "classNumbers">,
  chosen: readonly string[],
): number[] {
  return chosen.map((text) => {
    const name = className(text);
    const place = classNames.indexOf(name);
    const found = place < 0 ? classNumbers.map(String).indexOf(name) : place;
    if (found >= 0) return found;
    throw new RangeError(`Expected one of ${listClasses(classNames)} but found ${quote(name)}`);
  });
}

/** A dataset with the classes of another one or of a model. */
export interface ClassMatch<T = Dataset> {
  /** The samples of these classes; there may be none. */
  readonly dataset: T;
  /** The classes of the images that were left out. */
  readonly unknown: readonly string[];
  /** Number of images that were left out. */
  readonly leftOut: number;
}

/**
 * A dataset with the classes of another one or of a model, in their order, so that its labels are
 * what a network puts out that knows these. Classes are matched by name, never by their order: images
 * of others are left out, and classes that the dataset does not have stay empty.
 *
 * @throws {FormatError} If one of the names is none, or two are the same.
 *
 * @example
 * ```ts
 * import { Dataset, matchClasses } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const digits = new Dataset(Uint8Array.of(10, 20, 30), Uint8Array.of(7, 4, 1), [1]);
 * const { dataset, unknown, leftOut } = matchClasses(digits, ["1", "7"]);
 * assertEquals(dataset.images, Uint8Array.of(10, 30));
 * assertEquals(dataset.labels, Uint8Array.of(1, 0));
 * assertEquals([unknown, leftOut], [["4"], 1]);
 * ```
 */
export function matchClasses<T extends Classified<T>>(
  dataset: T,
  wanted: readonly string[],
): ClassMatch<T> {
  const classNames = distinctClassNames(wanted);
  const places = dataset.classNames.map((name) => classNames.indexOf(name));
  const missing = new Set<number>();
  for (const label of dataset.labels) if (places[label] < 0) missing.add(label);
  const matched = relabelled(dataset, places, classNames);
  return {
    dataset: matched,
    unknown: dataset.classNames.filter((_, c) => missing.has(c)),
    leftOut: dataset.count - matched.count,
  };
}

/** The samples whose class has a place among others, labelled with it; copied if some have none. */
function relabelled<T extends Classified<T>>(
  dataset: T,
  places: readonly number[],
  classNames: readonly string[],
  classNumbers?: readonly number[],
): T {
  const isKept = (label: number) => places[label] >= 0;
  const kept = dataset.labels.every(isKept) ? dataset : dataset.take(
    Array.from(dataset.labels.keys()).filter((sample) => isKept(dataset.labels[sample])),
  );
  const labels = makeLabels(classNames.length, kept.count);
  kept.labels.forEach((label, i) => labels[i] = places[label]);
  return kept.withClasses(labels, classNames, classNumbers);
}
