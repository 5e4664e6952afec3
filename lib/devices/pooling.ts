import type { Matrix } from "../matrix.ts";

/** The sizes of a pooling of images of `channels × height × width` values. */
export interface PoolingGeometry {
  /** Number of channels, the same before and after. */
  readonly channels: number;
  /** Of an input channel, in pixels. */
  readonly height: number;
  /** Of an input channel, in pixels. */
  readonly width: number;
  /** Of a window, in pixels. */
  readonly poolHeight: number;
  /** Of a window, in pixels. */
  readonly poolWidth: number;
  /** Distance of two neighbouring windows, in both directions. */
  readonly stride: number;
  /** Of an output channel, in pixels. */
  readonly outputHeight: number;
  /** Of an output channel, in pixels. */
  readonly outputWidth: number;
}

/** Pooling of image batches. Windows lie wholly inside the image. */
export interface Pooling {
  /**
   * The largest value of each window.
   *
   * @param winners From `indices`, one for each element of `y`: receives the column of `x` that the
   * value came from, the first of equals. A NaN wins over every number.
   */
  maxPool(g: PoolingGeometry, x: Matrix, y: Matrix, winners: Int32Array): void;

  /** Error below max pooling: each error goes to the winner of its window. */
  maxPoolBackward(
    g: PoolingGeometry,
    winners: Int32Array,
    error: Matrix,
    inputError: Matrix,
  ): void;

  /** The mean value of each window. */
  averagePool(g: PoolingGeometry, x: Matrix, y: Matrix): void;

  /** Error below average pooling: each error is shared equally by its window. */
  averagePoolBackward(g: PoolingGeometry, error: Matrix, inputError: Matrix): void;
}
