import { colourAt, type ImageExtents, lumaOf } from "../data/pixel.ts";

/** From black to white. */
const SHADES = " .:-=+*#%@";

/**
 * An image as lines of characters: each stands for two pixels, one above the other, and is the darker
 * on paper the brighter they are together, so that MNIST's digits appear in ink.
 *
 * @param image Bytes, channel after channel, each row by row.
 *
 * @example
 * ```ts
 * import { formatImageAsText } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const extents = { channels: 1, width: 2, height: 2 };
 * assertEquals(formatImageAsText(Uint8Array.of(255, 0, 255, 0), extents), ["@ "]);
 * ```
 */
export function formatImageAsText(image: Uint8Array, extents: ImageExtents): string[] {
  return formatPairs(extents, (column, row) => {
    const upper = lumaOf(...colourAt(image, extents, column, row));
    const lower = row + 1 < extents.height
      ? lumaOf(...colourAt(image, extents, column, row + 1))
      : upper;
    return SHADES[Math.round((upper + lower) / 2 / 255 * (SHADES.length - 1))];
  });
}

/**
 * An image as lines for a terminal that knows 24-bit colours: each character, an upper half block,
 * has the colour of one pixel on the colour of the one below it.
 *
 * @param image Bytes, channel after channel, each row by row.
 */
export function formatImageInColour(image: Uint8Array, extents: ImageExtents): string[] {
  const reset = "\x1b[0m";
  const lines = formatPairs(extents, (column, row) => {
    const upper = `\x1b[38;2;${colourAt(image, extents, column, row).join(";")}m`;
    const lower = row + 1 < extents.height
      ? `\x1b[48;2;${colourAt(image, extents, column, row + 1).join(";")}m`
      : "\x1b[49m";
    return `${upper}${lower}▀`;
  });
  return lines.map((line) => line + reset);
}

/** One line for every two rows of pixels. */
function formatPairs(
  { width, height }: ImageExtents,
  character: (column: number, row: number) => string,
): string[] {
  return Array.from(
    { length: Math.ceil(height / 2) },
    (_, line) => Array.from({ length: width }, (_, column) => character(column, 2 * line)).join(""),
  );
}
