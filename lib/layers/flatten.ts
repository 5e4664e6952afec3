import type { Matrix } from "../matrix.ts";
import { type Shape, sizeOf } from "../shape.ts";
import type { Layer, LayerContext, LayerFactory } from "./layer.ts";

/** Takes an image of `channels × height × width` values for a plain list of them. Copies nothing. */
export class Flatten implements Layer {
  readonly notation = "flatten";
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly parameters = [];
  readonly buffers = [];

  constructor({ inputShape }: LayerContext) {
    this.inputShape = inputShape;
    this.outputShape = [sizeOf(inputShape)];
  }

  forward(input: Matrix): Matrix {
    return input;
  }

  backward(error: Matrix): Matrix {
    return error;
  }

  backwardParameters(): void {}
}

/** A {@linkcode Flatten} layer. */
export function flatten(): LayerFactory {
  return (context) => new Flatten(context);
}
