import { FormatError } from "../formats/format_error.ts";
import { quote } from "../formats/quote.ts";
import { type IdxExtents, type IdxImages, listExtents } from "./idx_images.ts";

/** Images in a table of text, with a label each if it has a column of them. */
export interface CsvImages extends IdxImages {
  /** One for each image, if the file has them. */
  readonly labels?: Uint8Array;
}

/** What columns of labels are called. */
const labelName = /^(?:label|labels|class|target|digit|y)$/i;

/** The longest first line that is looked at: names of a thousand columns. */
const LONGEST_HEADER = 2 ** 16;

/** Fewer columns than these may be pixels that happen to grow by one. */
const FEWEST_COUNTED = 16;

/** Pixels that there is room for at first. */
const FIRST_ROOM = 2 ** 16;

/** More are refused: all of them must fit into memory. */
const MOST_PIXELS = 2 ** 32;

/** What programs for Windows begin texts in UTF-8 with. */
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const;

const [TAB, NEWLINE, RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20];
const [COMMA, POINT, ZERO, NINE] = [0x2c, 0x2e, 0x30, 0x39];

/** What the columns of a table are. */
interface Columns {
  readonly count: number;
  /** The one of the labels. */
  readonly label?: number;
  readonly extents: Omit<IdxExtents, "count">;
}

/**
 * Reads images from CSV, of which each line has the pixels of an image, row by row, as whole numbers of
 * 0 to 255: as Kaggle's `train.csv` (`label,pixel0,pixel1,...`) and `test.csv`, which has no labels, or
 * without a line of names, the label first.
 *
 * Bytes are added block by block; only images that are wanted take memory.
 *
 * @example
 * ```ts
 * import { CsvReader } from "./csv_images.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const reader = new CsvReader();
 * reader.add(new TextEncoder().encode("label,pixel0,pixel1,pixel2,pixel3\n7,0,255,0,9\n"));
 * const { labels, pixels, rows } = reader.finish();
 * assertEquals([labels, pixels, rows], [Uint8Array.of(7), Uint8Array.of(0, 255, 0, 9), 2]);
 * ```
 */
export class CsvReader {
  readonly #from: number;
  readonly #end: number;
  /** The first line, until it is whole. */
  #header: number[] = [];
  #columns: Columns | undefined;
  #pixels = new Uint8Array(FIRST_ROOM);
  #labels = new Uint8Array(FIRST_ROOM);
  /** Lines of images that were read, also those before the first that is wanted. */
  #images = 0;
  #line = 1;
  #column = 0;
  #pixel = 0;
  /** The number whose digits have been read so far; -1 before the first of them. */
  #value = -1;
  /** Whether digits behind a decimal point follow, which must be zeros. */
  #isFraction = false;
  /** Whether the last byte has ended a line of which a second one may be the end, too. */
  #isReturned = false;
  /** Whether there has been a blank behind the number, so that only its end may follow. */
  #isOver = false;

  /**
   * A reader that has seen nothing yet.
   *
   * @param from The first image that is wanted, from 0.
   * @param count How many are; all when left out.
   */
  constructor(from = 0, count = Infinity) {
    this.#from = from;
    this.#end = from + count;
  }

  /** Whether all the images that are wanted have been read. */
  get isDone(): boolean {
    return this.#images >= this.#end;
  }

