import { concatenate } from "./bytes.ts";
import { FormatError } from "./format_error.ts";
import { quote } from "./quote.ts";

/** What the header of a PNG file says. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample. */
  readonly depth: number;
  readonly channels: number;
  /** Whether the samples are indices of a palette. */
  readonly indexed: boolean;
  /** Whether the pixels come in the seven passes of Adam7 instead of row by row. */
  readonly interlaced: boolean;
}

/** The parts of a PNG file that make its pixels. */
export interface PngParts {
  readonly header: PngHeader;
  /** The compressed pixels. */
  readonly compressed: Uint8Array<ArrayBuffer>;
  /** The file without what is not needed for its pixels, such as texts and colour profiles. */
  readonly essence: Uint8Array<ArrayBuffer>;
}

/** Length of the signature and the header, which every file begins with. */
export const PNG_HEADER_LENGTH = 33;

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10] as const;
const HEADER_CONTENT_LENGTH = 13;
/** Length, type and checksum around the content of a chunk. */
const CHUNK_FRAME_LENGTH = 12;
const LARGEST_EXTENT = 2 ** 31 - 1;

/** Channels and depths of each colour type. */
const colourTypes: ReadonlyMap<number, { channels: number; depths: readonly number[] }> = new Map([
  [0, { channels: 1, depths: [1, 2, 4, 8, 16] }],
  [2, { channels: 3, depths: [8, 16] }],
  [3, { channels: 1, depths: [1, 2, 4, 8] }],
  [4, { channels: 2, depths: [8, 16] }],
  [6, { channels: 4, depths: [8, 16] }],
]);
const PALETTE_TYPE = 3;

/** The chunks that the pixels depend on. */
const essentialTypes: readonly string[] = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"];

/** First column and row of each pass of Adam7, and the distances to the next ones. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/**
 * Reads the header of a PNG file.
 *
 * Source: PNG specification, third edition, 5.2 and 11.2.1.
 *
 * @param bytes The file's first {@linkcode PNG_HEADER_LENGTH} bytes, or more.
 * @throws {FormatError} If this is no PNG file, or the header says what the format does not have.
 */
export function parsePngHeader(bytes: Uint8Array): PngHeader {
  if (SIGNATURE.some((byte, i) => bytes[i] !== byte)) {
    throw new FormatError("Expected the signature of a PNG file but found other bytes at byte 0");
  }
  const fields = viewOf(bytes, PNG_HEADER_LENGTH);
  if (fields.getUint32(8) !== HEADER_CONTENT_LENGTH || typeAt(bytes, 12) !== "IHDR") {
    throw new FormatError("Expected a PNG header but found another chunk at byte 8");
  }
  const [depth, colourType, compression, filter, interlace] = bytes.subarray(24, 29);
  const kind = colourTypes.get(colourType);
  if (kind === undefined || !kind.depths.includes(depth)) {
    throw new FormatError(
      `Expected a colour type and depth of PNG but found ${colourType} and ${depth} at byte 24`,
    );
  }
  if (compression !== 0 || filter !== 0 || interlace > 1) {
    throw new FormatError(
      "Expected the compression, filter and interlace methods 0, 0 and 0 or 1 " +
        `but found ${compression}, ${filter} and ${interlace} at byte 26`,
    );
  }
  return {
    width: extentAt(fields, 16, "width"),
    height: extentAt(fields, 20, "height"),
    depth,
    channels: kind.channels,
    indexed: colourType === PALETTE_TYPE,
    interlaced: interlace === 1,
  };
}

/** Length of the pixels before they are compressed, in bytes: each row has one byte for its filter. */
export function uncompressedPngLength(header: PngHeader): number {
  const { width, height, interlaced } = header;
  if (!interlaced) return rowsLength(header, width, height);
  return passes.reduce((sum, [x, y, stepX, stepY]) => {
    const columns = Math.ceil((width - x) / stepX);
    const rows = Math.ceil((height - y) / stepY);
    return columns > 0 && rows > 0 ? sum + rowsLength(header, columns, rows) : sum;
  }, 0);
}

