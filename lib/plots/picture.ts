import type { Dataset } from "../data/dataset.ts";
import { type Colour, colourAt, extentsOf } from "../data/pixel.ts";
import type { ColourScale, Picture } from "./chart.ts";
import { colourOf } from "./colours.ts";

/**
 * A picture of the colours that a function gives for each column and row.
 *
 * @example
 * ```ts
 * import { paintPicture } from "./picture.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { pixels } = paintPicture({ width: 2, height: 1 }, (column) => [column, 0, 255]);
 * assertEquals(pixels, Uint8Array.of(0, 0, 255, 1, 0, 255));
 * ```
 */
export function paintPicture(
  { width, height }: { readonly width: number; readonly height: number },
  colourAt: (column: number, row: number) => Colour,
): Picture {
  const pixels = new Uint8Array(3 * width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      pixels.set(colourAt(column, row), 3 * (row * width + column));
    }
  }
  return { width, height, pixels };
}

/**
 * A picture of an image of a dataset: in colour if it has three channels, else its first one in grey.
 * Plain features are one row of pixels.
 *
 * @param index The number of the image, from 0.
 * @throws {RangeError} If the dataset has no such image.
 *
 * @example
 * ```ts
 * import { Dataset } from "@handwriting/mnist";
 * import { datasetPicture } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const dataset = new Dataset(Uint8Array.of(0, 255), Uint8Array.of(7), [1, 1, 2]);
 * assertEquals(datasetPicture(dataset, 0).pixels, Uint8Array.of(0, 0, 0, 255, 255, 255));
 * ```
 */
export function datasetPicture(dataset: Dataset, index: number): Picture {
  const image = dataset.slice(index, index + 1).images;
  const extents = extentsOf(dataset.shape);
  return paintPicture(extents, (column, row) => colourAt(image, extents, column, row));
}

/**
 * A picture of numbers as colours, row by row.
 *
 * @example
 * ```ts
 * import { numberPicture } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const colours = { scale: "diverging", label: "weight", limit: 1 } as const;
 * const { pixels } = numberPicture([0], { width: 1, height: 1 }, colours);
 * assertEquals(pixels, Uint8Array.of(255, 255, 255));
 * ```
 */
export function numberPicture(
  numbers: ArrayLike<number>,
  extents: { readonly width: number; readonly height: number },
  colours: ColourScale,
): Picture {
  return paintPicture(
    extents,
    (column, row) => colourOf(numbers[row * extents.width + column], colours),
  );
}

/** The largest magnitude of some numbers; 0 without a finite one. */
export function largestMagnitude(numbers: Iterable<number>): number {
  let largest = 0;
  for (const number of numbers) {
    const magnitude = Math.abs(number);
    if (magnitude > largest && magnitude < Infinity) largest = magnitude;
  }
  return largest;
}
