import { nonNegative } from "../ranges.ts";
import { ActivationLayer } from "./activation.ts";
import type { LayerContext, LayerFactory } from "./layer.ts";

/**
 * Exponential linear unit: `y = x` where `x > 0`, else `α (exp(x) - 1)`, element by element; above
 * `-α`.
 *
 * Derivative: 1 where `x > 0`, else `α exp(x)`, which is `y + α`.
 */
export class ELU extends ActivationLayer {
  /**
   * @param alpha The limit `α`, negated, for large negative inputs.
   * @throws {RangeError} If `alpha` is not a finite number of 0 or more.
   */
  constructor(context: LayerContext, alpha = 1) {
    nonNegative(alpha, "the alpha of elu");
    super(context, `elu ${alpha}`, { name: "elu", alpha });
  }
}

/** An {@linkcode ELU} layer that approaches `-alpha`; -1 when left out. */
export function elu(alpha?: number): LayerFactory {
  return (context) => new ELU(context, alpha);
}
