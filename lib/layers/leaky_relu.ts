import { nonNegative } from "../ranges.ts";
import { ActivationLayer } from "./activation.ts";
import type { LayerContext, LayerFactory } from "./layer.ts";

/**
 * Leaky rectified linear unit: `y = x` where `x > 0`, else `α x`, element by element.
 *
 * Derivative: 1 where `x > 0`, else `α`.
 */
export class LeakyReLU extends ActivationLayer {
  /**
   * @param alpha The slope `α` below 0.
   * @throws {RangeError} If `alpha` is not a finite number of 0 or more.
   */
  constructor(context: LayerContext, alpha = 0.01) {
    nonNegative(alpha, "the alpha of leaky_relu");
    super(context, `leaky_relu ${alpha}`, { name: "leaky_relu", alpha });
  }
}

/** A {@linkcode LeakyReLU} layer with slope `alpha` below 0; 0.01 when left out. */
export function leakyRelu(alpha?: number): LayerFactory {
  return (context) => new LeakyReLU(context, alpha);
}
