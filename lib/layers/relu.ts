import { ActivationLayer } from "./activation.ts";
import type { LayerContext, LayerFactory } from "./layer.ts";

/**
 * Rectified linear unit: `y = max(0, x)`, element by element.
 *
 * Derivative: 1 where `x > 0`, else 0.
 */
export class ReLU extends ActivationLayer {
  constructor(context: LayerContext) {
    super(context, "relu", { name: "relu" });
  }
}

/** A {@linkcode ReLU} layer. */
export function relu(): LayerFactory {
  return (context) => new ReLU(context);
}
