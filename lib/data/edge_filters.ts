import type { ImageExtents } from "./pixel.ts";

/** The weights of a filter of 3 x 3 pixels, in rows. */
export type Kernel3x3 = readonly [
  readonly [number, number, number],
  readonly [number, number, number],
  readonly [number, number, number],
];

/**
 * Sobel's filter in x-direction: the first derivative along a row, so that vertical edges stand out;
 * positive where an image gets brighter to the right.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 7.2.
 */
export const sobelX: Kernel3x3 = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]];

/**
 * Sobel's filter in y-direction: the first derivative along a column, so that horizontal edges stand
 * out; positive where an image gets brighter downwards.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 7.2.
 */
export const sobelY: Kernel3x3 = [[-1, -2, -1], [0, 0, 0], [1, 2, 1]];

/**
 * The Laplace filter: the second derivative in both directions. Zero where brightness changes evenly.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 7.2.
 */
export const laplace: Kernel3x3 = [[0, 1, 0], [1, -4, 1], [0, 1, 0]];

/**
 * What a filter makes of an image, in the manner of a convolution in neural networks, without turning
 * the kernel: `a'[i,j] = Σ a[c,i+m,j+n] w[m,n]` over the channels `c` and the places `m, n = -1, 0, 1`
 * around each pixel. The result has one channel, as large as the image.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 7.2.
 *
 * @param image Its values, channel after channel, each row by row.
 * @param border What lies outside the image: zeros, or the image mirrored at its outermost pixels,
 * which are not repeated.
 * @throws {RangeError} If the image is only one pixel wide or high and the border reflects it.
 *
 * @example
 * ```ts
 * import { filterImage, sobelX } from "./edge_filters.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const image = [0, 0, 1, 1, 0, 0, 1, 1];
 * const extents = { channels: 1, height: 2, width: 4 };
 * const edges = filterImage(image, extents, sobelX, "reflect");
 * assertEquals(edges, Float64Array.of(0, 4, 4, 0, 0, 4, 4, 0));
 * ```
 */
export function filterImage(
  image: ArrayLike<number>,
  extents: ImageExtents,
  kernel: Kernel3x3,
  border: "zero" | "reflect" = "zero",
): Float64Array {
  const { channels, height, width } = extents;
  if (border === "reflect" && (width < 2 || height < 2)) {
    throw new RangeError(
      `Expected an image of 2 x 2 pixels or more to reflect but found ${width} x ${height}`,
    );
  }
  const valueAt = border === "zero" ? valueOrZero : mirroredValue;
  const output = new Float64Array(height * width);
  for (let channel = 0; channel < channels; channel++) {
    const plane = Array.from(
      { length: height * width },
      (_, i) => image[channel * height * width + i],
    );
    for (let i = 0; i < output.length; i++) {
      const [row, column] = [Math.floor(i / width), i % width];
      for (const m of offsets) {
        for (const n of offsets) {
          const value = valueAt(plane, extents, row + m, column + n);
          output[i] += kernel[m + 1][n + 1] * value;
        }
      }
    }
  }
  return output;
}

const offsets = [-1, 0, 1] as const;

function valueOrZero(
  plane: readonly number[],
  { height, width }: ImageExtents,
  row: number,
  column: number,
): number {
  const isInside = row >= 0 && row < height && column >= 0 && column < width;
  return isInside ? plane[row * width + column] : 0;
}

function mirroredValue(
  plane: readonly number[],
  { height, width }: ImageExtents,
  row: number,
  column: number,
): number {
  return plane[mirrored(row, height) * width + mirrored(column, width)];
}

function mirrored(place: number, extent: number): number {
  if (place < 0) return -place;
  return place >= extent ? 2 * (extent - 1) - place : place;
}
