import { GLYPH_HEIGHT, GLYPH_WIDTH, hasDot } from "./bitmap_font.ts";
import type { Dataset } from "./dataset.ts";
import { type Colour, colourAt, extentsOf } from "./pixel.ts";

/** A picture in colour. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of each pixel, row by row. */
  readonly pixels: Uint8Array;
}

const BACKGROUND: Colour = [245, 245, 245];
const INK: Colour = [20, 20, 20];
const MARGIN = 6;
/** Pixels of the picture to each dot of a character. */
const DOT = 2;
const TEXT_HEIGHT = DOT * (GLYPH_HEIGHT + 2);
const CHARACTER_WIDTH = DOT * (GLYPH_WIDTH + 1);
/** Small images are enlarged, in whole steps, up to this size. */
const SMALLEST_TILE = 112;
/** Larger pictures are refused. */
const MOST_PIXELS = 2 ** 26;

/**
 * Draws all images of a dataset as tiles, about as many in a row as there are rows, each with its
 * title below it.
 *
 * @param titles What is written below each image.
 * @throws {RangeError} If that makes a picture of more than 67 million pixels.
 */
export function drawTileSheet(dataset: Dataset, titles: readonly string[]): Picture {
  const columns = Math.ceil(Math.sqrt(dataset.count));
  const extents = extentsOf(dataset.shape);
  const scale = Math.max(1, Math.ceil(SMALLEST_TILE / extents.width));
  const tileWidth = scale * extents.width + MARGIN;
  const tileHeight = scale * extents.height + TEXT_HEIGHT + MARGIN;
  const canvas = new Canvas(
    MARGIN + Math.min(columns, dataset.count) * tileWidth,
    MARGIN + Math.ceil(dataset.count / columns) * tileHeight,
  );
  for (let i = 0; i < dataset.count; i++) {
    const left = MARGIN + (i % columns) * tileWidth;
    const top = MARGIN + Math.floor(i / columns) * tileHeight;
    const image = dataset.slice(i, i + 1).images;
    for (let row = 0; row < extents.height; row++) {
      for (let column = 0; column < extents.width; column++) {
        const colour = colourAt(image, extents, column, row);
        canvas.fill(left + scale * column, top + scale * row, scale, colour);
      }
    }
    const longest = Math.floor((tileWidth - MARGIN + DOT) / CHARACTER_WIDTH);
    canvas.write(titles[i].slice(0, longest), left, top + scale * extents.height + DOT);
  }
  return canvas;
}

class Canvas implements Picture {
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

  /** Fills a square. */
  fill(left: number, top: number, size: number, colour: Colour): void {
    for (let y = top; y < top + size; y++) {
      for (let x = left; x < left + size; x++) this.pixels.set(colour, 3 * (y * this.width + x));
    }
  }

  write(text: string, left: number, top: number): void {
    Array.from(text).forEach((character, i) => {
      for (let row = 0; row < GLYPH_HEIGHT; row++) {
        for (let column = 0; column < GLYPH_WIDTH; column++) {
          if (!hasDot(character, column, row)) continue;
          this.fill(left + i * CHARACTER_WIDTH + DOT * column, top + DOT * row, DOT, INK);
        }
      }
    });
  }
}
