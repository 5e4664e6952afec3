import type { Loss } from "./loss.ts";
import { sigmoidBinaryCrossEntropy } from "./sigmoid_binary_cross_entropy.ts";

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
  fused: { layer: "sigmoid", loss: sigmoidBinaryCrossEntropy },
  evaluate: (device, outputs, targets, error) => device.binaryCrossEntropy(outputs, targets, error),
};
