import type { BatchNormalization } from "../normalization.ts";
import type { Kernels } from "./kernel_signatures.ts";
import { addressOf } from "./memory.ts";

/** Batch normalization by kernels. */
export function normalization(kernels: Kernels): BatchNormalization {
  return {
    channelMoments(x, mean, variance) {
      const channels = mean.columns;
      kernels.channelMoments(
        addressOf(x),
        addressOf(mean),
        addressOf(variance),
        x.rows,
        channels,
        x.columns / channels,
      );
    },

    normalizeChannels(x, mean, variance, epsilon, gamma, beta, y) {
      const channels = mean.columns;
      kernels.normalizeChannels(
        addressOf(x),
        addressOf(mean),
        addressOf(variance),
        epsilon,
        addressOf(gamma),
        addressOf(beta),
        addressOf(y),
        x.rows,
        channels,
        x.columns / channels,
      );
    },

    normalizeChannelsBackward(
      x,
      mean,
      variance,
      epsilon,
      gamma,
      error,
      gammaGradient,
      betaGradient,
      inputError,
    ) {
      const channels = mean.columns;
      kernels.normalizeChannelsBackward(
        addressOf(x),
        addressOf(mean),
        addressOf(variance),
        epsilon,
        addressOf(gamma),
        addressOf(error),
        addressOf(gammaGradient),
        addressOf(betaGradient),
        addressOf(inputError),
        x.rows,
        channels,
        x.columns / channels,
      );
    },
  };
}
