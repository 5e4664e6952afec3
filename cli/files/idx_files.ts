import {
  checkLabel,
  type IdxImages,
  IMAGE_HEADER_LENGTH,
  imageFileLength,
  LABEL_HEADER_LENGTH,
  labelFileLength,
  parseImageHeader,
  parseImages,
  parseLabelHeader,
  parseLabels,
} from "../../lib/data/idx.ts";
import type { Shape } from "../../lib/shape.ts";
import { FormatError } from "../../lib/formats/format_error.ts";
import { readFile } from "./read_file.ts";

const IMAGE_FILE = "an IDX image file";
const LABEL_FILE = "an IDX label file";

/** Larger files are refused: what a small compressed file can unpack to must fit into memory. */
const LARGEST_FILE = 2 ** 32;

/**
 * Reads an IDX image file, compressed or not.
 *
 * @throws {Error} If it cannot be read or is not an IDX image file from the first byte to the last; the
 * message names it.
 */
export function readImages(path: string): Promise<IdxImages> {
  return readFile(path, IMAGE_FILE, async (file) => {
    const header = parseImageHeader(await file.peek(IMAGE_HEADER_LENGTH), file.length);
    const length = checkSize(imageFileLength(header));
    // One byte more than there should be tells whether there are more.
    return parseImages(await file.read(length + 1));
  });
}

/**
 * Reads an IDX label file, compressed or not.
 *
 * @param classes Labels are 0 to `classes - 1`.
 * @throws {Error} If it cannot be read or is not an IDX label file from the first byte to the last, or
 * a label is too large; the message names it.
 */
export function readLabels(path: string, classes = 10): Promise<Uint8Array> {
  return readFile(path, LABEL_FILE, async (file) => {
    const header = parseLabelHeader(await file.peek(LABEL_HEADER_LENGTH), file.length);
    const length = checkSize(labelFileLength(header));
    return parseLabels(await file.read(length + 1), classes);
  });
}

/**
 * Reads the shape of the images of an IDX image file, without reading them.
 *
 * @throws {Error} As {@linkcode readImages}, as far as the header tells.
 */
export function readImageShape(path: string): Promise<Shape> {
  return readFile(path, IMAGE_FILE, async (file) => {
    const { rows, columns } = parseImageHeader(await file.peek(IMAGE_HEADER_LENGTH), file.length);
    return [1, rows, columns];
  });
}

/**
 * Reads one image of an IDX image file, without reading those before it; a compressed file is unpacked
 * up to it, but not kept.
 *
 * @param index Its place in the file, from 0.
 * @returns The one image.
 * @throws {Error} As {@linkcode readImages}, or if there is no such image.
 */
export function readImage(path: string, index: number): Promise<IdxImages> {
  return readFile(path, IMAGE_FILE, async (file) => {
    const header = parseImageHeader(await file.peek(IMAGE_HEADER_LENGTH), file.length);
    checkIndex(index, header.count, "images");
    const { rows, columns } = header;
    const size = rows * columns;
    checkSize(size);
    await file.skip(IMAGE_HEADER_LENGTH + index * size);
    const pixels = await file.read(size);
    if (pixels.length < size) throw endedBefore("image", index);
    return { count: 1, rows, columns, pixels };
  });
}

/**
 * Reads one label of an IDX label file, as {@linkcode readImage} does for images.
 *
 * @throws {Error} As {@linkcode readLabels}, or if there is no such label.
 */
export function readLabel(path: string, index: number): Promise<number> {
  return readFile(path, LABEL_FILE, async (file) => {
    const header = parseLabelHeader(await file.peek(LABEL_HEADER_LENGTH), file.length);
    checkIndex(index, header.count, "labels");
    await file.skip(LABEL_HEADER_LENGTH + index);
    const label = (await file.read(1)).at(0);
    if (label === undefined) throw endedBefore("label", index);
    checkLabel(label, index);
    return label;
  });
}

function checkSize(length: number): number {
  if (length <= LARGEST_FILE) return length;
  throw new FormatError(`Expected at most ${LARGEST_FILE} bytes but found a header for ${length}`);
}

function checkIndex(index: number, count: number, items: string): void {
  if (index < count) return;
  throw new FormatError(
    `Expected an index below ${count}, the number of ${items}, but found ${index}`,
  );
}

function endedBefore(item: string, index: number): FormatError {
  return new FormatError(`Expected ${item} ${index} but found the end of the file before it`);
}
