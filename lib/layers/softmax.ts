import type { Device } from "../devices/device.ts";
import { crossEntropy, type Loss, softmaxCrossEntropy } from "../losses.ts";
import type { Matrix } from "../matrix.ts";
import type { LayerContext, LayerFactory } from "./layer.ts";
import { flattened, integers, type OnnxOperator } from "./onnx_operator.ts";
import { ParameterlessLayer } from "./parameterless_layer.ts";
import { inputErrorOf, outputOf, type PassedMatrix } from "./passed_matrices.ts";

/**
 * Softmax over the values of each sample, shifted by their maximum `M`:
 * `ŷᵢ = exp(xᵢ - M) / Σⱼ exp(xⱼ - M)`.
 *
 * Backward, for the error `e`: `ŷᵢ (eᵢ - Σⱼ eⱼ ŷⱼ)`.
 */
export function softmax(): LayerFactory {
  return (context) => new Softmax(context);
}

class Softmax extends ParameterlessLayer {
  readonly probabilities = "exclusive";
  readonly onnx: readonly OnnxOperator[];
  readonly #device: Device;
  readonly #output: PassedMatrix;
  readonly #inputError: PassedMatrix;

  constructor(context: LayerContext) {
    const { device, inputShape } = context;
    super("softmax", inputShape);
    this.onnx = [
      ...flattened(inputShape),
      { operator: "Softmax", attributes: { axis: { int: 1 } } },
      ...(inputShape.length === 1
        ? []
        : [{ operator: "Reshape", inputs: [integers(-1, ...inputShape)] }]),
    ];
    this.#device = device;
    this.#output = outputOf(context, this.outputShape);
    this.#inputError = inputErrorOf(context);
  }

  fuse(loss: Loss): Loss | undefined {
    return loss === crossEntropy ? softmaxCrossEntropy : undefined;
  }

  override forward(input: Matrix): Matrix {
    const output = this.#output.firstRows(input.rows);
    this.#device.softmax(input, output);
    return output;
  }

  override backward(error: Matrix): Matrix {
    const inputError = this.#inputError.firstRows(error.rows);
    this.#device.softmaxBackward(this.#output.firstRows(error.rows), error, inputError);
    return inputError;
  }
}
