import type { Matrix } from "../matrix.ts";

/**
 * Batch normalization. A batch `x` has `channels` groups of equally many columns: one column each
 * for a dense layer, one image each for a convolution. `n` counts a channel's values in the batch.
 * All other matrices are `1 × channels`.
 */
export interface BatchNormalization {
  /** Mean `μ = Σx / n` and variance `σ² = Σ(x - μ)² / n` of each channel. */
  channelMoments(x: Matrix, mean: Matrix, variance: Matrix): void;

  /** `y = gamma (x - mean) / √(variance + epsilon) + beta`, with each channel's own numbers. */
  normalizeChannels(
    x: Matrix,
    mean: Matrix,
    variance: Matrix,
    epsilon: number,
    gamma: Matrix,
    beta: Matrix,
    y: Matrix,
  ): void;

  /**
   * Backward pass of {@linkcode normalizeChannels} where mean and variance are the batch's own.
   * With `x̂ = (x - mean) / √(variance + epsilon)` and `e` the error:
   * `gammaGradient = Σ e x̂`, `betaGradient = Σ e`, and
   * `inputError = gamma / √(variance + epsilon) (e - betaGradient / n - x̂ gammaGradient / n)`.
   */
  normalizeChannelsBackward(
    x: Matrix,
    mean: Matrix,
    variance: Matrix,
    epsilon: number,
    gamma: Matrix,
    error: Matrix,
    gammaGradient: Matrix,
    betaGradient: Matrix,
    inputError: Matrix,
  ): void;
}