  /**
   * Adds the next bytes of the file.
   *
   * @throws {FormatError} If a line is no image, or differs from the first in length.
   */
  add(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length && !this.isDone; i++) {
      // A line may end in "\r", "\n" or both, which are one end.
      const isSecond = this.#isReturned && bytes[i] === NEWLINE;
      this.#isReturned = bytes[i] === RETURN;
      if (!isSecond) this.#addInLine(this.#isReturned ? NEWLINE : bytes[i]);
    }
  }

  #addInLine(byte: number): void {
    if (this.#columns === undefined) this.#addToHeader(byte);
    else this.#addByte(byte, this.#columns);
  }

  /**
   * The images, when all bytes have been added.
   *
   * @throws {FormatError} If there are none.
   */
  finish(): CsvImages {
    if (!this.isDone) this.add(Uint8Array.of(NEWLINE));
    const count = Math.max(0, this.#images - this.#from);
    if (this.#columns === undefined || this.#images === 0) {
      throw new FormatError("Expected lines of pixels in CSV but found none");
    }
    if (count === 0) {
      throw new FormatError(
        `Expected an index below ${this.#images}, the number of images, but found ${this.#from}`,
      );
    }
    const { extents, label } = this.#columns;
    const pixels = this.#pixels.slice(0, this.#pixel);
    const labels = label === undefined ? undefined : this.#labels.slice(0, count);
    return { count, ...extents, pixels, labels };
  }

  /** Reads the first line, which has names or is an image. */
  #addToHeader(byte: number): void {
    this.#header.push(byte);
    if (this.#header.length > LONGEST_HEADER) {
      throw new FormatError(
        `Expected a first line of at most ${LONGEST_HEADER} bytes but found more`,
      );
    }
    if (byte !== NEWLINE) return;
    const bytes = Uint8Array.from(this.#header);
    const names = new TextDecoder().decode(bytes).split(",").map((name) => {
      return name.trim().replace(/^(["'])(.*)\1$/, "$2");
    });
    this.#columns = columnsOf(names);
    if (areNames(names)) {
      this.#line++;
      return;
    }
    const image = hasMark(bytes) ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
    image.forEach((byte) => this.#addInLine(byte));
  }

  #addByte(byte: number, columns: Columns): void {
    if (byte >= ZERO && byte <= NINE) {
      if (this.#isOver || this.#isFraction && byte !== ZERO) throw this.#unexpected(byte);
      if (this.#isFraction) return;
      this.#value = Math.max(0, this.#value) * 10 + byte - ZERO;
      if (this.#value > 255) throw this.#unexpected(byte);
    } else if (byte === COMMA) {
      this.#endCell(columns);
    } else if (byte === NEWLINE) {
      this.#endLine(columns);
    } else if (byte === POINT && this.#value >= 0 && !this.#isFraction && !this.#isOver) {
      this.#isFraction = true;
    } else if (byte === SPACE || byte === TAB) {
      this.#isOver = this.#value >= 0;
    } else {
      throw this.#unexpected(byte);
    }
  }

  #endCell({ label }: Columns): void {
    if (this.#value < 0) {
      throw new FormatError(`Expected a number of 0 to 255 but found nothing ${this.#place()}`);
    }
    if (this.#images >= this.#from) this.#store(this.#value, this.#column === label);
    this.#column++;
    this.#value = -1;
    this.#isFraction = false;
    this.#isOver = false;
  }

  #store(value: number, isLabel: boolean): void {
    if (isLabel) {
      const index = this.#images - this.#from;
      if (index === this.#labels.length) this.#labels = doubled(this.#labels);
      this.#labels[index] = value;
    } else {
      if (this.#pixel === this.#pixels.length) this.#pixels = doubled(this.#pixels);
      this.#pixels[this.#pixel++] = value;
    }
  }

  #endLine(columns: Columns): void {
    const isEmpty = this.#column === 0 && this.#value < 0;
    if (!isEmpty) {
      this.#endCell(columns);
      if (this.#column !== columns.count) {
        throw new FormatError(
          `Expected ${columns.count} columns, as in the first line, ` +
            `but found ${this.#column} in line ${this.#line}`,
        );
      }
      this.#images++;
      this.#column = 0;
    }
    this.#line++;
  }

  #unexpected(byte: number): FormatError {
    const before = this.#value < 0
      ? ""
      : `${this.#value}${this.#isFraction ? "." : ""}${this.#isOver ? " " : ""}`;
    const found = this.#value > 255
      ? `${this.#value}`
      : quote(`${before}${String.fromCharCode(byte)}`);
    return new FormatError(
      `Expected a whole number of 0 to 255 but found ${found} ${this.#place()}`,
    );
  }

  #place(): string {
    return `in line ${this.#line}, column ${this.#column + 1}`;
  }
}

/** What the columns of a table are, by the cells of its first line. */
function columnsOf(names: readonly string[]): Columns {
  const count = names.length;
  const named = names.findIndex((name) => labelName.test(name));
  const asPixels = listExtents(count);
  const asLabelled = listExtents(count - 1);
  if (asLabelled !== undefined) return { count, label: Math.max(0, named), extents: asLabelled };
  if (asPixels !== undefined) return { count, extents: asPixels };
  throw new FormatError(
    "Expected a label and the pixels of a square in each line, 785 columns for 28 x 28, " +
      `but found ${count} in line 1`,
  );
}

/**
 * Whether the cells of a first line are names rather than an image, in which a cell may be wrong: if one
 * says that it is the labels', most are no numbers, or they count the columns, as pandas does.
 */
function areNames(cells: readonly string[]): boolean {
  if (cells.some((cell) => labelName.test(cell))) return true;
  if (cells.length >= FEWEST_COUNTED && cells.every((cell, i) => cell === `${i}`)) return true;
  const numbers = cells.filter((cell) => cell === "" || Number.isFinite(Number(cell)));
  return numbers.length <= cells.length / 2;
}

function hasMark(bytes: Uint8Array): boolean {
  return BYTE_ORDER_MARK.every((byte, i) => bytes[i] === byte);
}

/** @throws {FormatError} If they are too many. */
function doubled(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (bytes.length >= MOST_PIXELS) {
    throw new FormatError(`Expected at most ${MOST_PIXELS} pixels in all but found more`);
  }
  const larger = new Uint8Array(2 * bytes.length);
  larger.set(bytes);
  return larger;
}
