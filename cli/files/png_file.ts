import { constants, inflateSync } from "node:zlib";
import type { Raster } from "../../lib/data/raster.ts";
import { FormatError } from "../../lib/formats/format_error.ts";
import { parsePng, type PngHeader } from "../../lib/formats/png.ts";
import { pngSamples, uncompressedPngLength } from "../../lib/formats/png_pixels.ts";
import { checkExtents, LARGEST_IMAGE } from "./image_size.ts";

export { encodeColourPng, encodeGreyPng } from "../../lib/formats/encode_png.ts";

/** The smallest piece that zlib inflates at a time. */
const SMALLEST_CHUNK = 64;

/** DEFLATE makes at most this many bytes of one. */
const LARGEST_EXPANSION = 1032;

/** Bytes after the pixels that are left out, as by other programs: some write a row too many. */
const MOST_EXCESS = 2 ** 20;

/**
 * The image of a PNG file of any kind, as tolerant of what is wrong with it as {@linkcode parsePng}.
 *
 * @throws {FormatError} If the bytes are not a PNG image, or it has more than 40 million pixels. What its
 * header promises takes no memory unless it is there.
 */
export function decodePng(bytes: Uint8Array): Raster {
  const { header, compressed, palette, transparency } = parsePng(bytes);
  const { width, height, channels, depth } = header;
  const data = pngSamples(header, inflate(header, compressed));
  return { width, height, channels, depth, data, palette, transparency };
}

/** Makes sure of what the header says before anything takes memory for it. */
function inflate(header: PngHeader, compressed: Uint8Array<ArrayBuffer>): Uint8Array {
  const length = uncompressedPngLength(header);
  const size = checkExtents(header);
  if (length > LARGEST_IMAGE) {
    throw new FormatError(
      `Expected an image of at most ${LARGEST_IMAGE} bytes but found a header for ${size}, ` +
        `${length} bytes`,
    );
  }
  if (length > LARGEST_EXPANSION * compressed.length) {
    throw new FormatError(
      `Expected the data of ${size} but found ${compressed.length} compressed bytes`,
    );
  }
  const found = inflated(compressed, length);
  if (found.length >= length) return found;
  throw new FormatError(`Expected ${size}, ${length} bytes, but found ${found.length}`);
}

function inflated(compressed: Uint8Array<ArrayBuffer>, length: number): Uint8Array {
  try {
    const bytes = inflateSync(compressed, {
      maxOutputLength: length + MOST_EXCESS,
      // In one piece, which need not be put together.
      chunkSize: Math.max(SMALLEST_CHUNK, length + 1),
      // What is cut off after the pixels is not missed.
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch (error) {
    if (error instanceof RangeError) {
      throw new FormatError("Expected the data of one image but found much more");
    }
    const reason = error instanceof Error ? `: ${error.message}` : "";
    throw new FormatError(`Expected an intact PNG image but found a damaged one${reason}`, {
      cause: error,
    });
  }
}
