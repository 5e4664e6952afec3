import type { WarpedImages } from "../data/image_warp.ts";
import type { Matrix, Precision } from "../matrix.ts";

/**
 * Where the operands of a device live, and when its results are there.
 *
 * An immediate device has done an operation when the call returns. A recording device does it later,
 * in the order of the calls: until {@linkcode Memory.settle} is done, the elements that an array has on
 * the host, `matrix.data` or the array itself, are what they were before, and a scalar throws. A number that
 * is passed counts as it is at the call.
 *
 * The device has its own copy of each array, or what a view is a part of: views share it as they share
 * their elements. It takes it from the host at the first operation that has the array as an operand, so
 * that what a new array is filled with needs no announcement, and from then on only when the host says
 * that it has {@linkcode Memory.changed} the array.
 */
export interface Memory {
  /** Number format of the device's matrices. */
  readonly precision: Precision;

  /**
   * Whether each operation is done, and its results are there, when the call returns: then nothing has to
   * be settled, and nothing said to be changed.
   */
  readonly immediate: boolean;

  /**
   * Waits until all operations so far are done. Then every scalar that they return is known, and the
   * given arrays have on the host the elements that they had on the device at the time of the call; of a
   * view, those that it shows. Other arrays may be left as they are.
   *
   * @param arrays What the host is going to read.
   * @returns A promise that is rejected with an Error if the device is lost.
   */
  settle(...arrays: (Matrix | Int32Array)[]): Promise<void>;

  /**
   * Says that the host has written to arrays. All operations from here on find in them what they hold
   * on the host at the time of this call, of a view what it shows; those before it found what there was,
   * and the host may write again at once. What the host has not written must be current there: an array
   * that is changed in part is settled first, or only the view of that part is given.
   */
  changed(...arrays: (Matrix | Int32Array | Uint8Array)[]): void;

  /** A new `rows × columns` matrix of zeros that the device can compute with. */
  matrix(rows: number, columns: number): Matrix;

  /** A new array of `length` zeros, for labels, row numbers and masks that the device reads or writes. */
  indices(length: number): Int32Array;

  /**
   * Brings bytes, such as the pixels of a dataset, to where the device reads them fastest: a copy
   * in its memory, or the array itself where that is no better. What it returns is passed on as a whole.
   */
  bytes(source: Uint8Array): Uint8Array;

  /** Copies the elements of a matrix to another one that has as many: `to ← from`. */
  copy(from: Matrix, to: Matrix): void;

  /**
   * Makes the inputs of a batch from bytes:
   * `output[r, c] = table[pixels[rows[r] * output.columns + c]]`.
   *
   * @param pixels From {@linkcode bytes}; one sample after another, `output.columns` bytes each.
   * @param rows From {@linkcode indices}, or a part of it; at least `output.rows` sample numbers.
   * @param table `1 × 256`: the value that each byte stands for.
   */
  gather(pixels: Uint8Array, rows: Int32Array, table: Matrix, output: Matrix): void;

  /**
   * Makes the inputs of a batch as {@linkcode gather} does, from images of which each is warped first: drawn
   * through a map and, where there are knots, displacements of its pixels on top of it, as `ImageWarp`
   * of the datasets says. Pixels are interpolated between four others and rounded to whole bytes; a device in
   * single precision may round a few in 100,000 to the next one.
   *
   * @param warps `output.rows × n`: the numbers of each image's warp, 6, or 104 where there are knots.
   */
  warp(
    pixels: Uint8Array,
    rows: Int32Array,
    warps: Matrix,
    images: WarpedImages,
    table: Matrix,
    output: Matrix,
  ): void;

  /**
   * Makes the targets of a batch from labels: `targets[r, c] = on` where `labels[rows[r]] = c`, else
   * `off`. A single column stands for the second of two classes: `on` where the label is 1, else `off`.
   *
   * @param labels From {@linkcode indices}: the labels of all samples.
   * @param rows From {@linkcode indices}, or a part of it; at least `targets.rows` sample numbers.
   */
  target(labels: Int32Array, rows: Int32Array, off: number, on: number, targets: Matrix): void;
}
