import type { Matrix } from "../../matrix.ts";
import type { Activation } from "../activations.ts";

/** See {@linkcode Activations.activate}. */
export function activate(activation: Activation, { data: x }: Matrix, { data: y }: Matrix): void {
  switch (activation.name) {
    case "relu":
      for (let i = 0; i < x.length; i++) y[i] = x[i] <= 0 ? 0 : x[i];
      break;
    case "leaky_relu":
      for (let i = 0; i < x.length; i++) y[i] = x[i] > 0 ? x[i] : activation.alpha * x[i];
      break;
    case "elu":
      for (let i = 0; i < x.length; i++) {
        y[i] = x[i] > 0 ? x[i] : activation.alpha * Math.expm1(x[i]);
      }
      break;
    case "sigmoid":
      for (let i = 0; i < x.length; i++) y[i] = 1 / (1 + Math.exp(-x[i]));
      break;
    case "tanh":
      for (let i = 0; i < x.length; i++) y[i] = Math.tanh(x[i]);
      break;
    case "softplus":
      // exp of a negative number, so that it does not overflow.
      for (let i = 0; i < x.length; i++) {
        y[i] = Math.max(x[i], 0) + Math.log1p(Math.exp(-Math.abs(x[i])));
      }
  }
}

/** See {@linkcode Activations.activateBackward}. */
export function activateBackward(
  activation: Activation,
  { data: y }: Matrix,
  { data: error }: Matrix,
  { data: inputError }: Matrix,
): void {
  switch (activation.name) {
    case "relu":
      for (let i = 0; i < y.length; i++) inputError[i] = y[i] > 0 ? error[i] : 0;
      break;
    case "leaky_relu":
      for (let i = 0; i < y.length; i++) {
        inputError[i] = y[i] > 0 ? error[i] : activation.alpha * error[i];
      }
      break;
    case "elu":
      for (let i = 0; i < y.length; i++) {
        inputError[i] = y[i] > 0 ? error[i] : (y[i] + activation.alpha) * error[i];
      }
      break;
    case "sigmoid":
      for (let i = 0; i < y.length; i++) inputError[i] = y[i] * (1 - y[i]) * error[i];
      break;
    case "tanh":
      for (let i = 0; i < y.length; i++) inputError[i] = (1 - y[i] * y[i]) * error[i];
      break;
    case "softplus":
      // The derivative is the sigmoid of x, 1 - exp(-y).
      for (let i = 0; i < y.length; i++) inputError[i] = -Math.expm1(-y[i]) * error[i];
  }
}
