import type { Matrix } from "../matrix.ts";
import type { Shape } from "../shape.ts";
import type { Layer, LayerContext, LayerFactory } from "./layer.ts";

/**
 * Identity: `y = x`, the activation of a linear unit. Copies nothing.
 *
 * Derivative: 1.
 */
export class Identity implements Layer {
  readonly notation = "identity";
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly parameters = [];
  readonly buffers = [];

  constructor({ inputShape }: LayerContext) {
    this.inputShape = inputShape;
    this.outputShape = inputShape;
  }

  forward(input: Matrix): Matrix {
    return input;
  }

  backward(error: Matrix): Matrix {
    return error;
  }

  backwardParameters(): void {}
}

/** An {@linkcode Identity} layer. */
export function identity(): LayerFactory {
  return (context) => new Identity(context);
}
