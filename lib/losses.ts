import type { Device } from "./devices/device.ts";
import type { Scalar } from "./devices/scalar.ts";
import type { Matrix } from "./matrix.ts";
import { positive } from "./ranges.ts";

/**
 * Probabilities that a layer puts out: `exclusive` ones of classes of which a sample has exactly one,
 * so that they sum to 1; or `independent` ones, each for a yes or no of its own.
 */
export type Probabilities = "exclusive" | "independent";

/** What training makes small: a number that says how far outputs are from their targets. */
export interface Loss {
  /** The notation that a configuration chooses it by. */
  readonly name: string;
  /** What the outputs must be for a loss that takes their logarithms; anything when left out. */
  readonly probabilities?: readonly Probabilities[];

  /**
   * The mean loss over a batch; `error` receives its gradient with respect to `outputs`. A loss that
   * reads or writes elements itself is for immediate devices alone.
   *
   * @param outputs `samples × classes`, what the network computed.
   * @param targets `samples × classes`, what it should have; for a label its one-hot row.
   * @param error `samples × classes`.
   */
  evaluate(device: Device, outputs: Matrix, targets: Matrix, error: Matrix): Scalar;
}

/**
 * Cross-entropy of probabilities `ŷ`, averaged over the batch: `-1/m Σ y log ŷ`, with gradient
 * `-y / (m ŷ)`.
 *
 * Behind a softmax layer a network computes both in one step instead, as
 * {@linkcode softmaxCrossEntropy}: the result is the same and stays finite when a probability
 * underflows to 0.
 */
export const crossEntropy: Loss = {
  name: "cross_entropy",
  probabilities: ["exclusive"],
  evaluate: (device, outputs, targets, error) => device.crossEntropy(outputs, targets, error),
};

/**
 * Cross-entropy of the softmax of logits `x`, averaged over the batch, in one numerically stable
 * step: `1/m Σ y (log Σⱼ exp(xⱼ) - x)`, with gradient `(softmax(x) - y) / m`.
 *
 * The gradient assumes targets that sum to 1, as one-hot rows do.
 */
export const softmaxCrossEntropy: Loss = {
  name: "softmax_cross_entropy",
  evaluate: (device, outputs, targets, error) =>
    device.softmaxCrossEntropy(outputs, targets, error),
};

/**
 * Binary cross-entropy of probabilities `ŷ`, each for a yes or no of its own, averaged over the `m`
 * samples and their `n` outputs: `-1/(mn) Σ y log ŷ + (1 - y) log(1 - ŷ)`, with gradient
 * `(ŷ - y) / (mn ŷ (1 - ŷ))`. As in PyTorch, logarithms are cut off at -100 and the denominator's
 * `ŷ (1 - ŷ)` at 1e-12, so a probability of exactly 0 or 1 gives finite numbers.
 *
 * Behind a sigmoid layer a network computes both in one step instead, as
 * {@linkcode sigmoidBinaryCrossEntropy}: the result is the same, and nothing is cut off.
 */
export const binaryCrossEntropy: Loss = {
  name: "binary_cross_entropy",
  probabilities: ["independent", "exclusive"],
  evaluate: (device, outputs, targets, error) => device.binaryCrossEntropy(outputs, targets, error),
};

/**
 * Binary cross-entropy of the sigmoid of logits `x`, averaged over the `m` samples and their `n`
 * outputs, in one numerically stable step:
 * `1/(mn) Σ max(x, 0) - x y + log(1 + exp(-|x|))`, with gradient `(sigmoid(x) - y) / (mn)`.
 */
export const sigmoidBinaryCrossEntropy: Loss = {
  name: "sigmoid_binary_cross_entropy",
  evaluate: (device, outputs, targets, error) =>
    device.sigmoidBinaryCrossEntropy(outputs, targets, error),
};

/**
 * Mean squared error over the `m` samples and their `n` outputs: `1/(mn) Σ (ŷ - y)²`, with gradient
 * `2 (ŷ - y) / (mn)`, as in PyTorch.
 *
 * The other forms in use are multiples of it, and train the same with their learning rate times
 * that factor:
 *
 * - `1/C Σ (ŷ - y)²` over the `C` outputs of a sample, averaged over the batch: the same.
 * - `1/(2m) Σ (ŷ - y)²`: `n/2` times it, one half for a single output.
 * - `1/m Σ (ŷ - y)²`: `n` times it.
 */
export const meanSquaredError: Loss = {
  name: "mean_squared_error",
  evaluate: (device, outputs, targets, error) => device.meanSquaredError(outputs, targets, error),
};

/**
 * Mean absolute error over the `m` samples and their `n` outputs: `1/(mn) Σ |ŷ - y|`, with gradient
 * `sign(ŷ - y) / (mn)`, which is 0 where an output is right. It is smallest at the median of the targets,
 * so outliers weigh little.
 */
export const meanAbsoluteError: Loss = {
  name: "mean_absolute_error",
  evaluate: (device, outputs, targets, error) => device.meanAbsoluteError(outputs, targets, error),
};

/**
 * Huber's loss over the `m` samples and their `n` outputs, the mean of `d²/2` for a difference `d = ŷ - y`
 * of at most `δ`, and of `δ (|d| - δ/2)` for a larger one. Its gradient is `d / (mn)`, cut off at `±δ`: it
 * is smooth as the squared error, and takes outliers no more seriously than the absolute error.
 *
 * Source: P. J. Huber, "Robust Estimation of a Location Parameter" (1964).
 *
 * @param delta `δ`, above 0; 1 when left out.
 * @throws {RangeError} If it is not.
 *
 * @example
 * ```ts
 * import { createTypeScriptDevice, huber, Matrix } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const [outputs, targets, error] = [Matrix.of([[0.5, 3]]), Matrix.of([[0, 0]]), new Matrix(1, 2)];
 * const { value } = huber().evaluate(createTypeScriptDevice(), outputs, targets, error);
 * assertEquals(value, (0.5 ** 2 / 2 + (3 - 1 / 2)) / 2);
 * assertEquals(error.toRows(), [[0.25, 0.5]]);
 * ```
 */
export function huber(delta = 1): Loss {
  positive(delta, "delta of the Huber loss");
  return {
    name: delta === 1 ? "huber" : `huber ${delta}`,
    evaluate: (device, outputs, targets, error) => device.huber(outputs, targets, delta, error),
  };
}
