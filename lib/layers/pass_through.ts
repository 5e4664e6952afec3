import type { Matrix } from "../matrix.ts";
import { sizeOf } from "../shape.ts";
import { type LayerFactory, ParameterlessLayer } from "./layer.ts";

/** Takes an image of `channels × height × width` values for a plain list of them. Copies nothing. */
export function flatten(): LayerFactory {
  return ({ inputShape }) => new PassThrough("flatten", inputShape, [sizeOf(inputShape)]);
}

/**
 * Identity: `y = x`, the activation of a linear unit. Copies nothing.
 *
 * Derivative: 1.
 */
export function identity(): LayerFactory {
  return ({ inputShape }) => new PassThrough("identity", inputShape);
}

class PassThrough extends ParameterlessLayer {
  override forward(input: Matrix): Matrix {
    return input;
  }

  override backward(error: Matrix): Matrix {
    return error;
  }
}
