import type { Matrix } from "../matrix.ts";
import type { ActivationName } from "./typescript/activation_functions.ts";

export type { ActivationName } from "./typescript/activation_functions.ts";

/** An activation function `y = f(x)`. */
export interface Activation {
  /** Which one. */
  readonly name: ActivationName;
  /** The `α` of `leakyRelu` and `elu`; 0 when left out. */
  readonly alpha?: number;
}

/** Activation functions and their derivatives. `x` and `y` may be the same matrix. */
export interface Activations {
  /**
   * Applies an activation function to each element: `y = f(x)`, as the reference device's table
   * defines it. NaN stays NaN.
   */
  activate(activation: Activation, x: Matrix, y: Matrix): void;

  /**
   * Error below an activation function: `inputError = error f'(x)`, with the derivative written
   * in terms of the output.
   *
   * @param y What {@linkcode activate} wrote.
   * @param inputError May be the same matrix as `error`.
   */
  activateBackward(activation: Activation, y: Matrix, error: Matrix, inputError: Matrix): void;

  /** Heaviside's step function: `y = 1` where `x ≥ 0`, else 0. NaN stays NaN. */
  heaviside(x: Matrix, y: Matrix): void;

  /** Softmax of each row, shifted by its maximum `M`: `yᵢ = exp(xᵢ - M) / Σⱼ exp(xⱼ - M)`. */
  softmax(x: Matrix, y: Matrix): void;

  /**
   * Error below a softmax, row by row: `inputErrorᵢ = yᵢ (errorᵢ - Σⱼ errorⱼ yⱼ)`.
   *
   * @param y What {@linkcode softmax} wrote.
   */
  softmaxBackward(y: Matrix, error: Matrix, inputError: Matrix): void;

  /**
   * Inverted dropout: each element becomes 0 with probability `rate`, or else `x / (1 - rate)`.
   * The same seed drops the same elements, so that the backward pass is `dropout` of the error.
   *
   * Element `i` (counted through the matrix) is dropped where `h(i + seed 0x9e3779b9) < rate 2³²`,
   * in 32-bit arithmetic, with the hash `h` of SplitMix32:
   * `h(x)`: `x ^= x >>> 16; x *= 0x21f0aaad; x ^= x >>> 15; x *= 0x735a2d97; x ^= x >>> 15`.
   *
   * @param seed Any 32-bit integer.
   * @param rate In `[0, 1)`.
   */
  dropout(seed: number, rate: number, x: Matrix, y: Matrix): void;
}
