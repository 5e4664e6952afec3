import { GLYPH_HEIGHT, GLYPH_WIDTH, hasDot } from "./bitmap_font.ts";
import type { Tile } from "./chart.ts";
import type { Colour } from "./colours.ts";
import type { Picture } from "./picture.ts";

const BACKGROUND: Colour = [245, 245, 245];
const INK: Colour = [20, 20, 20];
const MARGIN = 6;
/** Pixels of the sheet to each dot of a character. */
const DOT = 2;
const LINE_HEIGHT = DOT * (GLYPH_HEIGHT + 2);
const CHARACTER_WIDTH = DOT * (GLYPH_WIDTH + 1);
/** Small pictures are enlarged, by a whole number, to this width or a bit more. */
const SMALLEST_TILE = 112;
/** Larger sheets are refused. */
const MOST_PIXELS = 2 ** 26;

/**
 * Draws tiles on one sheet, each with its captions below it in a font of dots, cut where they are too
 * long. All pictures are enlarged by the same factor.
 *
 * @param columns Tiles in a row; about as many as there are rows when left out.
 * @throws {RangeError} If that makes a picture of more than 67 million pixels.
 *
 * @example
 * ```ts
 * import { drawTileSheet } from "./tile_sheet.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const picture = { width: 56, height: 56, pixels: new Uint8Array(3 * 56 * 56) };
 * const sheet = drawTileSheet([{ picture, captions: ["BLACK"] }, { picture, captions: [] }], 2);
 * // Both are enlarged to 112 pixels, within margins of 6; a line of text takes 14.
 * assertEquals([sheet.width, sheet.height], [6 + 2 * 118, 6 + 112 + 14 + 6]);
 * ```
 */
export function drawTileSheet(
  tiles: readonly Tile[],
  columns = Math.max(1, Math.ceil(Math.sqrt(tiles.length))),
): Picture {
  const largest = (extentOf: (tile: Tile) => number) =>
    tiles.reduce((most, tile) => Math.max(most, extentOf(tile)), 1);
  const width = largest(({ picture }) => picture.width);
  const scale = Math.ceil(SMALLEST_TILE / width);
  const tileWidth = scale * width + MARGIN;
  const pictureHeight = scale * largest(({ picture }) => picture.height);
  const textHeight = LINE_HEIGHT * largest(({ captions }) => captions.length);
  const tileHeight = pictureHeight + textHeight + MARGIN;
  const sheet = new Sheet(
    MARGIN + Math.min(columns, tiles.length) * tileWidth,
    MARGIN + Math.ceil(tiles.length / columns) * tileHeight,
  );
  const longest = Math.floor((tileWidth - MARGIN + DOT) / CHARACTER_WIDTH);
  tiles.forEach(({ picture, captions }, i) => {
    const left = MARGIN + (i % columns) * tileWidth;
    const top = MARGIN + Math.floor(i / columns) * tileHeight;
    sheet.draw(picture, left, top, scale);
    captions.forEach((caption, line) => {
      sheet.write(caption.slice(0, longest), left, top + pictureHeight + line * LINE_HEIGHT + DOT);
    });
  });
  return sheet;
}

class Sheet implements Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;

  constructor(width: number, height: number) {
    if (width * height > MOST_PIXELS) {
      throw new RangeError(
        `Expected tiles of at most ${MOST_PIXELS} pixels in all but found ${width} x ${height}`,
      );
    }
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(3 * width * height);
    for (let i = 0; i < this.pixels.length; i += 3) this.pixels.set(BACKGROUND, i);
  }

  /** Draws a picture, each of its pixels as a square. */
  draw({ width, height, pixels }: Picture, left: number, top: number, scale: number): void {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const i = 3 * (row * width + column);
        const colour = pixels.subarray(i, i + 3);
        this.#fill(left + scale * column, top + scale * row, scale, colour);
      }
    }
  }

  write(text: string, left: number, top: number): void {
    Array.from(text).forEach((character, i) => {
      for (let row = 0; row < GLYPH_HEIGHT; row++) {
        for (let column = 0; column < GLYPH_WIDTH; column++) {
          if (!hasDot(character, column, row)) continue;
          this.#fill(left + i * CHARACTER_WIDTH + DOT * column, top + DOT * row, DOT, INK);
        }
      }
    });
  }

  #fill(left: number, top: number, size: number, colour: ArrayLike<number>): void {
    for (let y = top; y < top + size; y++) {
      for (let x = left; x < left + size; x++) this.pixels.set(colour, 3 * (y * this.width + x));
    }
  }
}
