import { crc32, deflateSync } from "node:zlib";
import { decodePng } from "../cli/files/png_file.ts";
import { type GreyImage, toGrey } from "../lib/data/raster.ts";

/** Colour types of the PNG format. */
export const GREY = 0, COLOUR = 2, INDEXED = 3, GREY_ALPHA = 4, COLOUR_ALPHA = 6;

/** What the header of a PNG file is to say. */
export interface PngFields {
  readonly width: number;
  readonly height: number;
  readonly depth?: number;
  readonly colourType?: number;
  readonly interlace?: number;
}

const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

/**
 * A PNG file, put together by hand from the specification.
 *
 * @param rows The uncompressed pixels: a filter byte in front of each row.
 * @param chunks Chunks in front of the pixels, such as a palette.
 */
export function makePng(
  fields: PngFields,
  rows: readonly number[] | Uint8Array,
  chunks: readonly Uint8Array[] = [],
): Uint8Array<ArrayBuffer> {
  const pixels = makeChunk("IDAT", deflateSync(Uint8Array.from(rows)));
  return assemblePng([makeHeader(fields), ...chunks, pixels, makeChunk("IEND", [])]);
}

/** A PNG file of the given chunks. */
export function assemblePng(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([SIGNATURE, ...chunks].flatMap((part) => [...part]));
}

/** The header of a PNG file, right or wrong. */
export function makeHeader(
  { width, height, depth = 8, colourType = GREY, interlace = 0 }: PngFields,
): Uint8Array {
  const content = new Uint8Array(13);
  const view = new DataView(content.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  content.set([depth, colourType, 0, 0, interlace], 8);
  return makeChunk("IHDR", content);
}

/** A chunk with its checksum. */
export function makeChunk(type: string, content: ArrayLike<number>): Uint8Array {
  const body = Uint8Array.from([...new TextEncoder().encode(type), ...Array.from(content)]);
  const chunk = new Uint8Array(8 + body.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, content.length);
  chunk.set(body, 4);
  view.setUint32(4 + body.length, crc32(body));
  return chunk;
}

/** The image of a PNG file as 8-bit grey. */
export function decodeGreyPng(bytes: Uint8Array): GreyImage {
  return toGrey(decodePng(bytes));
}
