import type { Loss } from "./loss.ts";

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
