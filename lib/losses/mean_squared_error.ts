import type { Loss } from "./loss.ts";

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
