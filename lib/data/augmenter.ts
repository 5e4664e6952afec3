import { cos, sin } from "../elementary_functions.ts";
import type { Elements } from "../matrix.ts";
import type { Random } from "../random.ts";
import { type Shape, sizeOf } from "../shape.ts";
import { type Augmentation, checkAugmentation } from "./augmentation.ts";
import { chooseKnots } from "./elastic_field.ts";
import { eraseRectangle, skipRectangle } from "./erasing.ts";
import {
  ELASTIC_NUMBERS,
  ImageWarp,
  MAP_NUMBERS,
  type WarpedImages,
  writeMap,
} from "./image_warp.ts";
import type { AffineMap } from "./warp.ts";

/** Shows every pixel where it is. */
const identity: AffineMap = { xx: 1, xy: 0, x0: 0, yx: 0, yy: 1, y0: 0 };

/**
 * Distorts the images of mini-batches at random. Pixels stay bytes, rounded to the nearest: as
 * `pixel / 255` an error of at most 1/510 against interpolation in real numbers.
 *
 * @example
 * ```ts
 * import { batchAugmentation, Random } from "@handwriting/mnist";
 * import { Augmenter } from "./augmenter.ts";
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
  /** What the images are like. */
  readonly images: WarpedImages;
  /** How many numbers the warp of an image is. */
  readonly warpNumbers: number;
  /** Whether images are warped and nothing else happens to them. */
  readonly onlyWarps: boolean;
  readonly #augmentation: Augmentation;
  readonly #shape: Extract<Shape, { readonly length: 3 }>;
  readonly #imageSize: number;
  readonly #random: Random;
  readonly #imageWarp: ImageWarp;
  /** The warp of an image that is drawn here. */
  readonly #numbers: Float64Array;
  /** Whether chance has picked the whole batch, where it picks batches. */
  #batchIsPicked = false;
  readonly #map: AffineMap = { ...identity };

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
    this.#imageSize = sizeOf(shape);
    this.#random = random;
    const [channels, height, width] = shape;
    this.images = { channels, height, width, border: augmentation.border };
    this.warpNumbers = augmentation.elastic > 0 ? ELASTIC_NUMBERS : MAP_NUMBERS;
    this.onlyWarps = augmentation.erase === 0;
    this.#imageWarp = new ImageWarp(this.images, this.warpNumbers);
    this.#numbers = new Float64Array(this.warpNumbers);
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
    const size = this.#imageSize;
    for (let i = 0; i < count; i++) {
      if (this.#picks()) {
        this.#distort(images, samples[i] * size, output, i * size);
      } else {
        copyBytes(images, samples[i] * size, output, i * size, size);
      }
    }
  }

  /**
   * Makes the choices for the next `count` images of a batch, where each is warped or stays as it is, and
   * leaves the drawing to a device.
   *
   * @param numbers Receives the {@linkcode warpNumbers} of each image.
   */
  chooseWarps(numbers: Elements, count: number): void {
    for (let i = 0; i < count; i++) {
      const start = i * this.warpNumbers;
      if (this.#picks()) this.#chooseWarp(numbers, start);
      else {
        writeMap(identity, numbers, start);
        numbers.fill(0, start + MAP_NUMBERS, start + this.warpNumbers);
      }
    }
  }

  /** Makes the choices for the next `count` images of a batch, and nothing of them. */
  skip(count: number): void {
    const { erase } = this.#augmentation;
    for (let i = 0; i < count; i++) {
      if (!this.#picks()) continue;
      this.#chooseWarp(this.#numbers, 0);
      if (erase > 0) skipRectangle(this.#shape, erase, this.#random);
    }
  }

  /** Whether chance has it that the next image is distorted. */
  #picks(): boolean {
    const { unit, chance } = this.#augmentation;
    return unit === "batch" ? this.#batchIsPicked : this.#random.uniform(0, 1) < chance;
  }

  #distort(images: Uint8Array, from: number, output: Uint8Array, to: number): void {
    this.#chooseWarp(this.#numbers, 0);
    this.#imageWarp.draw(this.#numbers, 0, images, from, output, to);
    const { erase } = this.#augmentation;
    if (erase > 0) eraseRectangle(output, to, this.#shape, erase, this.#random);
  }

  /** Without elastic distortion no knots are drawn from the generator. */
  #chooseWarp(numbers: Elements, start: number): void {
    const { elastic } = this.#augmentation;
    const { width, height } = this.images;
    this.#chooseMap();
    writeMap(this.#map, numbers, start);
    if (elastic === 0) return;
    chooseKnots(numbers, start + MAP_NUMBERS, elastic * width, elastic * height, this.#random);
  }

  /**
   * An output pixel shows what mirroring, zoom, shear, rotation and shift moved there, so the map undoes
   * them from the last to the first: with the centre `c`, before mirroring,
   * `input = c + zoom⁻¹ shear⁻¹ rotation⁻¹ (output - shift - c)`.
   */
  #chooseMap(): void {
    const { zoom, zoomAxes, rotation, shift } = this.#augmentation;
    const { width, height } = this.images;
    const zoomX = this.#random.uniform(1 - zoom, 1 + zoom);
    const zoomY = zoomAxes === "together" ? zoomX : this.#random.uniform(1 - zoom, 1 + zoom);
    const angle = this.#random.uniform(-rotation, rotation) * Math.PI / 180;
    const centreX = (width - 1) / 2;
    const centreY = (height - 1) / 2;
    const originX = centreX + this.#chooseShift(shift * width);
    const originY = centreY + this.#chooseShift(shift * height);
    const slope = this.#chooseSlope();
    const [cosine, sine] = [cos(angle), sin(angle)];
    const map = this.#map;
    map.xx = (cosine + slope * sine) / zoomX;
    map.xy = (sine - slope * cosine) / zoomX;
    map.yx = -sine / zoomY;
    map.yy = cosine / zoomY;
    map.x0 = centreX - map.xx * originX - map.xy * originY;
    map.y0 = centreY - map.yx * originX - map.yy * originY;
    if (this.#flips()) this.#mirror(map);
  }

  /** Whether chance has it that the image is mirrored; where it never is nothing is drawn. */
  #flips(): boolean {
    const { flip } = this.#augmentation;
    return flip > 0 && this.#random.uniform(0, 1) < flip;
  }

  /** Lets a map end in the column as far from the right edge as it was from the left one. */
  #mirror(map: AffineMap): void {
    map.xx = -map.xx;
    map.xy = -map.xy;
    map.x0 = this.images.width - 1 - map.x0;
  }

  /** By how many columns a row is slid for each row below the centre; without shear nothing is drawn. */
  #chooseSlope(): number {
    const { shear } = this.#augmentation;
    if (shear === 0) return 0;
    const angle = this.#random.uniform(-shear, shear) * Math.PI / 180;
    return sin(angle) / cos(angle);
  }

  #chooseShift(limit: number): number {
    const shift = this.#random.uniform(-limit, limit);
    return this.#augmentation.shiftTo === "pixels" ? Math.trunc(shift) : shift;
  }
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
