import type { Matrix } from "../matrix.ts";

/** The sizes of a convolution of images of `channels × height × width` values. */
export interface ConvolutionGeometry {
  /** Number of input channels. */
  readonly channels: number;
  /** Of an input channel, in pixels. */
  readonly height: number;
  /** Of an input channel, in pixels. */
  readonly width: number;
  /** Number of output channels. */
  readonly filters: number;
  /** In pixels. */
  readonly kernelHeight: number;
  /** In pixels. */
  readonly kernelWidth: number;
  /** Distance of two neighbouring outputs in the input, in both directions. */
  readonly stride: number;
  /** Rows added above the image. */
  readonly paddingTop: number;
  /** Columns added left of the image. */
  readonly paddingLeft: number;
  /** What lies outside the image: zeros, or the image mirrored at its outermost pixels. */
  readonly border: "zero" | "reflect";
  /** Of an output channel, in pixels. */
  readonly outputHeight: number;
  /** Of an output channel, in pixels. */
  readonly outputWidth: number;
}

/**
 * Convolutions of image batches, in the field's sense: cross-correlations, without turning the
 * kernel. A batch of inputs is `samples × (channels·height·width)`, a batch of outputs `samples ×
 * (filters·outputHeight·outputWidth)`, the weights `filters × (channels·kernelHeight·kernelWidth)`.
 *
 * Where all that is summed up is zero the result is exact, the bias or 0, however it is computed:
 * rounding errors there would be let through, or not, by the slope of a ReLU at 0.
 */
export interface Convolutions {
  /**
   * `Y[s,f,i,j] = bias[f] + Σ W[f,c,u,v] X[s, c, i·stride + u - paddingTop, j·stride + v - paddingLeft]`,
   * summed over channels `c` and kernel positions `u, v`.
   *
   * @param bias `1 × filters`.
   */
  convolution(g: ConvolutionGeometry, x: Matrix, weights: Matrix, bias: Matrix, y: Matrix): void;

  /** The error below a convolution: each input value gathers `W error` of all outputs it went to. */
  convolutionInputError(
    g: ConvolutionGeometry,
    error: Matrix,
    weights: Matrix,
    inputError: Matrix,
  ): void;

  /**
   * `destination ← scale G + keep destination`, with `G` the gradient with respect to the weights:
   * the products of each error with the input values that its output was made from.
   */
  convolutionWeightGradient(
    g: ConvolutionGeometry,
    x: Matrix,
    error: Matrix,
    scale: number,
    keep: number,
    destination: Matrix,
  ): void;

  /**
   * Sums each channel over samples and positions: `sums ← scale Σ X[·, c, ·] + keep sums`.
   *
   * @param sums `1 × channels`; `x` has a multiple of `channels` columns.
   */
  sumChannels(scale: number, x: Matrix, keep: number, sums: Matrix): void;
}
