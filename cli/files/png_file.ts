import { inflateSync } from "node:zlib";
import { decode, type DecodedPng } from "fast-png";
import { type GreyImage, toGrey } from "../../lib/data/grey.ts";
import { FormatError } from "../../lib/formats/format_error.ts";
import {
  parsePng,
  parsePngHeader,
  PNG_HEADER_LENGTH,
  type PngHeader,
  type PngParts,
  uncompressedPngLength,
} from "../../lib/formats/png.ts";
import type { Picture } from "../../lib/plots/chart.ts";
import { readAtMost, readFile } from "./read_file.ts";

const CONTENT = "a PNG image";

/** Larger images are refused, in bytes. */
const LARGEST_IMAGE = 2 ** 27;

/** Images of more pixels are refused: what they become takes many times their bytes. */
const MOST_PIXELS = 4e7;

/** DEFLATE makes at most this many bytes of one. */
const LARGEST_EXPANSION = 1032;

/** Extents of an image. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Reads a PNG image in any of the format's kinds as 8-bit grey, by the rule of {@linkcode toGrey}.
 *
 * @param size The size that the image must have; any size when left out.
 * @throws {Error} If the file cannot be read, is not a PNG image from the first byte to the last, or has
 * another size; the message names it. What its header promises takes no memory unless it is there.
 */
export function readGreyPng(path: string, size?: ImageSize): Promise<GreyImage> {
  return readFile(path, CONTENT, async (file) => {
    checkSize(parsePngHeader(await file.peek(PNG_HEADER_LENGTH)), size);
    return decodeGreyPng(await readAtMost(file, LARGEST_IMAGE, CONTENT));
  });
}

/**
 * The image of a PNG file as 8-bit grey; see {@linkcode readGreyPng}.
 *
 * @throws {FormatError} If the bytes are not a PNG image.
 */
export function decodeGreyPng(bytes: Uint8Array): GreyImage {
  return toGrey(decodePng(bytes));
}

/**
 * Reads a PNG image in 24-bit colour.
 *
 * @throws {Error} As {@linkcode readGreyPng}; also if the image is of another kind.
 */
export function readColourPng(path: string): Promise<Picture> {
  return readFile(path, CONTENT, async (file) => {
    const { width, height, depth, channels, data } = decodePng(
      await readAtMost(file, LARGEST_IMAGE, CONTENT),
    );
    if (channels === 3 && data instanceof Uint8Array) return { width, height, pixels: data };
    throw new FormatError(
      `Expected an image in 24-bit colour but found ${channels} channels of ${depth} bits`,
    );
  });
}

function decodePng(bytes: Uint8Array): DecodedPng {
  const parts = parsePng(bytes);
  checkPixels(parts);
  try {
    return decode(parts.essence, { checkCrc: true });
  } catch (error) {
    throw damaged(error);
  }
}

function checkSize({ width, height }: PngHeader, expected?: ImageSize): void {
  if (expected === undefined) return;
  if (width === expected.width && height === expected.height) return;
  throw new FormatError(
    `Expected an image of ${expected.width} x ${expected.height} pixels ` +
      `but found ${width} x ${height}`,
  );
}

/**
 * Makes sure that the compressed pixels are as many as the header says, before anything takes memory
 * for either of the two numbers.
 */
function checkPixels({ header, compressed }: PngParts): void {
  const { width, height, depth, interlaced } = header;
  const length = uncompressedPngLength(header);
  const size = `${width} x ${height} pixels`;
  if (length > LARGEST_IMAGE) {
    throw new FormatError(
      `Expected an image of at most ${LARGEST_IMAGE} bytes but found a header for ${size}, ` +
        `${length} bytes`,
    );
  }
  if (width * height > MOST_PIXELS) {
    throw new FormatError(`Expected an image of at most ${MOST_PIXELS} pixels but found ${size}`);
  }
  if (interlaced && depth < 8) {
    throw new FormatError(
      `Expected an interlaced image to have 8 bits or more per sample but found ${depth}`,
    );
  }
  if (length > LARGEST_EXPANSION * compressed.length) {
    throw new FormatError(
      `Expected the data of ${size} but found ${compressed.length} compressed bytes`,
    );
  }
  const found = inflatedLength(compressed, length);
  if (found === length) return;
  throw new FormatError(
    `Expected ${size}, ${length} bytes, but found ${found > length ? "more" : found}`,
  );
}

/** Length of compressed data, or `limit + 1` if it is more than `limit`. */
function inflatedLength(compressed: Uint8Array<ArrayBuffer>, limit: number): number {
  try {
    return inflateSync(compressed, { maxOutputLength: limit }).length;
  } catch (error) {
    if (error instanceof RangeError) return limit + 1;
    throw damaged(error);
  }
}

function damaged(cause: unknown): FormatError {
  const reason = cause instanceof Error ? `: ${cause.message}` : "";
  return new FormatError(`Expected an intact PNG image but found a damaged one${reason}`, {
    cause,
  });
}
