import type { Loss } from "./loss.ts";

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
