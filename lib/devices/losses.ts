import type { Matrix } from "../matrix.ts";
import type { Scalar } from "./scalar.ts";

/**
 * Losses over a batch of `m` samples (rows) of `n` values each, and their gradients. All matrices
 * are `m × n`; `error` receives the gradient of what is returned.
 */
export interface Losses {
  /** `L = -1/m Σ t log p`, `error = -t / (m p)`, with both 0 where `t` is 0. */
  crossEntropy(probabilities: Matrix, targets: Matrix, error: Matrix): Scalar;

  /**
   * Cross-entropy of the softmax of `logits`, through log-sum-exp: with `S` the logarithm of a
   * row's sum of exponentials, `L = 1/m Σ t (S - x)`, and, for targets that sum to 1,
   * `error = (softmax(x) - t) / m`.
   */
  softmaxCrossEntropy(logits: Matrix, targets: Matrix, error: Matrix): Scalar;

  /**
   * `L = -1/(m n) Σ t log p + (1 - t) log(1 - p)`,
   * `error = (p - t) / (m n p (1 - p))`. Logarithms are cut off at -100 and `p (1 - p)` at 1e-12,
   * so that both stay finite.
   */
  binaryCrossEntropy(probabilities: Matrix, targets: Matrix, error: Matrix): Scalar;

  /**
   * Binary cross-entropy of the sigmoid of `logits`, without overflow:
   * `L = 1/(m n) Σ max(x, 0) - x t + log(1 + exp(-|x|))`, `error = (sigmoid(x) - t) / (m n)`.
   */
  sigmoidBinaryCrossEntropy(logits: Matrix, targets: Matrix, error: Matrix): Scalar;

  /** `L = 1/(m n) Σ (y - t)²`, `error = 2 (y - t) / (m n)`. */
  meanSquaredError(outputs: Matrix, targets: Matrix, error: Matrix): Scalar;

  /** `L = 1/(m n) Σ |y - t|`, `error = sign(y - t) / (m n)`, where the sign of 0 is 0. */
  meanAbsoluteError(outputs: Matrix, targets: Matrix, error: Matrix): Scalar;

  /**
   * `L = 1/(m n) Σ c (d - c/2)`, `error = c / (m n)`, with `d = y - t` and `c` the same, cut off at
   * `-delta` and `delta`, which is above 0.
   */
  huber(outputs: Matrix, targets: Matrix, delta: number, error: Matrix): Scalar;
}
