import { FormatError } from "../formats/format_error.ts";

/** An image of one channel. */
export interface GreyImage {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** `width * height` bytes, row by row: 0 is black, 255 is white. */
  readonly pixels: Uint8Array;
}

/** An image as a PNG file has it, in any of the format's kinds. */
export interface Raster {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** 1: grey or palette index; 2: grey and alpha; 3: red, green, blue; 4: these and alpha. */
  readonly channels: number;
  /** Bits of a sample: 1, 2, 4, 8 or 16. */
  readonly depth: number;
  /**
   * The samples, row by row. Those of fewer than 8 bits are packed into bytes, the first one into
   * the highest bits; each row then starts with a new byte.
   */
  readonly data: ArrayLike<number>;
  /** Colours of 0 to 255, red, green, blue and perhaps alpha, that the samples are indices of. */
  readonly palette?: readonly (readonly number[])[];
  /** The one grey value, or the one colour, that is fully transparent; in samples. */
  readonly transparency?: ArrayLike<number>;
}

/** Weights of red, green and blue, that add up to 1. */
const LUMA = [0.299, 0.587, 0.114] as const;
const WHITE = 255;

/**
 * Turns an image into 8-bit grey:
 *
 * 1. Samples become numbers from 0 to 255: one of `d` bits is multiplied by `255 / (2^d - 1)`.
 * 2. A colour becomes its luma `0.299 R + 0.587 G + 0.114 B`, computed from the stored (gamma-encoded)
 *    samples.
 * 3. What is transparent shows white paper behind it: `α Y + (1 - α) 255`.
 * 4. The result is rounded to the nearest integer.
 *
 * So a grey image of 8 bits without alpha comes out as it is. The weights are those of ITU-R BT.601.
 *
 * @throws {FormatError} If a sample is the index of a colour that the palette does not have.
 *
 * @example
 * ```ts
 * import { toGrey } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const colours = { width: 2, height: 1, channels: 3, depth: 8, data: [255, 0, 0, 10, 10, 10] };
 * assertEquals(toGrey(colours).pixels, Uint8Array.of(76, 10));
 * ```
 */
export function toGrey(raster: Raster): GreyImage {
  const { width, height } = raster;
  const greyAt = raster.palette === undefined
    ? greyOfSamples(raster)
    : greyOfPalette(raster, raster.palette);
  const pixels = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      pixels[row * width + column] = Math.round(greyAt(row, column));
    }
  }
  return { width, height, pixels };
}

/** Tells the grey value of the pixel in a row and column. */
type GreyAt = (row: number, column: number) => number;

function greyOfSamples(raster: Raster): GreyAt {
  const { channels, depth, transparency } = raster;
  const sampleAt = samplesOf(raster);
  const scale = 255 / (2 ** depth - 1);
  const colours = channels < 3 ? 1 : 3;
  const hasAlpha = channels > colours;
  return (row, column) => {
    const first = channels * column;
    const alpha = hasAlpha ? scale * sampleAt(row, first + colours) : 255;
    const isTransparent = transparency !== undefined &&
      everyColour(colours, (c) => sampleAt(row, first + c) === transparency[c]);
    if (isTransparent) return WHITE;
    const grey = colours === 1
      ? sampleAt(row, first)
      : LUMA[0] * sampleAt(row, first) + LUMA[1] * sampleAt(row, first + 1) +
        LUMA[2] * sampleAt(row, first + 2);
    return onWhite(scale * grey, alpha);
  };
}

function greyOfPalette(raster: Raster, palette: readonly (readonly number[])[]): GreyAt {
  const greys = palette.map(([red, green, blue, alpha = 255]) =>
    onWhite(LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue, alpha)
  );
  const sampleAt = samplesOf(raster);
  return (row, column) => {
    const index = sampleAt(row, column);
    if (index < greys.length) return greys[index];
    throw new FormatError(
      `Expected a colour of the palette, 0 to ${greys.length - 1}, but found ${index} ` +
        `in row ${row}, column ${column}`,
    );
  };
}

/** Tells the sample at a place of a row. */
function samplesOf({ width, channels, depth, data }: Raster): (row: number, i: number) => number {
  const perRow = width * channels;
  if (depth >= 8) return (row, i) => data[row * perRow + i];
  const bytesPerRow = Math.ceil(perRow * depth / 8);
  const perByte = 8 / depth;
  const mask = 2 ** depth - 1;
  return (row, i) => {
    const byte = data[row * bytesPerRow + Math.floor(i / perByte)];
    return (byte >> (8 - depth * (1 + i % perByte))) & mask;
  };
}

function everyColour(colours: number, holds: (colour: number) => boolean): boolean {
  for (let c = 0; c < colours; c++) if (!holds(c)) return false;
  return true;
}

function onWhite(grey: number, alpha: number): number {
  return (alpha * grey + (255 - alpha) * WHITE) / 255;
}
