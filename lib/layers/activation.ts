import type { Activation } from "../devices/activations.ts";
import type { Device } from "../devices/device.ts";
import type { Matrix } from "../matrix.ts";
import { sizeOf } from "../shape.ts";
import type { LayerContext } from "./layer.ts";
import { ParameterlessLayer } from "./parameterless.ts";

/**
 * A layer that applies an activation function `f` to each value: `y = f(x)`.
 *
 * Backward, for the error `e`: `e f'(x)`.
 */
export abstract class ActivationLayer extends ParameterlessLayer {
  readonly #activation: Activation;
  readonly #device: Device;
  readonly #output: Matrix;
  readonly #inputError: Matrix;

  constructor(
    { device, inputShape, batchSize }: LayerContext,
    notation: string,
    activation: Activation,
  ) {
    super(notation, inputShape);
    const size = sizeOf(inputShape);
    this.#activation = activation;
    this.#device = device;
    this.#output = device.matrix(batchSize, size);
    this.#inputError = device.matrix(batchSize, size);
  }

  override forward(input: Matrix): Matrix {
    const output = this.#output.firstRows(input.rows);
    this.#device.activate(this.#activation, input, output);
    return output;
  }

  override backward(error: Matrix): Matrix {
    const output = this.#output.firstRows(error.rows);
    const inputError = this.#inputError.firstRows(error.rows);
    this.#device.activateBackward(this.#activation, output, error, inputError);
    return inputError;
  }
}
