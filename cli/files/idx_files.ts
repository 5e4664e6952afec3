import { idxFileLength, LONGEST_IDX_HEADER } from "../../lib/data/idx_header.ts";
import {
  checkImagesLength,
  type IdxImages,
  type ImageHeader,
  parseImageHeader,
  PixelReader,
} from "../../lib/data/idx_images.ts";
import {
  checkLabelsLength,
  decodeLabels,
  labelLength,
  parseLabelHeader,
} from "../../lib/data/idx_labels.ts";
import type { Labels } from "../../lib/data/labels.ts";
import { FormatError } from "../../lib/formats/format_error.ts";
import type { ByteReader } from "./byte_reader.ts";
import { readFile } from "./read_file.ts";

const IMAGE_FILE = "an IDX image file";
const LABEL_FILE = "an IDX label file";

/** Larger files are refused: what a small compressed file can unpack to must fit into memory. */
const LARGEST_FILE = 2 ** 32;

/** More images are refused, however small: each takes more memory than its pixels. */
const MOST_ITEMS = 2 ** 26;

/** Pixels are read in blocks of so many bytes, a whole number of elements of any type. */
const BLOCK_LENGTH = 2 ** 20;

/** Some of the items of a file. */
export interface Range {
  /** The first of them, from 0. */
  readonly from: number;
  /** How many; those beyond the end are left out. */
  readonly count: number;
}

/**
 * Reads an IDX image file, compressed or not.
 *
 * @throws {Error} If it cannot be read or is not an IDX image file from the first byte to the last; the
 * message names it.
 */
export function readImages(path: string): Promise<IdxImages> {
  return readFile(path, IMAGE_FILE, async (file) => {
    const header = await peekImageHeader(file);
    checkCount(header.count, "images");
    await file.skip(header.file.length);
    const reader = await fill(file, header, header.count);
    const more = await file.read(1);
    const length = idxFileLength(header.file) - reader.missingBytes + more.length;
    checkImagesLength(header, length);
    return imagesOf(header, header.count, reader);
  });
}

/**
 * Reads an IDX label file, compressed or not.
 *
 * @param classes Labels are 0 to `classes - 1`.
 * @throws {Error} If it cannot be read or is not an IDX label file from the first byte to the last, or
 * a label is too large; the message names it.
 */
export function readLabels(path: string, classes = 10): Promise<Labels> {
  return readFile(path, LABEL_FILE, async (file) => {
    const header = parseLabelHeader(await file.peek(LONGEST_IDX_HEADER), file.length);
    checkCount(header.count, "labels");
    const length = checkSize(header.count * labelLength(header));
    await file.skip(header.file.length);
    // One byte more than there should be tells whether there are more.
    const bytes = await file.read(length + 1);
    checkLabelsLength(header, header.file.length + bytes.length);
    return decodeLabels(header, bytes, { classes });
  });
}

/**
 * Reads the shape of the images of an IDX image file, without reading them.
 *
 * @throws {Error} As {@linkcode readImages}, as far as the header tells.
 */
export function readImageShape(
  path: string,
): Promise<readonly [channels: number, rows: number, columns: number]> {
  return readFile(path, IMAGE_FILE, async (file) => {
    const { channels, rows, columns } = await peekImageHeader(file);
    return [channels, rows, columns];
  });
}

/**
 * Reads some images of an IDX image file, without reading those before them; a compressed file is
 * unpacked up to them, but not kept.
 *
 * @throws {Error} As {@linkcode readImages}, or if there is no image `from`.
 */
export function readImageRange(path: string, { from, count }: Range): Promise<IdxImages> {
  return readFile(path, IMAGE_FILE, async (file) => {
    const header = await peekImageHeader(file);
    checkIndex(from, header.count, "images");
    const { channels, rows, columns, file: { element, length } } = header;
    const bytes = channels * rows * columns * element.size;
    await file.skip(length + from * bytes);
    const wanted = Math.min(count, header.count - from);
    const reader = await fill(file, header, wanted);
    if (reader.missingBytes > 0) {
      throw endedBefore("image", from + wanted - Math.ceil(reader.missingBytes / bytes));
    }
    return imagesOf(header, wanted, reader);
  });
}

/**
 * Reads some labels of an IDX label file, as {@linkcode readImageRange} does for images.
 *
 * @param classes Labels are 0 to `classes - 1`.
 * @throws {Error} As {@linkcode readLabels}, or if there is no label `from`.
 */
export function readLabelRange(
  path: string,
  { from, count }: Range,
  classes = 10,
): Promise<Labels> {
  return readFile(path, LABEL_FILE, async (file) => {
    const header = parseLabelHeader(await file.peek(LONGEST_IDX_HEADER), file.length);
    checkIndex(from, header.count, "labels");
    const length = labelLength(header);
    await file.skip(header.file.length + from * length);
    const wanted = Math.min(count, header.count - from);
    const bytes = await file.read(checkSize(wanted * length));
    const found = Math.floor(bytes.length / length);
    if (found < wanted) throw endedBefore("label", from + found);
    return decodeLabels(header, bytes, { first: from, classes });
  });
}

/** Reads one image of an IDX image file, as {@linkcode readImageRange}. */
export function readImage(path: string, index: number): Promise<IdxImages> {
  return readImageRange(path, { from: index, count: 1 });
}

/** Reads one label of an IDX label file, as {@linkcode readLabelRange}. */
export async function readLabel(path: string, index: number): Promise<number> {
  const [label] = await readLabelRange(path, { from: index, count: 1 });
  return label;
}

async function peekImageHeader(file: ByteReader): Promise<ImageHeader> {
  return parseImageHeader(await file.peek(LONGEST_IDX_HEADER), file.length);
}

/** Reads the next images; fewer at the end. */
async function fill(file: ByteReader, header: ImageHeader, count: number): Promise<PixelReader> {
  const { channels, rows, columns, file: { element } } = header;
  const expected = checkSize(count * channels * rows * columns * element.size);
  if (expected > file.mostBytes) {
    throw new FormatError(
      `Expected ${count} images of ${rows} x ${columns} pixels, ${expected} bytes, ` +
        `but found a compressed file of at most ${file.mostBytes}`,
    );
  }
  const reader = new PixelReader(header, count);
  if (reader.missingPixels !== undefined) {
    reader.fill(await file.readInto(reader.missingPixels));
    return reader;
  }
  while (reader.missingBytes > 0) {
    const wanted = Math.min(BLOCK_LENGTH, reader.missingBytes);
    const block = await file.read(wanted);
    reader.add(block);
    if (block.length < wanted) break;
  }
  return reader;
}

function imagesOf(
  { channels, rows, columns }: ImageHeader,
  count: number,
  reader: PixelReader,
): IdxImages {
  return { count, channels, rows, columns, pixels: reader.finish() };
}

function checkSize(length: number): number {
  if (length <= LARGEST_FILE) return length;
  throw new FormatError(`Expected at most ${LARGEST_FILE} bytes but found a header for ${length}`);
}

function checkCount(count: number, items: string): void {
  if (count <= MOST_ITEMS) return;
  throw new FormatError(`Expected at most ${MOST_ITEMS} ${items} but found a header for ${count}`);
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
