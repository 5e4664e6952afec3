import type { Activations } from "../activations.ts";
import { heaviside } from "../typescript/activations.ts";
import type { Kernels } from "./kernel_signatures.ts";
import { addressOf } from "./memory.ts";

/** Activation functions by kernels. */
export function activations(kernels: Kernels): Activations {
  return {
    activate({ name, alpha = 0 }, x, y) {
      kernels[name](alpha, addressOf(x), addressOf(y), x.data.length);
    },

    activateBackward({ name, alpha = 0 }, y, error, inputError) {
      const to = addressOf(inputError);
      kernels[`${name}Backward`](alpha, addressOf(y), addressOf(error), to, y.data.length);
    },

    // Nothing below it can be trained, so that a kernel would not be worth its while.
    heaviside,

    softmax(x, y) {
      kernels.softmax(addressOf(x), addressOf(y), x.rows, x.columns);
    },

    softmaxBackward(y, error, inputError) {
      const to = addressOf(inputError);
      kernels.softmaxBackward(addressOf(y), addressOf(error), to, y.rows, y.columns);
    },

    dropout(seed, rate, x, y) {
      kernels.dropout(seed, rate, addressOf(x), addressOf(y), x.data.length);
    },
  };
}
