import type { Activation, Activations } from "../activations.ts";
import { addressOf } from "./address_of.ts";
import type { ActivationBackwardKernel, ActivationKernel, Kernels } from "./kernel_signatures.ts";

/** Activation functions by kernels. */
export function activations(kernels: Kernels): Activations {
  const forward = forwardKernels(kernels);
  const backward = backwardKernels(kernels);
  return {
    activate(activation, x, y) {
      const alpha = alphaOf(activation);
      forward[activation.name](alpha, addressOf(x), addressOf(y), x.data.length);
    },

    activateBackward(activation, y, error, inputError) {
      const alpha = alphaOf(activation);
      const to = addressOf(inputError);
      backward[activation.name](alpha, addressOf(y), addressOf(error), to, y.data.length);
    },

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

function alphaOf(activation: Activation): number {
  return "alpha" in activation ? activation.alpha : 0;
}

function forwardKernels(kernels: Kernels): Record<Activation["name"], ActivationKernel> {
  return {
    relu: kernels.relu,
    leaky_relu: kernels.leakyRelu,
    elu: kernels.elu,
    sigmoid: kernels.sigmoid,
    tanh: kernels.tanh,
    softplus: kernels.softplus,
  };
}

function backwardKernels(kernels: Kernels): Record<Activation["name"], ActivationBackwardKernel> {
  return {
    relu: kernels.reluBackward,
    leaky_relu: kernels.leakyReluBackward,
    elu: kernels.eluBackward,
    sigmoid: kernels.sigmoidBackward,
    tanh: kernels.tanhBackward,
    softplus: kernels.softplusBackward,
  };
}
