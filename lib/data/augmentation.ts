import { cos, sin } from "../elementary_functions.ts";
import type { Random } from "../random.ts";
import { belowOne, share } from "../ranges.ts";
import type { Shape } from "../shape.ts";
import { ElasticField } from "./elastic_field.ts";
import { eraseRectangle, skipRectangle } from "./erasing.ts";
import { type AffineMap, type ImageBorder, Warp } from "./warp.ts";

/** Which images are distorted at random, and how far. Every choice is uniform in its range. */
export interface Augmentation {
  /** Whether chance picks whole batches or single images. */
  readonly unit: "batch" | "image";
  /** Probability that one is distorted, in `[0, 1]`. */
  readonly chance: number;
  /** Images are magnified by a factor in `[1 - zoom, 1 + zoom]`; in `[0, 1)`. */
  readonly zoom: number;
  /** Whether width and height get the same factor, or each its own. */
  readonly zoomAxes: "together" | "separately";
  /** Images are turned about their centre by an angle in `[-rotation, rotation]`, of 0 to 180 degrees. */
  readonly rotation: number;
  /**
   * Rows are slid along themselves, the more the farther from the centre, so that columns lean by an
   * angle in `[-shear, shear]`, of 0 to 89 degrees.
   */
  readonly shear: number;
  /** Images are moved by up to this share of their width and of their height; in `[0, 1]`. */
  readonly shift: number;
  /** Whether a shift is rounded towards 0 to whole pixels, or may end between two. */
  readonly shiftTo: "pixels" | "anywhere";
  /**
   * Pixels are moved, smoothly over the image, by up to this share of its width and of its height,
   * as {@linkcode ElasticField} says; in `[0, 1]`.
   */
  readonly elastic: number;
  /** What moves in from outside of the image. */
  readonly border: ImageBorder;
  /**
   * Half of the images get noise in a rectangle of up to this share of their area, as
   * {@linkcode eraseRectangle} says; in `[0, 1]`.
   */
  readonly erase: number;
}

/**
 * Luqué's augmentation: per batch with a chance of 1/4, zoom by 0.8 to 1.2, then rotation by up to
 * 25 degrees, then a shift by up to 20 % in whole pixels, with zeros outside.
 *
 * His code interpolates after the zoom and again after the rotation, turns about the pixel next to
 * the centre, and loses what a step moves out of the picture even if a later one moves it back.
 * Here the three steps are one map with one interpolation, so that images stay slightly sharper.
 *
 * Source: Luqué, 6.4.
 */
export const batchAugmentation: Augmentation = {
  unit: "batch",
  chance: 0.25,
  zoom: 0.2,
  zoomAxes: "together",
  rotation: 25,
  shear: 0,
  shift: 0.2,
  shiftTo: "pixels",
  elastic: 0,
  border: "zero",
  erase: 0,
};

/**
 * The same ranges in the manner of Keras' `ImageDataGenerator`: every image, width and height
 * zoomed separately, shifts that end between pixels, and the outermost pixels repeated outside.
 * (Keras divides by the zoom's factor and shifts before it rotates; the order here is as above.)
 *
 * Source: Luqué, 11.
 */
export const imageAugmentation: Augmentation = {
  unit: "image",
  chance: 1,
  zoom: 0.2,
  zoomAxes: "separately",
  rotation: 25,
  shear: 0,
  shift: 0.2,
  shiftTo: "anywhere",
  elastic: 0,
  border: "nearest",
  erase: 0,
};

/**
 * Distorts the images of mini-batches at random. Pixels stay bytes, rounded to the nearest: as
 * `pixel / 255` an error of at most 1/510 against interpolation in real numbers.
 *
 * @example
 * ```ts
 * import { batchAugmentation, Random } from "@handwriting/mnist";
 * import { Augmenter } from "./augmentation.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const images = new Uint8Array(100 * 784).fill(200);
 * const augmenter = new Augmenter(batchAugmentation, [1, 28, 28], new Random(1, "augmentation"));
 * const batch = new Uint8Array(2 * 784);
 * augmenter.fill(batch, images, Int32Array.of(17, 42), 2);
 * assertEquals(batch.some((pixel) => pixel > 0), true);
 * ```
 */
export class Augmenter {
  readonly #augmentation: Augmentation;
  readonly #shape: Extract<Shape, { readonly length: 3 }>;
  readonly #channels: number;
  readonly #height: number;
  readonly #width: number;
  readonly #random: Random;
  readonly #warp: Warp;
  readonly #elasticField: ElasticField;
  /** Whether chance has picked the whole batch, where it picks batches. */
  #batchIsPicked = false;
  readonly #map: AffineMap = { xx: 1, xy: 0, x0: 0, yx: 0, yy: 1, y0: 0 };

