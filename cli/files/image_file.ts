import { type GreyImage, type Raster, toGrey } from "../../lib/data/raster.ts";
import {
  describeFileKind,
  FILE_KIND_LENGTH,
  fileKind,
  TABLE_KIND,
} from "../../lib/formats/file_kind.ts";
import { FormatError } from "../../lib/formats/format_error.ts";
import { JPEG_SIGNATURE, parseJpegHeader } from "../../lib/formats/jpeg.ts";
import { parsePngHeader } from "../../lib/formats/png.ts";
import { PNG_SIGNATURE } from "../../lib/formats/png_signature.ts";
import type { Picture } from "../../lib/plots/chart.ts";
import type { ByteReader } from "./byte_reader.ts";
import { type ImageSize, LARGEST_IMAGE } from "./image_size.ts";
import { decodeJpeg } from "./jpeg_file.ts";
import { readAtMost, readFile } from "./read_file.ts";

const CONTENT = "a PNG or JPEG image";

/**
 * Reads a PNG or JPEG image, whatever the file is called.
 *
 * @param size The size that the image must have; any size when left out. One of another size is refused
 * before it is decoded.
 * @throws {Error} If the file cannot be read, is not such an image, has another size or more than 40 million
 * pixels; the message names it, and what it is if its first bytes tell.
 */
export function readImageFile(path: string, size?: ImageSize): Promise<Raster> {
  return readFile(path, CONTENT, (file) => readRaster(file, size));
}

/**
 * Reads a PNG or JPEG image as 8-bit grey, by the rule of {@linkcode toGrey}.
 *
 * @param size As for {@linkcode readImageFile}.
 * @throws {Error} As {@linkcode readImageFile}.
 */
export function readGreyImage(path: string, size?: ImageSize): Promise<GreyImage> {
  return readFile(path, CONTENT, async (file) => toGrey(await readRaster(file, size)));
}

/**
 * Reads an image in 24-bit colour.
 *
 * @throws {Error} As {@linkcode readImageFile}; also if the image is of another kind.
 */
export function readColourImage(path: string): Promise<Picture> {
  return readFile(path, CONTENT, async (file) => {
    const { width, height, depth, channels, data } = await readRaster(file);
    if (channels === 3 && data instanceof Uint8Array) return { width, height, pixels: data };
    throw new FormatError(
      `Expected an image in 24-bit colour but found ${channels} channels of ${depth} bits`,
    );
  });
}

async function readRaster(file: ByteReader, size?: ImageSize): Promise<Raster> {
  const start = await file.peek(FILE_KIND_LENGTH);
  if (startsWith(start, PNG_SIGNATURE)) {
    checkSize(parsePngHeader(start), size);
    // Loaded when it is needed, as Node's zlib takes long to load.
    const { decodePng } = await import("./png_file.ts");
    return decodePng(await readAtMost(file, LARGEST_IMAGE, CONTENT));
  }
  if (startsWith(start, JPEG_SIGNATURE)) {
    const bytes = await readAtMost(file, LARGEST_IMAGE, CONTENT);
    checkPixels(parseJpegHeader(bytes), size);
    const raster = await decodeJpeg(bytes);
    checkSize(raster, size);
    return raster;
  }
  // A table may be a dataset, by another name, but never an image.
  const found = fileKind(start) === TABLE_KIND ? TABLE_KIND.name : describeFileKind(start);
  throw new FormatError(`Expected ${CONTENT} but found ${found}`);
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/** Refuses an image that has another size however it is turned. */
function checkPixels(found: ImageSize, expected?: ImageSize): void {
  if (expected === undefined) return;
  if (found.width * found.height !== expected.width * expected.height) checkSize(found, expected);
}

function checkSize({ width, height }: ImageSize, expected?: ImageSize): void {
  if (expected === undefined) return;
  if (width === expected.width && height === expected.height) return;
  throw new FormatError(
    `Expected an image of ${expected.width} x ${expected.height} pixels ` +
      `but found ${width} x ${height}`,
  );
}
