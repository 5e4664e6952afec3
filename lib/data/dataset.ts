import { type Display, notebookDisplay } from "../formats/display.ts";
import { type Shape, sizeOf } from "../shape.ts";
import { distinctClassNames, numbersOf } from "./class_names.ts";
import { displayDataset } from "./dataset_display.ts";
import { checkLabels, type Labels, makeLabels } from "./labels.ts";
import { checkRange, takeRows } from "./rows.ts";

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
  readonly labels: Labels;
  /** The shape of one image. */
  readonly shape: Shape;
  /** Number of classes. */
  readonly classes: number;
  /** What each class is called, as given by {@linkcode className}: what tells it from all others. */
  readonly classNames: readonly string[];
  /**
   * The label that a file has for each class: its name where all names are numbers, or what the file
   * that the names come from says. Undefined for classes that have no numbers, only names.
   */
  readonly classNumbers: readonly number[] | undefined;

  /**
   * A dataset of images, which are kept, not copied.
   *
   * @param images Bytes: numbers of another kind are {@linkcode ClassSamples}.
   * @param classNames One for each class; 0 to `classes - 1` when left out.
   * @param classNumbers One for each class; they do not count where all names are numbers.
   * @throws {TypeError} If the images are no bytes.
   * @throws {RangeError} If there are not as many images as labels, a label is not below `classes`,
   * or there are not as many names or numbers as classes.
   * @throws {FormatError} If one of the names is none, or two are the same.
   */
  constructor(
    images: Uint8Array,
    labels: Labels,
    shape: Shape,
    classes = 10,
    classNames: readonly string[] = Array.from({ length: classes }, (_, c) => `${c}`),
    classNumbers?: readonly number[],
  ) {
    checkBytes(images);
    if (images.length !== labels.length * sizeOf(shape)) {
      throw new RangeError(
        `Expected as many images as labels, ${labels.length}, ` +
          `but found ${images.length / sizeOf(shape)} images of ${sizeOf(shape)} values`,
      );
    }
    checkLabels(labels, classes);
    if (classNames.length !== classes) {
      throw new RangeError(`Expected ${classes} class names but found ${classNames.length}`);
    }
    const names = distinctClassNames(classNames);
    const numbers = numbersOf(names) ?? classNumbers;
    if (numbers !== undefined && numbers.length !== classes) {
      throw new RangeError(`Expected ${classes} class numbers but found ${numbers.length}`);
    }
    this.images = images;
    this.labels = labels;
    this.shape = shape;
    this.classes = classes;
    this.classNames = names;
    this.classNumbers = numbers;
  }

  /** Number of images. */
  get count(): number {
    return this.labels.length;
  }

  /** What a notebook shows of it: the size of each class, and its first images. */
  [notebookDisplay](): Display {
    return displayDataset(this);
  }

  /**
   * The samples `start` to `end` (exclusive), sharing their bytes with this dataset.
   *
   * @throws {RangeError} If the dataset has no such samples.
   */
  slice(start: number, end: number): Dataset {
    checkRange(start, end, this.count);
    const size = sizeOf(this.shape);
    return this.#with(
      this.images.subarray(start * size, end * size),
      this.labels.subarray(start, end),
    );
  }

  /**
   * The samples with the given indices, in that order, copied. An index may come more than once.
   *
   * @throws {RangeError} If the dataset has no such sample.
   */
  take(indices: ArrayLike<number>): Dataset {
    const size = sizeOf(this.shape);
    const { length } = indices;
    const images = takeRows(this.images, size, indices, new Uint8Array(length * size));
    const labels = takeRows<Labels>(this.labels, 1, indices, makeLabels(this.classes, length));
    return this.#with(images, labels);
  }

  /**
   * The same images, labelled with other classes.
   *
   * @param labels One for each image, kept, not copied.
   * @throws {RangeError} As the constructor.
   */
  withClasses(
    labels: Labels,
    classNames: readonly string[],
    classNumbers?: readonly number[],
  ): Dataset {
    const { images, shape } = this;
    return new Dataset(images, labels, shape, classNames.length, classNames, classNumbers);
  }

  /** Other samples of the same kind. */
  #with(images: Uint8Array, labels: Labels): Dataset {
    return new Dataset(
      images,
      labels,
      this.shape,
      this.classes,
      this.classNames,
      this.classNumbers,
    );
  }
}

/** Floats would be cut down to bytes without a word, where a device copies them. */
function checkBytes(images: unknown): void {
  if (images instanceof Uint8Array) return;
  const found = Object.prototype.toString.call(images).slice("[object ".length, -1);
  throw new TypeError(`Expected images of bytes, a Uint8Array, but found ${found}`);
}
