import type { Matrix, Precision } from "../matrix.ts";

/** Where the operands of a device live. */
export interface Memory {
  /** Number format of the device's matrices. */
  readonly precision: Precision;

  /** A new `rows × columns` matrix of zeros that the device can compute with. */
  matrix(rows: number, columns: number): Matrix;

  /** A new array of `length` zeros, for row numbers and masks that the device reads or writes. */
  indices(length: number): Int32Array;

  /**
   * Brings bytes, such as the pixels of a dataset, to where the device reads them fastest: a copy
   * in its memory, or the array itself where that is no better.
   */
  bytes(source: Uint8Array): Uint8Array;

  /**
   * Makes a batch from bytes: `output[r, c] = table[pixels[rows[r] * output.columns + c]]`.
   *
   * @param pixels From {@linkcode bytes}; one sample after another, `output.columns` bytes each.
   * @param rows From {@linkcode indices}; at least `output.rows` sample numbers.
   * @param table `1 × 256`: the value that each byte stands for.
   */
  gather(pixels: Uint8Array, rows: Int32Array, table: Matrix, output: Matrix): void;
}
