import { bytesOf } from "../formats/bytes.ts";
import { type Display, notebookDisplay } from "../formats/display.ts";
import { checkAsMany } from "../ranges.ts";
import type { Shape } from "../shape.ts";
import { distinctClassNames, numbersOf } from "./class_names.ts";
import type { Dataset } from "./dataset.ts";
import { checkLabels, type Labels, makeLabels } from "./labels.ts";
import { checkRange, takeRows } from "./rows.ts";
import { columnsOf, displaySamples } from "./samples_display.ts";

/** Samples of numbers: each with its features, and what a network is to make of them. */
export type Samples = ClassSamples | RegressionSamples;

/** What a network can be trained on: images of bytes, or samples of numbers. */
export type TrainingSet = Dataset | Samples;

/** What a network can learn to classify: images of bytes, or samples of numbers. */
export type LabelledSet = Dataset | ClassSamples;

/** All the numbers that training data consist of, as bytes; shared. */
export function numbersIn(data: TrainingSet): Uint8Array[] {
  if ("images" in data) return [data.images, bytesOf(data.labels)];
  return [bytesOf(data.features), bytesOf("labels" in data ? data.labels : data.targets)];
}

/** What {@linkcode ClassSamples} are made of. */
export interface ClassSamplesOptions {
  /** The features, one sample after the other, each finite. */
  readonly features: Float64Array;
  /** What each feature is called, one or more. */
  readonly featureNames: readonly string[];
  /** The class of each sample, 0 to `classNames.length - 1`. */
  readonly labels: Labels;
  /** What each class is called. */
  readonly classNames: readonly string[];
}

/**
 * Samples of floating-point features, each of one class.
 *
 * @example
 * ```ts
 * import { ClassSamples } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const xor = ClassSamples.of([[0, 0], [0, 1], [1, 0], [1, 1]], ["no", "yes", "yes", "no"]);
 * assertEquals([xor.count, xor.shape, xor.classNames], [4, [2], ["no", "yes"]]);
 * assertEquals(xor.slice(1, 3).labels, Uint8Array.of(1, 1));
 * ```
 */
export class ClassSamples {
  /** `count × featureNames.length`: the features, one sample after the other. */
  readonly features: Float64Array;
  /** What each feature is called. */
  readonly featureNames: readonly string[];
  /** The class of each sample, 0 to `classes - 1`. */
  readonly labels: Labels;
  /** What each class is called, as given by {@linkcode className}: what tells it from all others. */
  readonly classNames: readonly string[];
  /** The number that each class has for a name; undefined where one has another name. */
  readonly classNumbers: readonly number[] | undefined;

  /**
   * Samples of arrays, which are kept, not copied.
   *
   * @throws {TypeError} If the features are no `Float64Array`.
   * @throws {RangeError} If a feature is not finite, there are none, there are not as many rows as labels,
   * or a label is not below the number of classes.
   * @throws {FormatError} If the name of a class is none, or two are the same.
   */
  constructor({ features, featureNames, labels, classNames }: ClassSamplesOptions) {
    checkTable("feature", features, featureNames);
    checkAsMany("labels", labels, "samples", { length: features.length / featureNames.length });
    checkLabels(labels, classNames.length);
    this.features = features;
    this.featureNames = featureNames;
    this.labels = labels;
    this.classNames = distinctClassNames(classNames);
    this.classNumbers = numbersOf(this.classNames);
  }

  /**
   * Samples of rows, copied.
   *
   * @param rows The features of each sample.
   * @param classes The class of each sample, by name or number. Numbers come in ascending order, names
   * in alphabetical order.
   * @param featureNames `x1`, `x2` and so on when left out; `x` if there is only one.
   * @throws {RangeError} As the constructor; also if the rows differ in length.
   */
  static of(
    rows: readonly (readonly number[])[],
    classes: readonly (string | number)[],
    featureNames: readonly string[] = usualNames("x", rows[0]?.length ?? 1),
  ): ClassSamples {
    const features = flatten(rows, featureNames.length);
    return new ClassSamples({ features, featureNames, ...nameClasses(classes.map(String)) });
  }

  /** Number of samples. */
  get count(): number {
    return this.labels.length;
  }

  /** Number of classes. */
  get classes(): number {
    return this.classNames.length;
  }

