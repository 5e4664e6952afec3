import { type IdxImages, imageLength } from "./idx_images.ts";

/**
 * Images with rows for columns, each channel of each image by itself: as EMNIST's are stored.
 *
 * @example
 * ```ts
 * import { transposeImages } from "./transpose.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const pixels = Uint8Array.of(1, 2, 3, 4, 5, 6);
 * const { rows, columns, ...turned } = transposeImages({ count: 1, channels: 1, rows: 2, columns: 3, pixels });
 * assertEquals([rows, columns, turned.pixels], [3, 2, Uint8Array.of(1, 4, 2, 5, 3, 6)]);
 * ```
 */
export function transposeImages(images: IdxImages): IdxImages {
  const { count, channels, rows, columns, pixels } = images;
  const transposed = new Uint8Array(pixels.length);
  const planes = count * channels;
  const length = imageLength(images) / channels;
  for (let plane = 0; plane < planes; plane++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        transposed[plane * length + column * rows + row] =
          pixels[plane * length + row * columns + column];
      }
    }
  }
  return { count, channels, rows: columns, columns: rows, pixels: transposed };
}
