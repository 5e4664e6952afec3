import type { Device } from "../lib/devices/device.ts";
import type { LayerContext, LayerFactory } from "../lib/layers/layer.ts";
import { ParameterlessLayer } from "../lib/layers/parameterless_layer.ts";
import type { Loss } from "../lib/losses.ts";
import type { Matrix } from "../lib/matrix.ts";
import { sizeOf } from "../lib/shape.ts";

/** A layer as a user may write it: `y = factor x`. */
class Scale extends ParameterlessLayer {
  readonly #factor: number;
  readonly #device: Device;
  readonly #output: Matrix;
  readonly #inputError: Matrix;

  constructor({ device, inputShape, batchSize }: LayerContext, factor: number) {
    super(`scale ${factor}`, inputShape);
    this.#factor = factor;
    this.#device = device;
    this.#output = device.matrix(batchSize, sizeOf(inputShape));
    this.#inputError = device.matrix(batchSize, sizeOf(inputShape));
  }

  override forward(input: Matrix): Matrix {
    return this.#scaled(input, this.#output.firstRows(input.rows));
  }

  override backward(error: Matrix): Matrix {
    return this.#scaled(error, this.#inputError.firstRows(error.rows));
  }

  #scaled(x: Matrix, y: Matrix): Matrix {
    y.data.fill(0);
    this.#device.add(this.#factor, x, y);
    return y;
  }
}

/** @throws {RangeError} If there is more than one number. */
export function scale(factor = 1, ...others: readonly number[]): LayerFactory {
  if (others.length === 0) return (context) => new Scale(context, factor);
  throw new RangeError(`Expected one number for scale but found ${others.length + 1}`);
}

/** A loss as a user may write it: `weight |ŷ - y|`, averaged over all outputs. */
export function absoluteError(weight = 1): Loss {
  return {
    name: `absolute_error ${weight}`,
    evaluate(_device, outputs, targets, error) {
      let sum = 0;
      outputs.data.forEach((output, i) => {
        const difference = output - targets.data[i];
        sum += Math.abs(difference);
        error.data[i] = weight * Math.sign(difference) / outputs.data.length;
      });
      return { value: weight * sum / outputs.data.length };
    },
  };
}
