import type { Losses } from "../losses.ts";
import type { Kernels } from "./kernel_signatures.ts";
import { addressOf } from "./memory.ts";

/** Losses and their gradients by kernels. */
export function losses(kernels: Kernels): Losses {
  return {
    crossEntropy(p, targets, error) {
      const t = addressOf(targets);
      return { value: kernels.crossEntropy(addressOf(p), t, addressOf(error), p.rows, p.columns) };
    },

    softmaxCrossEntropy(x, targets, error) {
      const t = addressOf(targets);
      return {
        value: kernels.softmaxCrossEntropy(addressOf(x), t, addressOf(error), x.rows, x.columns),
      };
    },

    binaryCrossEntropy(p, targets, error) {
      const t = addressOf(targets);
      return {
        value: kernels.binaryCrossEntropy(addressOf(p), t, addressOf(error), p.data.length),
      };
    },

    sigmoidBinaryCrossEntropy(x, targets, error) {
      const t = addressOf(targets);
      return {
        value: kernels.sigmoidBinaryCrossEntropy(addressOf(x), t, addressOf(error), x.data.length),
      };
    },

    meanSquaredError(y, targets, error) {
      const t = addressOf(targets);
      return { value: kernels.meanSquaredError(addressOf(y), t, addressOf(error), y.data.length) };
    },

    meanAbsoluteError(y, targets, error) {
      const t = addressOf(targets);
      return { value: kernels.meanAbsoluteError(addressOf(y), t, addressOf(error), y.data.length) };
    },

    huber(y, targets, delta, error) {
      const t = addressOf(targets);
      return { value: kernels.huber(addressOf(y), t, addressOf(error), y.data.length, delta) };
    },
  };
}
