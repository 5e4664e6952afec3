import type { Matrix } from "../matrix.ts";
import { type Shape, sizeOf } from "../shape.ts";
import type { LayerFactory } from "./layer.ts";
import { flattening, type OnnxOperator } from "./onnx_operator.ts";
import { ParameterlessLayer } from "./parameterless_layer.ts";

/** Takes an image of `channels × height × width` values for a plain list of them. Copies nothing. */
export function flatten(): LayerFactory {
  return ({ inputShape }) =>
    new PassThrough("flatten", flattening, inputShape, [sizeOf(inputShape)]);
}

/**
 * Identity: `y = x`, the activation of a linear unit. Copies nothing.
 *
 * Derivative: 1.
 */
export function identity(): LayerFactory {
  return ({ inputShape }) => new PassThrough("identity", { operator: "Identity" }, inputShape);
}

class PassThrough extends ParameterlessLayer {
  readonly onnx: readonly OnnxOperator[];

  constructor(notation: string, operator: OnnxOperator, inputShape: Shape, outputShape?: Shape) {
    super(notation, inputShape, outputShape);
    this.onnx = [operator];
  }

  override forward(input: Matrix): Matrix {
    return input;
  }

  override backward(error: Matrix): Matrix {
    return error;
  }
}
