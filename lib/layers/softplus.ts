import { ActivationLayer } from "./activation.ts";
import type { LayerContext, LayerFactory } from "./layer.ts";

/**
 * Softplus, a smooth ReLU: `y = log(1 + exp(x))`, element by element; above 0.
 *
 * Derivative: the sigmoid of `x`, which is `1 - exp(-y)`.
 */
export class Softplus extends ActivationLayer {
  constructor(context: LayerContext) {
    super(context, "softplus", { name: "softplus" });
  }
}

/** A {@linkcode Softplus} layer. */
export function softplus(): LayerFactory {
  return (context) => new Softplus(context);
}
