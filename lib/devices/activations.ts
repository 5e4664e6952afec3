import type { Matrix } from "../matrix.ts";

/**
 * An activation function `y = f(x)` that works element by element. Each has a derivative that its
 * output determines, so a backward pass needs no input.
 */
export type Activation =
  | { readonly name: "relu" }
  | { readonly name: "leaky_relu"; readonly alpha: number }
  | { readonly name: "elu"; readonly alpha: number }
  | { readonly name: "sigmoid" }
  | { readonly name: "tanh" }
  | { readonly name: "softplus" };

/** Activation functions and their derivatives. `x` and `y` may be the same matrix. */
export interface Activations {
  /**
   * Applies an activation function to each element: `y = f(x)`. With `α` for `alpha`,
   *
   * - `relu`: `x` where `x > 0`, else 0
   * - `leaky_relu`: `x` where `x > 0`, else `α x`
   * - `elu`: `x` where `x > 0`, else `α (exp(x) - 1)`
   * - `sigmoid`: `1 / (1 + exp(-x))`
   * - `tanh`: the hyperbolic tangent
   * - `softplus`: `log(1 + exp(x))`
   *
   * NaN stays NaN.
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
