import type { Loss } from "./loss.ts";
import { softmaxCrossEntropy } from "./softmax_cross_entropy.ts";

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
  fused: { layer: "softmax", loss: softmaxCrossEntropy },
  evaluate: (device, outputs, targets, error) => device.crossEntropy(outputs, targets, error),
};
