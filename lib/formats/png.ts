import { concatenate } from "./bytes.ts";
import { crc32 } from "./crc.ts";
import { FormatError } from "./format_error.ts";
import { PNG_SIGNATURE } from "./png_signature.ts";
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
  /** Colours that the samples are indices of: red, green, blue, and alpha if they have one; bytes. */
  readonly palette?: readonly (readonly number[])[];
  /** The samples of the one grey value, or the one colour, that is fully transparent. */
  readonly transparency?: readonly number[];
}

/** Length of the signature and the header, which every file begins with. */
const PNG_HEADER_LENGTH = 33;

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

/** The chunks that a decoder must know. */
const criticalTypes: readonly string[] = ["IHDR", "PLTE", "IDAT", "IEND"];

/**
 * Reads the header of a PNG file.
 *
 * Source: PNG specification, third edition, 5.2 and 11.2.1.
 *
 * @param bytes The file's first 33 bytes, or more.
 * @throws {FormatError} If this is no PNG file, or the header says what the format does not have.
 */
export function parsePngHeader(bytes: Uint8Array): PngHeader {
  if (PNG_SIGNATURE.some((byte, i) => bytes[i] !== byte)) {
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

/**
 * Takes a PNG file apart, as tolerantly as common viewers do: without an IEND chunk, with anything
 * behind the pixels, with damage in chunks that the pixels can do without, and with a tRNS chunk that is
 * too long. What is compressed is not looked at.
 *
 * @throws {FormatError} If what the pixels depend on is damaged, cut off or missing, or one of the chunks
 * must be known but is not.
 */
export function parsePng(bytes: Uint8Array): PngParts {
  const header = parsePngHeader(bytes);
  const chunks = [...chunksOf(bytes)];
  const compressed = chunks.filter(({ type }) => type === "IDAT").map(({ content }) => content);
  if (compressed.length === 0) throw new FormatError("Expected pixels but found no IDAT chunk");
  const contentOf = (wanted: string) => chunks.find(({ type }) => type === wanted)?.content;
  const parts = { header, compressed: concatenate(compressed) };
  const transparency = contentOf("tRNS") ?? new Uint8Array();
  if (!header.indexed) return { ...parts, transparency: samplesOf(transparency, header) };
  const colours = contentOf("PLTE");
  if (colours === undefined) throw new FormatError("Expected a palette but found no PLTE chunk");
  return { ...parts, palette: paletteOf(colours, transparency) };
}

function paletteOf(colours: Uint8Array, alphas: Uint8Array): number[][] {
  return Array.from({ length: Math.floor(colours.length / 3) }, (_, i) => {
    const colour = [...colours.subarray(3 * i, 3 * i + 3)];
    return i < alphas.length ? [...colour, alphas[i]] : colour;
  });
}

/** Samples of two bytes each, as many as a colour has; none if there are fewer. */
function samplesOf(bytes: Uint8Array, { channels }: PngHeader): number[] | undefined {
  if (channels % 2 === 0 || bytes.length < 2 * channels) return undefined;
  return Array.from({ length: channels }, (_, i) => 256 * bytes[2 * i] + bytes[2 * i + 1]);
}

interface Chunk {
  readonly type: string;
  readonly content: Uint8Array;
}

/** The chunks whose checksums are right; a wrong one is an error only where the chunk matters. */
function* chunksOf(bytes: Uint8Array): Generator<Chunk, void> {
  const view = viewOf(bytes, PNG_HEADER_LENGTH);
  let start: number = PNG_SIGNATURE.length;
  let hasPixels = false;
  for (;;) {
    const hasFrame = start + CHUNK_FRAME_LENGTH <= bytes.length;
    const end = hasFrame ? start + CHUNK_FRAME_LENGTH + view.getUint32(start) : Infinity;
    const type = hasFrame ? typeAt(bytes, start + 4) : "";
    if (end > bytes.length) {
      if (hasPixels && type !== "IDAT") return;
      throw new FormatError(
        `Expected a whole PNG chunk at byte ${start} but found the end at byte ${bytes.length}`,
      );
    }
    if (type === "IEND") return;
    if (hasPixels && !isType(type)) return;
    checkType(type, start);
    if (view.getUint32(end - 4) === crc32(bytes.subarray(start + 4, end - 4))) {
      yield { type, content: bytes.subarray(start + 8, end - 4) };
    } else if (criticalTypes.includes(type)) {
      throw new FormatError(
        `Expected an intact PNG image but found a wrong checksum of ${type} at byte ${end - 4}`,
      );
    }
    hasPixels ||= type === "IDAT";
    start = end;
  }
}

/** An unknown chunk may be left out if its type begins with a small letter; the header comes once. */
function checkType(type: string, start: number): void {
  if (!isType(type)) {
    throw new FormatError(
      `Expected the type of a PNG chunk but found ${quote(type)} at byte ${start + 4}`,
    );
  }
  const known = criticalTypes.includes(type) && (type !== "IHDR" || start === PNG_SIGNATURE.length);
  if (known || /^[a-z]/.test(type)) return;
  throw new FormatError(`Expected a known PNG chunk but found ${type} at byte ${start}`);
}

function isType(type: string): boolean {
  return /^[A-Za-z]{4}$/.test(type);
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
