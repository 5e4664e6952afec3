/**
 * The IDX format of the MNIST files (http://yann.lecun.com/exdb/mnist/): big-endian 32-bit integers,
 * then unsigned bytes. Images: `0x00000803`, count, rows, columns, pixels. Labels: `0x00000801`, count,
 * labels.
 *
 * @module
 */

import { FormatError } from "../formats/format_error.ts";

/** Bytes before the first pixel of an IDX image file. */
export const IMAGE_HEADER_LENGTH = 16;
/** Bytes before the first label of an IDX label file. */
export const LABEL_HEADER_LENGTH = 8;

const IMAGE_MAGIC = 0x00000803;
const LABEL_MAGIC = 0x00000801;

/** What an IDX image file says about itself. */
export interface ImageHeader {
  /** Number of images, 1 or more. */
  readonly count: number;
  /** Height of an image in pixels, 1 or more. */
  readonly rows: number;
  /** Width of an image in pixels, 1 or more. */
  readonly columns: number;
}

/** What an IDX label file says about itself. */
export interface LabelHeader {
  /** Number of labels, 1 or more. */
  readonly count: number;
}

/** The images of an IDX file. */
export interface IdxImages extends ImageHeader {
  /** `count` x `rows` x `columns` grey values of 0 (background) to 255 (ink). */
  readonly pixels: Uint8Array;
}

/** Length of an image file with this header, in bytes. */
export function imageFileLength({ count, rows, columns }: ImageHeader): number {
  return IMAGE_HEADER_LENGTH + count * rows * columns;
}

/** Length of a label file with this header, in bytes. */
export function labelFileLength({ count }: LabelHeader): number {
  return LABEL_HEADER_LENGTH + count;
}

/**
 * Reads the header of an image file.
 *
 * @param bytes The file's first 16 bytes, or more.
 * @param fileLength Length of the whole file in bytes, to be compared with what the header says; not
 * compared when left out.
 * @throws {FormatError} If this is no IDX image file, holds nothing, or has another length.
 */
export function parseImageHeader(bytes: Uint8Array, fileLength?: number): ImageHeader {
  checkMagic(bytes, IMAGE_MAGIC);
  const fields = headerFields(bytes, IMAGE_HEADER_LENGTH);
  const header = {
    count: positiveField(fields, 4, "number of images"),
    rows: positiveField(fields, 8, "number of rows"),
    columns: positiveField(fields, 12, "number of columns"),
  };
  const content = `${header.count} images of ${header.rows} x ${header.columns} pixels`;
  checkLength(content, imageFileLength(header), fileLength);
  return header;
}

/**
 * Reads the header of a label file.
 *
 * @param bytes The file's first 8 bytes, or more.
 * @param fileLength As for {@linkcode parseImageHeader}.
 * @throws {FormatError} If this is no IDX label file, holds nothing, or has another length.
 */
export function parseLabelHeader(bytes: Uint8Array, fileLength?: number): LabelHeader {
  checkMagic(bytes, LABEL_MAGIC);
  const fields = headerFields(bytes, LABEL_HEADER_LENGTH);
  const header = { count: positiveField(fields, 4, "number of labels") };
  checkLength(`${header.count} labels`, labelFileLength(header), fileLength);
  return header;
}

/**
 * Reads an image file. The pixels are a view of `bytes`, not a copy.
 *
 * @throws {FormatError} If the bytes are not an IDX image file from the first to the last.
 */
export function parseImages(bytes: Uint8Array): IdxImages {
  const header = parseImageHeader(bytes, bytes.length);
  return { ...header, pixels: bytes.subarray(IMAGE_HEADER_LENGTH) };
}

/**
 * Reads a label file. The labels are a view of `bytes`, not a copy.
 *
 * @param classes Labels are 0 to `classes - 1`.
 * @throws {FormatError} If the bytes are not an IDX label file from the first to the last, or a label
 * is too large.
 */
export function parseLabels(bytes: Uint8Array, classes = 10): Uint8Array {
  parseLabelHeader(bytes, bytes.length);
  const labels = bytes.subarray(LABEL_HEADER_LENGTH);
  labels.forEach((label, index) => checkLabel(label, index, classes));
  return labels;
}

/**
 * Checks one label of a label file.
 *
 * @param index Its place in the file, from 0.
 * @throws {FormatError} If it is not below `classes`.
 */
export function checkLabel(label: number, index: number, classes = 10): void {
  if (label < classes) return;
  throw new FormatError(
    `Expected labels of 0 to ${classes - 1} but found ${label} as label ${index} ` +
      `at byte ${LABEL_HEADER_LENGTH + index}`,
  );
}

/** An image file as bytes. */
export function encodeImages({ count, rows, columns, pixels }: IdxImages): Uint8Array<ArrayBuffer> {
  return encode([IMAGE_MAGIC, count, rows, columns], pixels);
}

/** A label file as bytes. */
export function encodeLabels(labels: Uint8Array): Uint8Array<ArrayBuffer> {
  return encode([LABEL_MAGIC, labels.length], labels);
}

function encode(header: readonly number[], content: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 * header.length + content.length);
  const view = new DataView(bytes.buffer);
  header.forEach((field, i) => view.setUint32(4 * i, field));
  bytes.set(content, 4 * header.length);
  return bytes;
}

function checkMagic(bytes: Uint8Array, expected: number): void {
  const found = headerFields(bytes, 4).getUint32(0);
  if (found === expected) return;
  throw new FormatError(
    `Expected the magic number ${describeMagic(expected)} but found ${describeMagic(found)} ` +
      `at byte 0`,
  );
}

function describeMagic(magic: number): string {
  const hex = `0x${magic.toString(16).padStart(8, "0")}`;
  if (magic === IMAGE_MAGIC) return `${hex} of IDX images`;
  if (magic === LABEL_MAGIC) return `${hex} of IDX labels`;
  return hex;
}

function headerFields(bytes: Uint8Array, length: number): DataView {
  if (bytes.length < length) {
    throw new FormatError(
      `Expected an IDX header of at least ${length} bytes but found the end at byte ${bytes.length}`,
    );
  }
  return new DataView(bytes.buffer, bytes.byteOffset, length);
}

function positiveField(fields: DataView, offset: number, meaning: string): number {
  const value = fields.getUint32(offset);
  if (value > 0) return value;
  throw new FormatError(`Expected the ${meaning} to be 1 or more but found 0 at byte ${offset}`);
}

function checkLength(content: string, expected: number, found: number | undefined): void {
  if (found === undefined || found === expected) return;
  const end = found < expected ? `the end at byte ${found}` : `more at byte ${expected}`;
  throw new FormatError(`Expected ${content}, ${expected} bytes in all, but found ${end}`);
}