  /** The shape of one sample: the number of its features. */
  get shape(): Shape {
    return [this.featureNames.length];
  }

  /** What a notebook shows of them: the first and the last. */
  [notebookDisplay](): Display {
    const { count, features, featureNames, labels, classNames } = this;
    const classOf = { name: "class", valueOf: (sample: number) => classNames[labels[sample]] };
    return displaySamples(count, [...columnsOf(featureNames, features), classOf]);
  }

  /**
   * The samples `start` to `end` (exclusive), sharing their memory with these.
   *
   * @throws {RangeError} If there are no such samples.
   */
  slice(start: number, end: number): ClassSamples {
    checkRange(start, end, this.count);
    const columns = this.featureNames.length;
    const features = this.features.subarray(start * columns, end * columns);
    return new ClassSamples({ ...this, features, labels: this.labels.subarray(start, end) });
  }

  /**
   * The samples with the given indices, in that order, copied. An index may come more than once.
   *
   * @throws {RangeError} If there is no such sample.
   */
  take(indices: ArrayLike<number>): ClassSamples {
    const { length } = indices;
    return new ClassSamples({
      ...this,
      features: takeFeatures(this, indices),
      labels: takeRows<Labels>(this.labels, 1, indices, makeLabels(this.classes, length)),
    });
  }

  /**
   * The same samples, labelled with other classes.
   *
   * @param labels One for each sample, kept, not copied.
   * @throws {RangeError} As the constructor.
   */
  withClasses(labels: Labels, classNames: readonly string[]): ClassSamples {
    return new ClassSamples({ ...this, labels, classNames });
  }
}

/** What {@linkcode RegressionSamples} are made of. */
export interface RegressionSamplesOptions {
  /** The features, one sample after the other, each finite. */
  readonly features: Float64Array;
  /** What each feature is called, one or more. */
  readonly featureNames: readonly string[];
  /** What is to be predicted of each sample, one sample after the other, each finite. */
  readonly targets: Float64Array;
  /** What each target is called, one or more. */
  readonly targetNames: readonly string[];
}

/**
 * Samples of floating-point features, each with numbers to be predicted from them.
 *
 * @example
 * ```ts
 * import { RegressionSamples } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const squares = RegressionSamples.of([[1], [2], [3]], [1, 4, 9]);
 * assertEquals([squares.count, squares.featureNames, squares.targetNames], [3, ["x"], ["y"]]);
 * assertEquals(squares.take([2, 0]).targets, Float64Array.of(9, 1));
 * ```
 */
export class RegressionSamples {
  /** `count × featureNames.length`: the features, one sample after the other. */
  readonly features: Float64Array;
  /** What each feature is called. */
  readonly featureNames: readonly string[];
  /** `count × targetNames.length`: what is to be predicted, one sample after the other. */
  readonly targets: Float64Array;
  /** What each target is called. */
  readonly targetNames: readonly string[];

  /**
   * Samples of arrays, which are kept, not copied.
   *
   * @throws {TypeError} If features or targets are no `Float64Array`.
   * @throws {RangeError} If a feature or target is not finite, there are none, or there are not as many
   * rows of one as of the other.
   */
  constructor({ features, featureNames, targets, targetNames }: RegressionSamplesOptions) {
    checkTable("feature", features, featureNames);
    checkTable("target", targets, targetNames);
    checkAsMany(
      "rows of targets",
      { length: targets.length / targetNames.length },
      "samples",
      { length: features.length / featureNames.length },
    );
    this.features = features;
    this.featureNames = featureNames;
    this.targets = targets;
    this.targetNames = targetNames;
  }

  /**
   * Samples of rows, copied.
   *
   * @param rows The features of each sample.
   * @param targets The target of each sample, or its several targets.
   * @param featureNames `x1`, `x2` and so on when left out; `x` if there is only one.
   * @param targetNames Likewise, with `y`.
   * @throws {RangeError} As the constructor; also if rows differ in length.
   */
  static of(
    rows: readonly (readonly number[])[],
    targets: readonly (number | readonly number[])[],
    featureNames: readonly string[] = usualNames("x", rows[0]?.length ?? 1),
    targetNames?: readonly string[],
  ): RegressionSamples {
    const targetRows = targets.map((target) => typeof target === "number" ? [target] : target);
    const names = targetNames ?? usualNames("y", targetRows[0]?.length ?? 1);
    return new RegressionSamples({
      features: flatten(rows, featureNames.length),
      featureNames,
      targets: flatten(targetRows, names.length),
      targetNames: names,
    });
  }