/**
 * Takes a PNG file apart. Checksums, and what is compressed, are not looked at.
 *
 * @throws {FormatError} If it is not a sequence of PNG chunks from the first byte to the last, one of
 * them is needed but unknown, or there are no pixels.
 */
export function parsePng(bytes: Uint8Array): PngParts {
  const header = parsePngHeader(bytes);
  const signature = bytes.subarray(0, SIGNATURE.length);
  const chunks = [...chunksOf(bytes)];
  const essential = chunks.filter(({ type }) => isEssential(type, header));
  const compressed = chunks.filter(({ type }) => type === "IDAT").map(({ content }) => content);
  if (compressed.length === 0) throw new FormatError("Expected pixels but found no IDAT chunk");
  if (header.indexed && !chunks.some(({ type }) => type === "PLTE")) {
    throw new FormatError("Expected a palette but found no PLTE chunk");
  }
  return {
    header,
    compressed: concatenate(compressed),
    essence: concatenate([signature, ...essential.map(({ whole }) => whole)]),
  };
}

interface Chunk {
  readonly type: string;
  readonly content: Uint8Array;
  /** Length, type, content and checksum. */
  readonly whole: Uint8Array;
}

function* chunksOf(bytes: Uint8Array): Generator<Chunk, void> {
  const view = viewOf(bytes, PNG_HEADER_LENGTH);
  let start: number = SIGNATURE.length;
  let type = "";
  while (type !== "IEND") {
    const end = start + CHUNK_FRAME_LENGTH <= bytes.length
      ? start + CHUNK_FRAME_LENGTH + view.getUint32(start)
      : Infinity;
    if (end > bytes.length) {
      throw new FormatError(
        `Expected a whole PNG chunk at byte ${start} but found the end at byte ${bytes.length}`,
      );
    }
    type = typeAt(bytes, start + 4);
    checkType(type, start);
    yield { type, content: bytes.subarray(start + 8, end - 4), whole: bytes.subarray(start, end) };
    start = end;
  }
  if (start < bytes.length) {
    throw new FormatError(`Expected the end behind the IEND chunk but found more at byte ${start}`);
  }
}

/** An unknown chunk may be left out if its type begins with a small letter; the header comes once. */
function checkType(type: string, start: number): void {
  if (!/^[A-Za-z]{4}$/.test(type)) {
    throw new FormatError(
      `Expected the type of a PNG chunk but found ${quote(type)} at byte ${start + 4}`,
    );
  }
  const known = essentialTypes.includes(type) && (type !== "IHDR" || start === SIGNATURE.length);
  if (known || /^[a-z]/.test(type)) return;
  throw new FormatError(`Expected a known PNG chunk but found ${type} at byte ${start}`);
}

/** A palette matters only to its indices: beside colours it is a suggestion for poor displays. */
function isEssential(type: string, { indexed }: PngHeader): boolean {
  return essentialTypes.includes(type) && (type !== "PLTE" || indexed);
}

function rowsLength({ channels, depth }: PngHeader, columns: number, rows: number): number {
  return rows * (1 + Math.ceil(columns * channels * depth / 8));
}

function extentAt(fields: DataView, offset: number, meaning: string): number {
  const value = fields.getUint32(offset);
  if (value >= 1 && value <= LARGEST_EXTENT) return value;
  throw new FormatError(
    `Expected the ${meaning} to be 1 to ${LARGEST_EXTENT} but found ${value} at byte ${offset}`,
  );
}

function typeAt(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}

function viewOf(bytes: Uint8Array, length: number): DataView {
  if (bytes.length < length) {
    throw new FormatError(
      `Expected a PNG header of ${length} bytes but found the end at byte ${bytes.length}`,
    );
  }
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
