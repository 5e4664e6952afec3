import type { Matrix } from "../matrix.ts";
import type { LayerContext, LayerFactory } from "./layer.ts";
import { ParameterlessLayer } from "./parameterless.ts";

/**
 * Identity: `y = x`, the activation of a linear unit. Copies nothing.
 *
 * Derivative: 1.
 */
export class Identity extends ParameterlessLayer {
  constructor({ inputShape }: LayerContext) {
    super("identity", inputShape);
  }

  override forward(input: Matrix): Matrix {
    return input;
  }

  override backward(error: Matrix): Matrix {
    return error;
  }
}

/** An {@linkcode Identity} layer. */
export function identity(): LayerFactory {
  return (context) => new Identity(context);
}