  /** Number of samples. */
  get count(): number {
    return this.features.length / this.featureNames.length;
  }

  /** The shape of one sample: the number of its features. */
  get shape(): Shape {
    return [this.featureNames.length];
  }

  /** What a notebook shows of them: the first and the last. */
  [notebookDisplay](): Display {
    const { count, features, featureNames, targets, targetNames } = this;
    const columns = [...columnsOf(featureNames, features), ...columnsOf(targetNames, targets)];
    return displaySamples(count, columns);
  }

  /**
   * The samples `start` to `end` (exclusive), sharing their memory with these.
   *
   * @throws {RangeError} If there are no such samples.
   */
  slice(start: number, end: number): RegressionSamples {
    checkRange(start, end, this.count);
    const [columns, outputs] = [this.featureNames.length, this.targetNames.length];
    return new RegressionSamples({
      ...this,
      features: this.features.subarray(start * columns, end * columns),
      targets: this.targets.subarray(start * outputs, end * outputs),
    });
  }

  /**
   * The samples with the given indices, in that order, copied. An index may come more than once.
   *
   * @throws {RangeError} If there is no such sample.
   */
  take(indices: ArrayLike<number>): RegressionSamples {
    const outputs = this.targetNames.length;
    const targets = new Float64Array(indices.length * outputs);
    return new RegressionSamples({
      ...this,
      features: takeFeatures(this, indices),
      targets: takeRows(this.targets, outputs, indices, targets),
    });
  }
}

/** Labels, and what they stand for. */
export type NamedLabels = Pick<ClassSamplesOptions, "labels" | "classNames">;

/**
 * Labels for samples whose classes are given by name: numbers in ascending order, or names in
 * alphabetical order.
 *
 * @throws {FormatError} If one is no name, or there are none or too many different ones.
 */
export function nameClasses(texts: readonly string[]): NamedLabels {
  const found = [...new Set(texts)];
  const areNumbers = found.every((text) => /^[+-]?\d+$/.test(text));
  const sorted = areNumbers ? found.sort((a, b) => Number(a) - Number(b)) : found.sort();
  const classNames = distinctClassNames(sorted);
  const places = new Map(sorted.map((text, place) => [text, place]));
  const labels = makeLabels(classNames.length, texts.length);
  texts.forEach((text, i) => labels[i] = places.get(text) ?? 0);
  return { labels, classNames };
}

/** `x`, or `x1`, `x2` and so on. */
function usualNames(letter: string, count: number): string[] {
  return count === 1 ? [letter] : Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);
}

function takeFeatures(
  { features, featureNames }: Pick<ClassSamplesOptions, "features" | "featureNames">,
  indices: ArrayLike<number>,
): Float64Array {
  const columns = featureNames.length;
  return takeRows(features, columns, indices, new Float64Array(indices.length * columns));
}

function flatten(rows: readonly (readonly number[])[], columns: number): Float64Array {
  const flat = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    if (row.length !== columns) {
      throw new RangeError(`Expected ${columns} numbers but found ${row.length} in row ${i}`);
    }
    flat.set(row, i * columns);
  });
  return flat;
}

/** @param noun What the numbers are: `feature`. */
function checkTable(noun: string, values: unknown, names: readonly string[]): void {
  if (!(values instanceof Float64Array)) {
    const found = Object.prototype.toString.call(values).slice("[object ".length, -1);
    throw new TypeError(`Expected ${noun}s in a Float64Array but found ${found}`);
  }
  if (names.length === 0) throw new RangeError(`Expected 1 or more ${noun}s but found 0`);
  if (values.length % names.length !== 0) {
    throw new RangeError(
      `Expected rows of ${names.length} ${noun}s but found ${values.length} numbers in all`,
    );
  }
  const infinite = values.findIndex((value) => !Number.isFinite(value));
  if (infinite < 0) return;
  const [row, column] = [Math.floor(infinite / names.length), infinite % names.length];
  throw new RangeError(
    `Expected finite ${noun}s but found ${values[infinite]} as "${names[column]}" of sample ${row}`,
  );
}
