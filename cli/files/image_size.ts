import { FormatError } from "../../lib/formats/format_error.ts";

/** Extents of an image, in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Larger images are refused, in bytes before they are compressed. */
export const LARGEST_IMAGE = 2 ** 27;

/** Images of more pixels are refused: what they become takes many times their bytes. */
const MOST_PIXELS = 4e7;

/**
 * Makes sure that an image has not too many pixels.
 *
 * @returns Its size in words.
 * @throws {FormatError} If it has more than 40 million.
 */
export function checkExtents({ width, height }: ImageSize): string {
  const size = `${width} x ${height} pixels`;
  if (width * height <= MOST_PIXELS) return size;
  throw new FormatError(`Expected an image of at most ${MOST_PIXELS} pixels but found ${size}`);
}
