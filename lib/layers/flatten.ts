import type { Matrix } from "../matrix.ts";
import { sizeOf } from "../shape.ts";
import { type LayerContext, type LayerFactory, ParameterlessLayer } from "./layer.ts";

/** Takes an image of `channels × height × width` values for a plain list of them. Copies nothing. */
export class Flatten extends ParameterlessLayer {
  constructor({ inputShape }: LayerContext) {
    super("flatten", inputShape, [sizeOf(inputShape)]);
  }

  override forward(input: Matrix): Matrix {
    return input;
  }

  override backward(error: Matrix): Matrix {
    return error;
  }
}

/** A {@linkcode Flatten} layer. */
export function flatten(): LayerFactory {
  return (context) => new Flatten(context);
}
