import { FormatError } from "./format_error.ts";
import type { PngHeader } from "./png.ts";

/** Some pixels of an image: those of every so many columns and rows. */
interface Pass {
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
  readonly columns: number;
  readonly rows: number;
}

/** First column and row of each pass of Adam7, and the distances to the next ones. */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Length of the pixels before they are compressed, in bytes: each row has one byte for its filter. */
export function uncompressedPngLength(header: PngHeader): number {
  return passesOf(header).reduce((sum, { columns, rows }) => {
    return sum + rows * (1 + rowLength(header, columns));
  }, 0);
}

/**
 * Undoes the filters of a PNG file's rows, and puts the passes of an interlaced one together.
 *
 * Source: PNG specification, third edition, 8.1 and 9.2.
 *
 * @param rows The uncompressed pixels; they are overwritten.
 * @returns The samples, row by row. Those of fewer than 8 bits stay packed into bytes, the first one in the
 * highest bits, and each row starts with a new byte.
 * @throws {FormatError} If a filter is none of the five.
 */
export function pngSamples(header: PngHeader, rows: Uint8Array): Uint8Array | Uint16Array {
  const image = header.interlaced ? deinterlace(header, rows) : withoutFilters(header, rows);
  return header.depth === 16 ? bigEndianPairs(image) : image;
}

/** The samples of rows one after the other, in the memory of the rows. */
function withoutFilters(header: PngHeader, rows: Uint8Array): Uint8Array {
  const { width, height } = header;
  const length = rowLength(header, width);
  undoFilters(rows, 0, { length, count: height, distance: pixelLength(header) });
  for (let row = 0; row < height; row++) {
    const start = row * (1 + length) + 1;
    rows.copyWithin(row * length, start, start + length);
  }
  return rows.subarray(0, height * length);
}

function deinterlace(header: PngHeader, rows: Uint8Array): Uint8Array {
  const { width, height, depth, channels } = header;
  const wholeRow = rowLength(header, width);
  const image = new Uint8Array(wholeRow * height);
  const pixelBits = depth * channels;
  let start = 0;
  for (const pass of passesOf(header)) {
    const length = rowLength(header, pass.columns);
    undoFilters(rows, start, { length, count: pass.rows, distance: pixelLength(header) });
    for (let row = 0; row < pass.rows; row++) {
      const line = rows.subarray(start + 1, start + 1 + length);
      const target = image.subarray((pass.y + row * pass.stepY) * wholeRow);
      if (pixelBits < 8) placeBits(line, target, pass, pixelBits);
      else placeBytes(line, target, pass, pixelBits / 8);
      start += 1 + length;
    }
  }
  return image;
}

function passesOf({ width, height, interlaced }: PngHeader): Pass[] {
  const steps = interlaced ? adam7 : [[0, 0, 1, 1]] as const;
  return steps.map(([x, y, stepX, stepY]) => {
    const columns = Math.ceil((width - x) / stepX);
    const rows = Math.ceil((height - y) / stepY);
    return { x, y, stepX, stepY, columns, rows };
  }).filter(({ columns, rows }) => columns > 0 && rows > 0);
}

/** Bytes of a row without its filter. */
function rowLength({ channels, depth }: PngHeader, columns: number): number {
  return Math.ceil(columns * channels * depth / 8);
}

/** Bytes of a pixel; 1 for those that share a byte. */
function pixelLength({ channels, depth }: PngHeader): number {
  return Math.max(1, channels * depth / 8);
}

/** Rows of bytes that are filtered together; `distance` is that between a byte and the one to its left. */
interface Rows {
  readonly length: number;
  readonly count: number;
  readonly distance: number;
}

function undoFilters(bytes: Uint8Array, start: number, { length, count, distance }: Rows): void {
  let above: Uint8Array = new Uint8Array(length);
  for (let row = 0; row < count; row++) {
    const filter = bytes[start];
    const line = bytes.subarray(start + 1, start + 1 + length);
    const undo = filters.at(filter);
    if (undo === undefined) {
      throw new FormatError(
        `Expected a filter of 0 to ${filters.length - 1} but found ${filter} in row ${row}`,
      );
    }
    undo(line, above, distance);
    above = line;
    start += 1 + length;
  }
}

/** Each adds to the bytes of a row what their neighbours predict, modulo 256. */
const filters: readonly ((line: Uint8Array, above: Uint8Array, distance: number) => void)[] = [
  () => {},
  (line, _above, distance) => {
    for (let i = distance; i < line.length; i++) line[i] += line[i - distance];
  },
  (line, above) => {
    for (let i = 0; i < line.length; i++) line[i] += above[i];
  },
  (line, above, distance) => {
    for (let i = 0; i < line.length; i++) {
      const left = i < distance ? 0 : line[i - distance];
      line[i] += (left + above[i]) >> 1;
    }
  },
  (line, above, distance) => {
    for (let i = 0; i < line.length; i++) {
      if (i < distance) line[i] += above[i];
      else line[i] += nearest(line[i - distance], above[i], above[i - distance]);
    }
  },
];

/** Paeth's predictor: that of three neighbours which is nearest to `left + above - corner`. */
function nearest(left: number, above: number, corner: number): number {
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function placeBytes(line: Uint8Array, target: Uint8Array, pass: Pass, size: number): void {
  for (let column = 0; column < pass.columns; column++) {
    const place = (pass.x + column * pass.stepX) * size;
    for (let i = 0; i < size; i++) target[place + i] = line[column * size + i];
  }
}

function placeBits(line: Uint8Array, target: Uint8Array, pass: Pass, bits: number): void {
  const mask = 2 ** bits - 1;
  for (let column = 0; column < pass.columns; column++) {
    const from = column * bits;
    const sample = line[from >> 3] >> (8 - bits - (from & 7)) & mask;
    const to = (pass.x + column * pass.stepX) * bits;
    target[to >> 3] |= sample << (8 - bits - (to & 7));
  }
}

function bigEndianPairs(bytes: Uint8Array): Uint16Array {
  const pairs = new Uint16Array(bytes.length / 2);
  for (let i = 0; i < pairs.length; i++) pairs[i] = bytes[2 * i] << 8 | bytes[2 * i + 1];
  return pairs;
}
