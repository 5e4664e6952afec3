import type { Device } from "../devices/device.ts";
import type { PoolingGeometry } from "../devices/pooling.ts";
import type { Matrix } from "../matrix.ts";
import { type Shape, sizeOf } from "../shape.ts";
import type { Extent } from "./image.ts";
import type { Layer, LayerContext, LayerFactory } from "./layer.ts";
import { planPooling } from "./pooling.ts";

/**
 * Average pooling: the mean of each window of an image, channel by channel.
 *
 * Backward: the values of a window share its error equally.
 */
export class AveragePool implements Layer {
  readonly notation: string;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly parameters = [];
  readonly buffers = [];
  readonly #geometry: PoolingGeometry;
  readonly #device: Device;
  readonly #output: Matrix;
  readonly #inputError: Matrix;

  /**
   * @param size Extent of a window; one number for a square.
   * @param stride Distance of neighbouring windows; the size of a square window when left out.
   * @throws {RangeError} If an option is out of range, a window that is not square comes without a
   * stride, the input is no image, or a window is larger than it.
   */
  constructor(context: LayerContext, size: Extent | number, stride?: number) {
    const { device, inputShape, batchSize } = context;
    const { notation, geometry } = planPooling(context, "average_pool", size, stride);
    this.notation = notation;
    this.inputShape = inputShape;
    this.outputShape = [geometry.channels, geometry.outputHeight, geometry.outputWidth];
    this.#geometry = geometry;
    this.#device = device;
    this.#output = device.matrix(batchSize, sizeOf(this.outputShape));
    this.#inputError = device.matrix(batchSize, sizeOf(inputShape));
  }

  forward(input: Matrix): Matrix {
    const output = this.#output.firstRows(input.rows);
    this.#device.averagePool(this.#geometry, input, output);
    return output;
  }

  backward(error: Matrix): Matrix {
    const inputError = this.#inputError.firstRows(error.rows);
    this.#device.averagePoolBackward(this.#geometry, error, inputError);
    return inputError;
  }

  backwardParameters(): void {}
}

/** An {@linkcode AveragePool} layer. */
export function averagePool(size: Extent | number, stride?: number): LayerFactory {
  return (context) => new AveragePool(context, size, stride);
}
