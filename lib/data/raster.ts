import { FormatError } from "../formats/format_error.ts";
import { lumaOf } from "./pixel.ts";

/** An image of one channel. */
export interface GreyImage {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** `width * height` bytes, row by row: 0 is black, 255 is white. */
  readonly pixels: Uint8Array;
}

/** An image in colour. */
export interface ColourImage {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** Red, green and blue: of each `width * height` bytes, row by row. */
  readonly planes: readonly [Uint8Array, Uint8Array, Uint8Array];
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

/** What is at least that opaque, of 255, is seen. */
const VISIBLE = 128;
/** Eight tenths of what is seen lie within such a range, of 255, if it is of one shade. */
const ONE_SHADE = 40;
/** Share of an image that is seen where it is not drawn on nothing, but paper with a gap. */
const PAPER_SHARE = 0.75;

/**
 * Turns an image into 8-bit grey:
 *
 * 1. Samples become numbers from 0 to 255: one of `d` bits is multiplied by `255 / (2^d - 1)`.
 * 2. A colour becomes its luma, computed from the stored (gamma-encoded) samples; see
 *    {@linkcode lumaOf}.
 * 3. What is transparent shows the ground `G` behind it: `α Y + (1 - α) G`. Behind dark strokes that is
 *    white, behind light ones black, and behind an image that is opaque for the most part and of many
 *    shades, their median.
 * 4. The result is rounded to the nearest integer.
 *
 * So a grey image of 8 bits without alpha comes out as it is.
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
  const read = pixelReader(raster);
  const pixel = [0, 0, 0, 255];
  const pixels = new Uint8Array(width * height);
  const opacities = hasTransparency(raster) ? new Float32Array(width * height) : undefined;
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      read(row, column, pixel);
      pixels[i] = Math.round(lumaOf(pixel[0], pixel[1], pixel[2]));
      if (opacities !== undefined) opacities[i] = pixel[3];
    }
  }
  if (opacities !== undefined) {
    const ground = groundBehind(pixels, opacities);
    opacities.forEach((alpha, i) => pixels[i] = Math.round(onGround(pixels[i], alpha, ground)));
  }
  return { width, height, pixels };
}

/**
 * Turns an image into 8-bit red, green and blue, by the rules of {@linkcode toGrey}; grey has three equal
 * values.
 *
 * @throws {FormatError} As {@linkcode toGrey}.
 */
export function toColourPlanes(raster: Raster): ColourImage {
  const { width, height } = raster;
  const read = pixelReader(raster);
  const pixel = [0, 0, 0, 255];
  const [red, green, blue] = Array.from({ length: 3 }, () => new Uint8Array(width * height));
  const opacities = hasTransparency(raster) ? new Float32Array(width * height) : undefined;
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      read(row, column, pixel);
      red[i] = Math.round(pixel[0]);
      green[i] = Math.round(pixel[1]);
      blue[i] = Math.round(pixel[2]);
      if (opacities !== undefined) opacities[i] = pixel[3];
    }
  }
  if (opacities !== undefined) {
    const lumas = red.map((value, i) => Math.round(lumaOf(value, green[i], blue[i])));
    const ground = groundBehind(lumas, opacities);
    for (const plane of [red, green, blue]) {
      opacities.forEach((alpha, i) => plane[i] = Math.round(onGround(plane[i], alpha, ground)));
    }
  }
  return { width, height, planes: [red, green, blue] };
}

/** Writes red, green, blue and alpha of the pixel in a row and column, from 0 to 255. */
type PixelReader = (row: number, column: number, pixel: number[]) => void;

function pixelReader(raster: Raster): PixelReader {
  return raster.palette === undefined
    ? readerOfSamples(raster)
    : readerOfPalette(raster, raster.palette);
}

function readerOfSamples(raster: Raster): PixelReader {
  const { channels, depth, transparency } = raster;
  const sampleAt = samplesOf(raster);
  const scale = 255 / (2 ** depth - 1);
  const colours = channels < 3 ? 1 : 3;
  const hasAlpha = channels > colours;
  return (row, column, pixel) => {
    const first = channels * column;
    let isTransparent = transparency !== undefined;
    for (let c = 0; c < 3; c++) {
      const sample = sampleAt(row, first + (colours === 1 ? 0 : c));
      pixel[c] = scale * sample;
      isTransparent &&= sample === transparency?.[colours === 1 ? 0 : c];
    }
    if (hasAlpha) pixel[3] = scale * sampleAt(row, first + colours);
    else if (transparency !== undefined) pixel[3] = isTransparent ? 0 : 255;
  };
}

function readerOfPalette(raster: Raster, palette: readonly (readonly number[])[]): PixelReader {
  const sampleAt = samplesOf(raster);
  return (row, column, pixel) => {
    const index = sampleAt(row, column);
    if (index < palette.length) {
      [pixel[0], pixel[1], pixel[2], pixel[3] = 255] = palette[index];
      return;
    }
    throw new FormatError(
      `Expected a colour of the palette, 0 to ${palette.length - 1}, but found ${index} ` +
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

function hasTransparency({ channels, palette, transparency }: Raster): boolean {
  return channels % 2 === 0 || transparency !== undefined ||
    (palette?.some(([_red, _green, _blue, alpha = 255]) => alpha < 255) ?? false);
}

/** The ground, from black to white, on which what is seen of an image stands out as it was meant to. */
function groundBehind(lumas: Uint8Array, opacities: Float32Array): number {
  const histogram = new Float64Array(256);
  let seen = 0;
  opacities.forEach((alpha, i) => {
    if (alpha < VISIBLE) return;
    histogram[lumas[i]]++;
    seen++;
  });
  const [low, median, high] = [0.1, 0.5, 0.9].map((share) => {
    let below = 0;
    return histogram.findIndex((count) => (below += count) >= share * seen);
  });
  if (high - low > ONE_SHADE && seen > PAPER_SHARE * lumas.length) return median;
  return median < 128 ? 255 : 0;
}

function onGround(value: number, alpha: number, ground: number): number {
  return (alpha * value + (255 - alpha) * ground) / 255;
}
