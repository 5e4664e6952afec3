import { exp, log } from "../elementary_functions.ts";
import type { Random } from "../random.ts";
import type { Shape } from "../shape.ts";

/** The most oblong rectangles: height by width is from this to its reciprocal. */
const LEAST_ASPECT = 0.3;

/** Probability that an image loses a rectangle. */
const CHANCE = 0.5;

/**
 * Random erasing: with a chance of 1/2 a rectangle of an image, the same in all channels, becomes
 * random bytes. Its area is uniform from 0 to `share` of the image's, the logarithm of its height by its
 * width from `log 0.3` to `-log 0.3`, and its place among those where it fits; sides are rounded to
 * pixels, at least 1 and at most the image's.
 *
 * Source: Zhong et al., "Random Erasing Data Augmentation" (2017), which has areas of 2 % to 40 % and
 * draws the ratio itself evenly.
 *
 * @param images Holds the image from `start` on.
 * @param shape Channels, height and width of the image.
 * @param share Above 0 and at most 1.
 */
export function eraseRectangle(
  images: Uint8Array,
  start: number,
  [channels, height, width]: Extract<Shape, { readonly length: 3 }>,
  share: number,
  random: Random,
): void {
  const rectangle = chooseRectangle(height, width, share, random);
  if (rectangle === undefined) return;
  const { top, left, rows, columns } = rectangle;
  for (let channel = 0; channel < channels; channel++) {
    for (let row = top; row < top + rows; row++) {
      const rowStart = start + (channel * height + row) * width;
      for (let i = rowStart + left; i < rowStart + left + columns; i++) {
        images[i] = random.integer(256);
      }
    }
  }
}

/** Draws what {@linkcode eraseRectangle} would for an image of the shape, and erases nothing. */
export function skipRectangle(
  [channels, height, width]: Extract<Shape, { readonly length: 3 }>,
  share: number,
  random: Random,
): void {
  const rectangle = chooseRectangle(height, width, share, random);
  if (rectangle === undefined) return;
  for (let i = channels * rectangle.rows * rectangle.columns; i > 0; i--) random.integer(256);
}

/** A rectangle of an image, in pixels; undefined where chance spares the image. */
function chooseRectangle(height: number, width: number, share: number, random: Random) {
  if (random.uniform(0, 1) >= CHANCE) return undefined;
  const area = random.uniform(0, share) * height * width;
  const aspect = exp(random.uniform(log(LEAST_ASPECT), -log(LEAST_ASPECT)));
  const rows = sideOf(Math.sqrt(area * aspect), height);
  const columns = sideOf(Math.sqrt(area / aspect), width);
  const top = random.integer(height - rows + 1);
  const left = random.integer(width - columns + 1);
  return { top, left, rows, columns };
}

function sideOf(length: number, extent: number): number {
  return Math.min(extent, Math.max(1, Math.round(length)));
}
