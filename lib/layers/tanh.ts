import { ActivationLayer } from "./activation.ts";
import type { LayerContext, LayerFactory } from "./layer.ts";

/**
 * Hyperbolic tangent: `y = (exp(x) - exp(-x)) / (exp(x) + exp(-x))`, element by element; from -1
 * to 1.
 *
 * Derivative: `1 - y²`.
 */
export class Tanh extends ActivationLayer {
  constructor(context: LayerContext) {
    super(context, "tanh", { name: "tanh" });
  }
}

/** A {@linkcode Tanh} layer. */
export function tanh(): LayerFactory {
  return (context) => new Tanh(context);
}
