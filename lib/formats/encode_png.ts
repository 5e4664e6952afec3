import { concatenate } from "./bytes.ts";
import { crc32 } from "./crc.ts";
import { deflate } from "./deflate.ts";
import { PNG_SIGNATURE } from "./png_signature.ts";

/** Samples of pixels, row by row. */
export interface PngImage {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** One sample for each pixel of a grey image, red, green and blue for each of a picture in colour. */
  readonly pixels: Uint8Array;
}

const GREY = 0;
const COLOUR = 2;

/**
 * A grey image as a PNG file, of 8 bits per pixel.
 *
 * Source: PNG specification, third edition, 5 and 11.2.
 *
 * @example
 * ```ts
 * import { encodeGreyPng } from "@handwriting/mnist/formats";
 * import { parsePngHeader } from "./png.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const png = encodeGreyPng({ width: 2, height: 1, pixels: Uint8Array.of(0, 255) });
 * assertEquals(parsePngHeader(png).width, 2);
 * ```
 */
export function encodeGreyPng(image: PngImage): Uint8Array<ArrayBuffer> {
  return encode(image, 1);
}

/**
 * A picture in colour as a PNG file, of 24 bits per pixel; as {@linkcode encodeGreyPng}.
 *
 * @param picture Its pixels are red, green and blue.
 *
 * @example
 * ```ts
 * import { encodeColourPng } from "@handwriting/mnist/formats";
 * import { parsePngHeader } from "./png.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const png = encodeColourPng({ width: 1, height: 1, pixels: Uint8Array.of(255, 0, 0) });
 * assertEquals(parsePngHeader(png).channels, 3);
 * ```
 */
export function encodeColourPng(picture: PngImage): Uint8Array<ArrayBuffer> {
  return encode(picture, 3);
}

/** An address that contains a PNG file. */
export function pngAddress(png: Uint8Array): string {
  // Neither Node nor all browsers have Uint8Array.toBase64().
  const characters = Array.from(png, (byte) => String.fromCharCode(byte));
  return `data:image/png;base64,${btoa(characters.join(""))}`;
}

function encode({ width, height, pixels }: PngImage, channels: 1 | 3): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const fields = new DataView(header.buffer);
  fields.setUint32(0, width);
  fields.setUint32(4, height);
  header.set([8, channels === 1 ? GREY : COLOUR], 8);
  return concatenate([
    Uint8Array.from(PNG_SIGNATURE),
    chunk("IHDR", header),
    chunk("IDAT", deflate(unfiltered(pixels, channels * width, height))),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

/** Rows of samples, each behind a zero: that it is not filtered. */
function unfiltered(samples: Uint8Array, length: number, height: number): Uint8Array {
  const rows = new Uint8Array(height * (1 + length));
  for (let row = 0; row < height; row++) {
    rows.set(samples.subarray(row * length, (row + 1) * length), row * (1 + length) + 1);
  }
  return rows;
}

function chunk(type: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12 + content.length);
  const fields = new DataView(bytes.buffer);
  fields.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(content, 8);
  fields.setUint32(8 + content.length, crc32(bytes.subarray(4, 8 + content.length)));
  return bytes;
}
