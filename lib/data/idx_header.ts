/**
 * The IDX format of the MNIST files (http://yann.lecun.com/exdb/mnist/): two zeros, the type of the
 * elements and the rank in a byte each, the extents as big-endian 32-bit integers, then the elements, of
 * which the last index changes fastest. MNIST's images begin with `0x00000803`, its labels with
 * `0x00000801`: unsigned bytes.
 *
 * @module
 */

import { describeFileKind } from "../formats/file_kind.ts";
import { FormatError } from "../formats/format_error.ts";

/** A type of elements. */
export interface IdxElement {
  /** Bytes of an element. */
  readonly size: number;
  /** How its bytes are to be read. */
  readonly kind: "unsigned" | "signed" | "float";
  /** The element at a byte. */
  read(view: DataView, offset: number): number;
}

/** What an IDX file says about itself. */
export interface IdxHeader {
  /** How each value is stored. */
  readonly element: IdxElement;
  /** Each is 1 or more; the first is the number of items. */
  readonly extents: readonly number[];
  /** Bytes before the first element. */
  readonly length: number;
}

/** No header is longer than this: the rank is a byte. */
export const LONGEST_IDX_HEADER = 4 + 4 * 255;

const UNSIGNED_BYTE = 0x08;

const elements: ReadonlyMap<number, IdxElement> = new Map([
  [UNSIGNED_BYTE, element(1, "unsigned", (view, offset) => view.getUint8(offset))],
  [0x09, element(1, "signed", (view, offset) => view.getInt8(offset))],
  [0x0b, element(2, "signed", (view, offset) => view.getInt16(offset))],
  [0x0c, element(4, "signed", (view, offset) => view.getInt32(offset))],
  [0x0d, element(4, "float", (view, offset) => view.getFloat32(offset))],
  [0x0e, element(8, "float", (view, offset) => view.getFloat64(offset))],
]);

/**
 * Reads the header of an IDX file.
 *
 * @param bytes The file's first {@linkcode LONGEST_IDX_HEADER} bytes, or all of a shorter file.
 * @param content What the file is to hold, as in "an IDX image file"; for messages.
 * @throws {FormatError} If this is no IDX file, or an extent is 0; the message says what it is instead, if
 * its bytes tell.
 */
export function parseIdxHeader(bytes: Uint8Array, content = "an IDX file"): IdxHeader {
  const [first, second, type, rank] = bytes;
  const element = elements.get(type);
  if (bytes.length < 4 && [first, second].every((byte) => byte === 0 || byte === undefined)) {
    throw tooShort(4, bytes.length);
  }
  if (first !== 0 || second !== 0 || element === undefined || rank === 0) {
    throw new FormatError(`Expected ${content} but found ${describeFileKind(bytes)}`);
  }
  const length = 4 + 4 * rank;
  if (bytes.length < length) throw tooShort(length, bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const extents = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const empty = extents.indexOf(0);
  if (empty >= 0) {
    throw new FormatError(
      `Expected extents of 1 or more but found ${extents.join(" x ")} at byte ${4 + 4 * empty}`,
    );
  }
  return { element, extents, length };
}

/** Length of a file with this header, in bytes. */
export function idxFileLength({ element, extents, length }: IdxHeader): number {
  return length + element.size * extents.reduce((product, extent) => product * extent, 1);
}

/**
 * Holds the length of a file against what its header says.
 *
 * @param content What the header says, as in "60000 labels".
 * @param found Length of the whole file in bytes; nothing is compared if it is undefined.
 * @throws {FormatError} If they differ.
 */
export function checkIdxLength(
  header: IdxHeader,
  content: string,
  found: number | undefined,
): void {
  const expected = idxFileLength(header);
  if (found === undefined || found === expected) return;
  const end = found < expected ? `the end at byte ${found}` : `more at byte ${expected}`;
  throw new FormatError(`Expected ${content}, ${expected} bytes in all, but found ${end}`);
}

/** An IDX file of unsigned bytes. */
export function encodeIdx(
  extents: readonly number[],
  content: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const header = 4 + 4 * extents.length;
  const bytes = new Uint8Array(header + content.length);
  const view = new DataView(bytes.buffer);
  bytes.set([UNSIGNED_BYTE, extents.length], 2);
  extents.forEach((extent, i) => view.setUint32(4 + 4 * i, extent));
  bytes.set(content, header);
  return bytes;
}

function element(
  size: number,
  kind: IdxElement["kind"],
  read: IdxElement["read"],
): IdxElement {
  return { size, kind, read };
}

function tooShort(expected: number, found: number): FormatError {
  return new FormatError(
    `Expected an IDX header of at least ${expected} bytes but found the end at byte ${found}`,
  );
}
