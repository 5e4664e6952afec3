import {
  type Display,
  displayTable,
  ELLIPSIS,
  formatShort,
  notebookDisplay,
  shownIndices,
} from "./formats/display.ts";

/** Number format of a device: 64-bit or 32-bit IEEE 754 floating point. */
export type Precision = "f64" | "f32";

/** Rows and columns that a notebook shows of a matrix, at most. */
const MOST_SHOWN = 11;

/** Bytes that an element takes. */
export const bytesPerElement: Readonly<Record<Precision, number>> = { f64: 8, f32: 4 };

/** The elements of a {@linkcode Matrix}. */
export type Elements = Float64Array | Float32Array;

/**
 * The elements that a view's are part of, kept as long as those of the view: a device may use the
 * memory of elements again that nobody holds.
 */
const parents = new WeakMap<Elements, Elements>();

/**
 * A dense matrix, row-major: element `(r, c)` is `data[r * columns + c]`. A batch of activations has
 * one row per sample.
 *
 * @example
 * ```ts
 * import { Matrix } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const m = Matrix.of([[1, 2, 3], [4, 5, 6]]);
 * assertEquals(m.at(1, 2), 6);
 * assertEquals(m.firstRows(1).toRows(), [[1, 2, 3]]);
 * ```
 */
export class Matrix {
  /** Number of rows; 0 or more. */
  readonly rows: number;
  /** Number of columns; 0 or more. */
  readonly columns: number;
  /**
   * `rows * columns` elements, row after row. Views share it with their parent. A `subarray` of it is
   * good as long as this array is held too.
   */
  readonly data: Elements;
  /** The view that was asked for last. */
  #top: Matrix | undefined;

  /**
   * A matrix of `rows × columns` elements, row by row.
   *
   * @param data The elements, kept, not copied; zeros in f64 when left out.
   * @throws {RangeError} If an extent is not an integer of 0 or more, or `data` has another length
   * than `rows * columns`.
   */
  constructor(
    rows: number,
    columns: number,
    data: Elements = new Float64Array(checkedSize(rows, columns)),
  ) {
    if (data.length !== checkedSize(rows, columns)) {
      throw new RangeError(
        `Expected ${rows} x ${columns} = ${rows * columns} elements but found ${data.length}`,
      );
    }
    this.rows = rows;
    this.columns = columns;
    this.data = data;
  }

  /**
   * A matrix with the given rows.
   *
   * @throws {RangeError} If the rows differ in length.
   */
  static of(rows: readonly ArrayLike<number>[], precision: Precision = "f64"): Matrix {
    const columns = rows.length === 0 ? 0 : rows[0].length;
    const data = precision === "f64"
      ? new Float64Array(rows.length * columns)
      : new Float32Array(rows.length * columns);
    rows.forEach((row, r) => {
      if (row.length !== columns) {
        throw new RangeError(`Expected ${columns} elements in row ${r} but found ${row.length}`);
      }
      data.set(row, r * columns);
    });
    return new Matrix(rows.length, columns, data);
  }

  /** Number format of the elements. */
  get precision(): Precision {
    return this.data instanceof Float64Array ? "f64" : "f32";
  }

  /**
   * Element in row `row`, column `column`, both counted from 0.
   *
   * @throws {RangeError} If there is no such element.
   */
  at(row: number, column: number): number {
    if (!(isIndex(row, this.rows) && isIndex(column, this.columns))) {
      throw new RangeError(
        `Expected an element of a ${this.rows} x ${this.columns} matrix but found (${row}, ${column})`,
      );
    }
    return this.data[row * this.columns + column];
  }

  /**
   * The first `count` rows, sharing their elements. Asking for the same count again gives the same
   * view, so a training loop with a smaller last batch makes one view, once.
   *
   * @throws {RangeError} If there are fewer rows.
   */
  firstRows(count: number): Matrix {
    if (count === this.rows) return this;
    if (this.#top?.rows !== count) this.#top = this.rowRange(0, count);
    return this.#top;
  }

  /**
   * Rows `start` to `end` (exclusive), sharing their elements.
   *
   * @throws {RangeError} If the matrix has no such rows.
   */
  rowRange(start: number, end: number): Matrix {
    if (!(start >= 0 && start <= end && end <= this.rows)) {
      throw new RangeError(`Expected rows within 0 to ${this.rows} but found ${start} to ${end}`);
    }
    const data = this.data.subarray(start * this.columns, end * this.columns);
    parents.set(data, this.data);
    return new Matrix(end - start, this.columns, data);
  }

  /**
   * A matrix of as many rows and other columns, sharing the first elements of this one.
   *
   * @throws {RangeError} If this one has fewer columns.
   */
  withColumns(columns: number): Matrix {
    if (columns === this.columns) return this;
    if (!(columns >= 0 && columns <= this.columns)) {
      throw new RangeError(`Expected 0 to ${this.columns} columns but found ${columns}`);
    }
    const data = this.data.subarray(0, this.rows * columns);
    parents.set(data, this.data);
    return new Matrix(this.rows, columns, data);
  }

  /** The elements as an array of rows. */
  toRows(): number[][] {
    return Array.from(
      { length: this.rows },
      (_, r) => Array.from(this.data.subarray(r * this.columns, (r + 1) * this.columns)),
    );
  }

  /** "`rows x columns`", for messages. */
  toString(): string {
    return `${this.rows} x ${this.columns}`;
  }

  /** What a notebook shows of it: its first and last rows and columns. */
  [notebookDisplay](): Display {
    const columns = shownIndices(this.columns, MOST_SHOWN);
    const numbersOf = (row: number | undefined) =>
      columns.map((column) =>
        row === undefined || column === undefined ? ELLIPSIS : formatShort(this.at(row, column))
      );
    const nameOf = (index: number | undefined) => `${index ?? ELLIPSIS}`;
    return displayTable(
      `${this}, ${this.precision}`,
      ["", ...columns.map(nameOf)].map((heading) => ({ heading, align: "right" })),
      shownIndices(this.rows, MOST_SHOWN).map((row) => [nameOf(row), ...numbersOf(row)]),
    );
  }
}

function isIndex(value: number, length: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < length;
}

function checkedSize(rows: number, columns: number): number {
  if (!(Number.isInteger(rows) && rows >= 0 && Number.isInteger(columns) && columns >= 0)) {
    throw new RangeError(
      `Expected a matrix size of two integers of 0 or more but found ${rows} x ${columns}`,
    );
  }
  return rows * columns;
}
