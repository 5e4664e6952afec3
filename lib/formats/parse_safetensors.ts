import { FormatError } from "./format_error.ts";
import { isRecord, nestsDeeper, repeatedKey } from "./json.ts";
import { quote } from "./quote.ts";
import {
  type ElementType,
  elementTypes,
  HEADER_START,
  LONGEST_HEADER,
  METADATA_KEY,
  type Safetensors,
  sizeOfTensor,
  type Tensor,
} from "./safetensors.ts";

/** Length of the part of a file that {@linkcode parseHeaderLength} reads. */
export const SAFETENSORS_START_LENGTH = HEADER_START + 1;

/** The header is an object of objects with lists of numbers. */
const HEADER_DEPTH = 3;

/** A tensor's place in a file, as the header tells it. */
export interface TensorEntry {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** In bytes from the beginning of the data. */
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a safetensors file, in any order of its tensors.
 *
 * @param bytes The file. The tensors share its memory where their elements are aligned.
 * @throws {FormatError} If it is not a safetensors file from the first byte to the last: a header
 * that is too long, no JSON, or with a key twice; a tensor of an unknown type, or of another size
 * than its shape says; tensors that overlap, or leave bytes between or behind them.
 */
export function parseSafetensors(bytes: Uint8Array): Safetensors {
  const { entries, metadata, dataStart, length } = parseSafetensorsHeader(bytes);
  if (length !== bytes.length) {
    throw new FormatError(
      `Expected ${length - dataStart} bytes of tensors but found ${bytes.length - dataStart}`,
    );
  }
  const data = bytes.subarray(dataStart);
  return { tensors: new Map(entries.map((entry) => [entry.name, viewOf(data, entry)])), metadata };
}

/** What a safetensors file says of itself before its tensors. */
export interface SafetensorsHeader {
  /** In the order of the data. */
  readonly entries: readonly TensorEntry[];
  readonly metadata: ReadonlyMap<string, string>;
  /** Where the data begins, in bytes. */
  readonly dataStart: number;
  /** The length of the whole file, in bytes. */
  readonly length: number;
}

/**
 * Reads the header of a safetensors file, before the rest is read.
 *
 * @param bytes The file, or its beginning with the whole header.
 * @throws {FormatError} As {@linkcode parseSafetensors}.
 */
export function parseSafetensorsHeader(bytes: Uint8Array): SafetensorsHeader {
  const dataStart = HEADER_START + parseHeaderLength(bytes);
  if (dataStart > bytes.length) {
    throw new FormatError(
      `Expected a safetensors header up to byte ${dataStart} but found the end at byte ${bytes.length}`,
    );
  }
  const header = parseHeader(bytes.subarray(HEADER_START, dataStart));
  const { [METADATA_KEY]: metadata = {}, ...rest } = header;
  const entries = Object.entries(rest).map(([name, value]) => parseEntry(name, value))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  checkContiguous(entries);
  const length = dataStart + (entries.at(-1)?.end ?? 0);
  return { entries, metadata: parseMetadata(metadata), dataStart, length };
}

/**
 * Reads the length of the header from the first {@linkcode SAFETENSORS_START_LENGTH} bytes of a
 * safetensors file, before more of it is read.
 *
 * @throws {FormatError} If there are fewer bytes, or no such file begins with them.
 */
export function parseHeaderLength(start: Uint8Array): number {
  if (start.length < SAFETENSORS_START_LENGTH) {
    throw new FormatError(
      `Expected a safetensors header behind its length of 8 bytes but found the end at byte ` +
        start.length,
    );
  }
  const length = new DataView(start.buffer, start.byteOffset).getBigUint64(0, true);
  if (length > LONGEST_HEADER) {
    throw new FormatError(
      `Expected a safetensors header of at most ${LONGEST_HEADER} bytes but found a length of ${length}`,
    );
  }
  // Text that begins otherwise is no object, or begins with a byte order mark.
  if (length < 1 || start[HEADER_START] !== 0x7b) {
    throw new FormatError('Expected a safetensors header that begins with "{" but found none');
  }
  return Number(length);
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  const { text, value } = decodeJson(bytes);
  if (!isRecord(value)) {
    throw new FormatError(
      "Expected the safetensors header to be an object but found another value",
    );
  }
  const key = repeatedKey(text);
  if (key === undefined) return value;
  throw new FormatError(
    `Expected each key of the safetensors header once but found ${quote(key)} twice`,
  );
}

function decodeJson(bytes: Uint8Array): { text: string; value: unknown } {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (nestsDeeper(text, HEADER_DEPTH)) {
      throw new FormatError(
        `Expected a safetensors header of at most ${HEADER_DEPTH} levels but found more`,
      );
    }
    return { text, value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw new FormatError("Expected the safetensors header to be JSON but found something else", {
      cause: error,
    });
  }
}

function parseMetadata(metadata: unknown): Map<string, string> {
  const texts = new Map<string, string>();
  if (!isRecord(metadata)) {
    throw new FormatError("Expected the metadata to be an object but found something else");
  }
  for (const [name, text] of Object.entries(metadata)) {
    if (typeof text !== "string") {
      throw new FormatError(`Expected text in the metadata but found another value ${quote(name)}`);
    }
    texts.set(name, text);
  }
  return texts;
}

function parseEntry(name: string, value: unknown): TensorEntry {
  const tensor = `tensor ${quote(name)}`;
  if (!isRecord(value)) {
    throw new FormatError(
      `Expected ${tensor} to be described by an object but found another value`,
    );
  }
  const type = elementTypes.find(({ name }) => name === value.dtype);
  if (type === undefined) {
    const known = elementTypes.map(({ name }) => name).join(", ");
    const found = typeof value.dtype === "string" ? quote(value.dtype) : "none";
    throw new FormatError(
      `Expected the type of ${tensor} to be one of ${known} but found ${found}`,
    );
  }
  const { shape, data_offsets: offsets } = value;
  if (!isListOfCounts(shape)) {
    throw new FormatError(
      `Expected the shape of ${tensor} to be integers of 0 or more but found ${foundIn(shape)}`,
    );
  }
  if (!isListOfCounts(offsets) || offsets.length !== 2 || offsets[0] > offsets[1]) {
    throw new FormatError(
      `Expected the offsets of ${tensor} to be two integers, in order, but found ${
        foundIn(offsets)
      }`,
    );
  }
  const [start, end] = offsets;
  const size = sizeOfTensor(shape) * type.constructor.BYTES_PER_ELEMENT;
  if (end - start !== size) {
    throw new FormatError(
      `Expected ${tensor} to take ${size} bytes, ${type.name} [${shape.slice(0, 8)}], ` +
        `but found ${end - start}`,
    );
  }
  return { name, type, shape, start, end };
}

/** Checks that every byte up to the last tensor belongs to exactly one. */
function checkContiguous(entries: readonly TensorEntry[]): void {
  let previousEnd = 0;
  for (const { name, start, end } of entries) {
    if (start !== previousEnd) {
      throw new FormatError(
        `Expected tensor ${quote(name)} at byte ${previousEnd} of the data, where the one before ` +
          `it ends, but found it at byte ${start}`,
      );
    }
    previousEnd = end;
  }
}

function viewOf(data: Uint8Array, { type, shape, start, end }: TensorEntry): Tensor {
  const { constructor } = type;
  const length = sizeOfTensor(shape);
  const bytes = data.subarray(start, end);
  const aligned = bytes.byteOffset % constructor.BYTES_PER_ELEMENT === 0 ? bytes : bytes.slice();
  return { shape, data: new constructor(aligned.buffer, aligned.byteOffset, length) };
}

/** A value of the header for a message. */
function foundIn(value: unknown): string {
  return value === undefined ? "none" : quote(JSON.stringify(value));
}

function isListOfCounts(value: unknown): value is number[] {
  return Array.isArray(value) &&
    value.every((extent) => Number.isSafeInteger(extent) && extent >= 0);
}
