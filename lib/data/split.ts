import { Random } from "../random.ts";
import type { Dataset } from "./dataset.ts";
import type { Labels } from "./labels.ts";

/** Samples that can be dealt out: images, or samples of numbers. */
export interface Divisible<T> {
  /** Their number. */
  readonly count: number;
  /** The class of each; absent where they have none. */
  readonly labels?: Labels;
  /** Copies of those with the given indices. */
  take(indices: ArrayLike<number>): T;
}

/** What is dealt out, where nothing is copied. */
type Dealt = Pick<Divisible<unknown>, "count" | "labels">;

/** How samples are dealt out. */
export interface SplitOptions {
  /** Determines which sample goes where; 1 when left out. */
  readonly seed?: number;
  /** Whether each part gets its fair share of every class; false when left out. */
  readonly stratified?: boolean;
}

/**
 * Splits a dataset at random: sets parts aside and returns the rest, followed by those parts. Every
 * sample goes to exactly one of them; each keeps the order of the dataset. They are copied.
 *
 * @param parts Sizes of the parts to set aside: below 1 a share of the whole dataset, rounded to whole
 * samples, else a number of samples. `[0.2]` gives training and validation data, `[0.2, 0.2]` the
 * usual 60 % for training, 20 % for validation and 20 % for testing, `[2000]` sets 2,000 samples aside.
 * @throws {RangeError} If a part is not a share or a whole number of samples, would be empty, or
 * nothing is left; or if it is to have its share of classes and there are none.
 *
 * @example
 * ```ts
 * import { Dataset, split } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const dataset = new Dataset(new Uint8Array(10), new Uint8Array(10), [1]);
 * const [training, validation, test] = split(dataset, [0.2, 0.2], { seed: 7 });
 * assertEquals([training.count, validation.count, test.count], [6, 2, 2]);
 * ```
 */
export function split<T extends Divisible<T>>(
  dataset: T,
  parts: readonly number[],
  options: SplitOptions = {},
): T[] {
  return splitSamples(dataset, parts, options).map((samples) => dataset.take(samples));
}

/** As {@linkcode split}, but returns the numbers of the samples and copies nothing. */
export function splitSamples(
  dataset: Dealt,
  parts: readonly number[],
  options: SplitOptions = {},
): Int32Array[] {
  const sizes = parts.map((part) => sizeOfPart(part, dataset.count));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total >= dataset.count) {
    throw new RangeError(
      `Expected to set aside fewer than all ${dataset.count} samples but found ${total}`,
    );
  }
  let rest = deal(dataset, options);
  const chosen = sizes.map((size) => {
    const isChosen = everySoOften(size, rest.length);
    const part = rest.filter((_, i) => isChosen(i));
    rest = rest.filter((_, i) => !isChosen(i));
    return part;
  });
  return [rest, ...chosen].map((samples) => samples.sort());
}

/** Training and validation data of one step of a cross-validation. */
export interface Fold<T = Dataset> {
  /** All other folds. */
  readonly training: T;
  /** The fold whose turn it is. */
  readonly validation: T;
}

/**
 * The `k` steps of a cross-validation: the samples are dealt out at random to `k` folds whose sizes
 * differ by at most one, and each fold in turn is the validation data, all others the training data.
 * The images of a step are copied when it is asked for.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.6.2.1.
 *
 * @throws {RangeError} If `k` is not an integer from 2 to the number of samples, or each fold is to have
 * its share of classes and there are none.
 */
export function* folds<T extends Divisible<T>>(
  dataset: T,
  k: number,
  options: SplitOptions = {},
): Generator<Fold<T>, void> {
  const all = foldSamples(dataset, k, options);
  for (const fold of all) {
    const others = all.filter((other) => other !== fold).flatMap((other) => [...other]);
    yield {
      training: dataset.take(Int32Array.from(others).sort()),
      validation: dataset.take(fold),
    };
  }
}

/** The numbers of the samples in each of the `k` folds of {@linkcode folds}, in ascending order. */
export function foldSamples(
  dataset: Dealt,
  k: number,
  options: SplitOptions = {},
): Int32Array[] {
  if (!(Number.isInteger(k) && k >= 2 && k <= dataset.count)) {
    throw new RangeError(
      `Expected 2 to ${dataset.count} folds, no more than samples, but found ${k}`,
    );
  }
  const samples = deal(dataset, options);
  return Array.from(
    { length: k },
    (_, fold) => samples.filter((_, i) => i % k === fold).sort(),
  );
}

/**
 * All sample numbers in random order, or, stratified, one class after the other and each in random
 * order: what is then chosen at regular distances has its fair share of each class.
 */
function deal(
  { count, labels }: Dealt,
  { seed = 1, stratified = false }: SplitOptions,
): Int32Array {
  const samples = Int32Array.from({ length: count }, (_, i) => i);
  new Random(seed, "split").shuffle(samples);
  if (!stratified) return samples;
  if (labels !== undefined) return samples.sort((a, b) => labels[a] - labels[b]);
  throw new RangeError("Expected classes to give each part its share of but found numeric targets");
}

/** Chooses `size` of `count` positions at regular distances. */
function everySoOften(size: number, count: number): (position: number) => boolean {
  return (i) => Math.floor((i + 1) * size / count) > Math.floor(i * size / count);
}

/**
 * The number of samples in a part of some.
 *
 * @param part A share below 1, which is rounded to a number of samples, or that number.
 * @throws {RangeError} If it is neither, or the share is rounded to none.
 */
export function sizeOfPart(part: number, count: number): number {
  const size = part < 1 ? Math.round(part * count) : part;
  if (part > 0 && Number.isInteger(size) && size >= 1) return size;
  throw new RangeError(
    `Expected a part to be a share below 1 or a whole number, 1 or more of ${count} samples, ` +
      `but found ${part}`,
  );
}