  /**
   * @param shape The shape of an image, which must have a height and a width.
   * @param random Makes the choices. The same state gives the same images.
   * @throws {RangeError} If a number of the augmentation is out of range, or the shape is no image's.
   */
  constructor(augmentation: Augmentation, shape: Shape, random: Random) {
    checkAugmentation(augmentation);
    if (shape.length !== 3) {
      throw new RangeError(
        `Expected images of channels x height x width to distort but found ${shape[0]} values`,
      );
    }
    this.#augmentation = augmentation;
    this.#shape = shape;
    [this.#channels, this.#height, this.#width] = shape;
    this.#random = random;
    this.#warp = new Warp(this.#width, this.#height, augmentation.border);
    this.#elasticField = new ElasticField(this.#width, this.#height);
  }

  /**
   * Writes a batch: copies of `count` images, distorted if chance has it so.
   *
   * @param output Receives the images, one after another.
   * @param images The images to choose from, one after another.
   * @param samples The numbers of the images chosen, `count` or more of them.
   */
  fill(output: Uint8Array, images: Uint8Array, samples: Int32Array, count: number): void {
    this.beginBatch();
    this.fillSlice(output, images, samples, count);
  }

  /** Begins a batch that is filled slice by slice, as {@linkcode fill} would fill it at once. */
  beginBatch(): void {
    const { unit, chance } = this.#augmentation;
    this.#batchIsPicked = unit === "batch" && this.#random.uniform(0, 1) < chance;
  }

  /** As {@linkcode fill}, with the next `count` images of a batch. */
  fillSlice(output: Uint8Array, images: Uint8Array, samples: Int32Array, count: number): void {
    const size = this.#channels * this.#height * this.#width;
    for (let i = 0; i < count; i++) {
      if (this.#picks()) {
        this.#distort(images, samples[i] * size, output, i * size);
      } else {
        copyBytes(images, samples[i] * size, output, i * size, size);
      }
    }
  }

  /** Makes the choices for the next `count` images of a batch, and no images. */
  skip(count: number): void {
    const { elastic, erase } = this.#augmentation;
    for (let i = 0; i < count; i++) {
      if (!this.#picks()) continue;
      this.#chooseMap();
      if (elastic > 0) this.#elasticField.skip(this.#random);
      if (erase > 0) skipRectangle(this.#shape, erase, this.#random);
    }
  }

  /** Whether chance has it that the next image is distorted. */
  #picks(): boolean {
    const { unit, chance } = this.#augmentation;
    return unit === "batch" ? this.#batchIsPicked : this.#random.uniform(0, 1) < chance;
  }

  #distort(images: Uint8Array, from: number, output: Uint8Array, to: number): void {
    this.#chooseMap();
    this.#chooseDisplacement();
    const area = this.#height * this.#width;
    for (let channel = 0; channel < this.#channels; channel++) {
      const offset = channel * area;
      this.#warp.draw(this.#map, images, from + offset, output, to + offset);
    }
    const { erase } = this.#augmentation;
    if (erase === 0) return;
    eraseRectangle(output, to, this.#shape, erase, this.#random);
  }

  /**
   * An output pixel shows what zoom, shear, rotation and shift moved there, so the map undoes them from
   * the last to the first: with the centre `c`,
   * `input = c + zoom⁻¹ shear⁻¹ rotation⁻¹ (output - shift - c)`.
   */
  #chooseMap(): void {
    const { zoom, zoomAxes, rotation, shift } = this.#augmentation;
    const zoomX = this.#random.uniform(1 - zoom, 1 + zoom);
    const zoomY = zoomAxes === "together" ? zoomX : this.#random.uniform(1 - zoom, 1 + zoom);
    const angle = this.#random.uniform(-rotation, rotation) * Math.PI / 180;
    const centreX = (this.#width - 1) / 2;
    const centreY = (this.#height - 1) / 2;
    const originX = centreX + this.#chooseShift(shift * this.#width);
    const originY = centreY + this.#chooseShift(shift * this.#height);
    const slope = this.#chooseSlope();
    const [cosine, sine] = [cos(angle), sin(angle)];
    const map = this.#map;
    map.xx = (cosine + slope * sine) / zoomX;
    map.xy = (sine - slope * cosine) / zoomX;
    map.yx = -sine / zoomY;
    map.yy = cosine / zoomY;
    map.x0 = centreX - map.xx * originX - map.xy * originY;
    map.y0 = centreY - map.yx * originX - map.yy * originY;
  }

  /** By how many columns a row is slid for each row below the centre; without shear nothing is drawn. */
  #chooseSlope(): number {
    const { shear } = this.#augmentation;
    if (shear === 0) return 0;
    const angle = this.#random.uniform(-shear, shear) * Math.PI / 180;
    return sin(angle) / cos(angle);
  }

  /** Without elastic distortion nothing is drawn from the generator, and the warp's stays 0. */
  #chooseDisplacement(): void {
    const { elastic } = this.#augmentation;
    if (elastic === 0) return;
    const { displacement } = this.#warp;
    const [limitX, limitY] = [elastic * this.#width, elastic * this.#height];
    this.#elasticField.choose(displacement, limitX, limitY, this.#random);
  }

  #chooseShift(limit: number): number {
    const shift = this.#random.uniform(-limit, limit);
    return this.#augmentation.shiftTo === "pixels" ? Math.trunc(shift) : shift;
  }
}

function checkAugmentation(augmentation: Augmentation): void {
  const { chance, zoom, rotation, shear, shift, elastic, erase } = augmentation;
  share(chance, "the augmentation's chance");
  belowOne(zoom, "the augmentation's zoom");
  degrees(rotation, 180, "the augmentation's rotation");
  degrees(shear, 89, "the augmentation's shear");
  share(shift, "the augmentation's shift");
  share(elastic, "the augmentation's elastic");
  share(erase, "the augmentation's erase");
}

function degrees(value: number, most: number, name: string): void {
  if (value >= 0 && value <= most) return;
  throw new RangeError(`Expected ${name} to be 0 to ${most} degrees but found ${value}`);
}

/** A plain loop: for images of a few hundred bytes, `set` of a `subarray` would allocate the view. */
function copyBytes(
  from: Uint8Array,
  start: number,
  to: Uint8Array,
  toStart: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) to[toStart + i] = from[start + i];
}
