import { type Shape, sizeOf } from "../shape.ts";

/**
 * Images and their labels. Images stay bytes until a batch is made of them: one value takes one byte
 * instead of eight.
 *
 * @example
 * ```ts
 * import { Dataset } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const images = Uint8Array.of(0, 255, 255, 0, 7, 7);
 * const dataset = new Dataset(images, Uint8Array.of(3, 1, 0), [1, 1, 2]);
 * assertEquals(dataset.count, 3);
 * assertEquals(dataset.slice(1, 3).labels, Uint8Array.of(1, 0));
 * ```
 */
export class Dataset {
  /** `count` images, one after another, each with the layout of {@linkcode Dataset.shape}. */
  readonly images: Uint8Array;
  /** The class of each image, 0 to `classes - 1`. */
  readonly labels: Uint8Array;
  /** The shape of one image. */
  readonly shape: Shape;
  /** Number of classes. */
  readonly classes: number;
  /** What each class is called, for people to read. */
  readonly classNames: readonly string[];

  /**
   * A dataset of images, which are kept, not copied.
   *
   * @param classNames One for each class; its number when left out.
   * @throws {RangeError} If there are not as many images as labels, a label is not below `classes`,
   * or there are not as many names as classes.
   */
  constructor(
    images: Uint8Array,
    labels: Uint8Array,
    shape: Shape,
    classes = 10,
    classNames: readonly string[] = Array.from({ length: classes }, (_, c) => `${c}`),
  ) {
    if (images.length !== labels.length * sizeOf(shape)) {
      throw new RangeError(
        `Expected as many images as labels, ${labels.length}, ` +
          `but found ${images.length / sizeOf(shape)} images of ${sizeOf(shape)} values`,
      );
    }
    const unknown = labels.findIndex((label) => label >= classes);
    if (unknown >= 0) {
      throw new RangeError(
        `Expected labels of 0 to ${classes - 1} but found ${labels[unknown]} as label ${unknown}`,
      );
    }
    if (classNames.length !== classes) {
      throw new RangeError(`Expected ${classes} class names but found ${classNames.length}`);
    }
    this.images = images;
    this.labels = labels;
    this.shape = shape;
    this.classes = classes;
    this.classNames = classNames;
  }

  /** Number of images. */
  get count(): number {
    return this.labels.length;
  }

  /**
   * The samples `start` to `end` (exclusive), sharing their bytes with this dataset.
   *
   * @throws {RangeError} If the dataset has no such samples.
   */
  slice(start: number, end: number): Dataset {
    const valid = Number.isInteger(start) && Number.isInteger(end) && start >= 0 &&
      start <= end && end <= this.count;
    if (!valid) {
      throw new RangeError(
        `Expected samples within 0 to ${this.count} but found ${start} to ${end}`,
      );
    }
    const size = sizeOf(this.shape);
    return new Dataset(
      this.images.subarray(start * size, end * size),
      this.labels.subarray(start, end),
      this.shape,
      this.classes,
      this.classNames,
    );
  }

  /**
   * The samples with the given indices, in that order, copied. An index may come more than once.
   *
   * @throws {RangeError} If the dataset has no such sample.
   */
  take(indices: ArrayLike<number>): Dataset {
    const size = sizeOf(this.shape);
    const images = new Uint8Array(indices.length * size);
    const labels = new Uint8Array(indices.length);
    for (let i = 0; i < indices.length; i++) {
      const sample = this.slice(indices[i], indices[i] + 1);
      images.set(sample.images, i * size);
      labels[i] = sample.labels[0];
    }
    return new Dataset(images, labels, this.shape, this.classes, this.classNames);
  }
}
