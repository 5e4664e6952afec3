import { belowOne, share } from "../ranges.ts";
import type { ImageBorder } from "./warp.ts";

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
  /** Probability that an image is mirrored, left to right, before all else; in `[0, 1]`. */
  readonly flip: number;
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
  flip: 0,
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
  flip: 0,
  erase: 0,
};

/**
 * Checks the numbers of an augmentation.
 *
 * @throws {RangeError} If one is out of range.
 */
export function checkAugmentation(augmentation: Augmentation): void {
  const { chance, zoom, rotation, shear, shift, elastic, flip, erase } = augmentation;
  share(chance, "the augmentation's chance");
  belowOne(zoom, "the augmentation's zoom");
  degrees(rotation, 180, "the augmentation's rotation");
  degrees(shear, 89, "the augmentation's shear");
  share(shift, "the augmentation's shift");
  share(elastic, "the augmentation's elastic");
  share(flip, "the augmentation's flip");
  share(erase, "the augmentation's erase");
}

function degrees(value: number, most: number, name: string): void {
  if (value >= 0 && value <= most) return;
  throw new RangeError(`Expected ${name} to be 0 to ${most} degrees but found ${value}`);
}
