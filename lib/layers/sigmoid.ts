import { ActivationLayer } from "./activation.ts";
import type { LayerContext, LayerFactory } from "./layer.ts";

/**
 * Sigmoid, or logistic function: `y = 1 / (1 + exp(-x))`, element by element; from 0 to 1.
 *
 * Derivative: `y (1 - y)`.
 */
export class Sigmoid extends ActivationLayer {
  constructor(context: LayerContext) {
    super(context, "sigmoid", { name: "sigmoid" });
  }
}

/** A {@linkcode Sigmoid} layer. */
export function sigmoid(): LayerFactory {
  return (context) => new Sigmoid(context);
}
