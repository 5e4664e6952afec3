/** Name of an activation function; a notation may spell it differently. */
export type ActivationName = "relu" | "leakyRelu" | "elu" | "sigmoid" | "tanh" | "softplus";

/** What an activation function does to one element. `NaN` stays `NaN`. */
export interface ActivationFunction {
  /** `f(x)`; `alpha` is the `α` of those that have one. */
  value(x: number, alpha: number): number;
  /** The error below, `error f'(x)`, with the derivative in terms of `y = f(x)`. */
  inputError(y: number, error: number, alpha: number): number;
}

/**
 * The activation functions, which work element by element. Each has a derivative that its output
 * determines, so a backward pass needs no input.
 */
export const activationFunctions: Readonly<Record<ActivationName, ActivationFunction>> = {
  /** Rectified linear unit: `x` where `x > 0`, else 0. */
  relu: {
    value: (x) => x <= 0 ? 0 : x,
    inputError: (y, error) => y > 0 ? error : 0,
  },

  /** `x` where `x > 0`, else `α x`. */
  leakyRelu: {
    value: (x, alpha) => x > 0 ? x : alpha * x,
    inputError: (y, error, alpha) => y > 0 ? error : alpha * error,
  },

  /** Exponential linear unit: `x` where `x > 0`, else `α (exp(x) - 1)`. */
  elu: {
    value: (x, alpha) => x > 0 ? x : alpha * Math.expm1(x),
    inputError: (y, error, alpha) => y > 0 ? error : (y + alpha) * error,
  },

  /** `1 / (1 + exp(-x))`. */
  sigmoid: {
    value: (x) => 1 / (1 + Math.exp(-x)),
    inputError: (y, error) => y * (1 - y) * error,
  },

  /** The hyperbolic tangent. */
  tanh: {
    value: (x) => Math.tanh(x),
    inputError: (y, error) => (1 - y * y) * error,
  },

  /** `log(1 + exp(x))`; its derivative is the sigmoid of `x`, `1 - exp(-y)`. */
  softplus: {
    // exp of a negative number, so that it does not overflow.
    value: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
    inputError: (y, error) => -Math.expm1(-y) * error,
  },
};
