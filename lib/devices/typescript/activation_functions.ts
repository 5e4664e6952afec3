import { exp, expm1, log1p, tanh } from "../../elementary_functions.ts";
import type { Elements } from "../../matrix.ts";

/** Name of an activation function, the one that the other devices have for it too. */
export type ActivationName = "relu" | "leakyRelu" | "elu" | "sigmoid" | "tanh" | "softplus";

/** An activation function, element by element; `alpha` is the `α` of those that have one. */
export interface ActivationFunction {
  /** `y = f(x)`. */
  activate(x: Elements, y: Elements, alpha: number): void;
  /** `inputError = error f'(x)`, with the derivative in terms of `y`. */
  activateBackward(y: Elements, error: Elements, inputError: Elements, alpha: number): void;
}

/** The activation functions that there are, by name. */
export const activationFunctions: Readonly<Record<ActivationName, ActivationFunction>> = {
  /** Rectified linear unit: `x` where `x > 0`, else 0. */
  relu: {
    activate(x, y) {
      for (let i = 0; i < x.length; i++) y[i] = x[i] <= 0 ? 0 : x[i];
    },
    activateBackward(y, error, inputError) {
      for (let i = 0; i < y.length; i++) inputError[i] = y[i] > 0 ? error[i] : 0;
    },
  },

  /** `x` where `x > 0`, else `α x`. */
  leakyRelu: {
    activate(x, y, alpha) {
      for (let i = 0; i < x.length; i++) y[i] = x[i] > 0 ? x[i] : alpha * x[i];
    },
    activateBackward(y, error, inputError, alpha) {
      for (let i = 0; i < y.length; i++) inputError[i] = y[i] > 0 ? error[i] : alpha * error[i];
    },
  },

  /** Exponential linear unit: `x` where `x > 0`, else `α (exp(x) - 1)`. */
  elu: {
    activate(x, y, alpha) {
      for (let i = 0; i < x.length; i++) y[i] = x[i] > 0 ? x[i] : alpha * expm1(x[i]);
    },
    activateBackward(y, error, inputError, alpha) {
      for (let i = 0; i < y.length; i++) {
        inputError[i] = y[i] > 0 ? error[i] : (y[i] + alpha) * error[i];
      }
    },
  },

  /** `1 / (1 + exp(-x))`. */
  sigmoid: {
    activate(x, y) {
      for (let i = 0; i < x.length; i++) y[i] = 1 / (1 + exp(-x[i]));
    },
    activateBackward(y, error, inputError) {
      for (let i = 0; i < y.length; i++) inputError[i] = y[i] * (1 - y[i]) * error[i];
    },
  },

  /** The hyperbolic tangent. */
  tanh: {
    activate(x, y) {
      for (let i = 0; i < x.length; i++) y[i] = tanh(x[i]);
    },
    activateBackward(y, error, inputError) {
      for (let i = 0; i < y.length; i++) inputError[i] = (1 - y[i] * y[i]) * error[i];
    },
  },

  /** `log(1 + exp(x))`; its derivative is the sigmoid of `x`, `1 - exp(-y)`. */
  softplus: {
    activate(x, y) {
      // exp of a negative number, so that it does not overflow.
      for (let i = 0; i < x.length; i++) {
        y[i] = Math.max(x[i], 0) + log1p(exp(-Math.abs(x[i])));
      }
    },
    activateBackward(y, error, inputError) {
      for (let i = 0; i < y.length; i++) inputError[i] = -expm1(-y[i]) * error[i];
    },
  },
};
