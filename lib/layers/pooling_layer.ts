import type { Device } from "../devices/device.ts";
import type { PoolingGeometry } from "../devices/pooling.ts";
import type { Matrix } from "../matrix.ts";
import { sizeOf } from "../shape.ts";
import type { Extent } from "./image.ts";
import type { LayerContext } from "./layer.ts";
import { ParameterlessLayer } from "./parameterless.ts";
import { planPooling } from "./pooling.ts";

/** A layer that makes one value of each window of an image, channel by channel. */
export abstract class PoolingLayer extends ParameterlessLayer {
  protected readonly device: Device;
  protected readonly geometry: PoolingGeometry;
  readonly #output: Matrix;
  readonly #inputError: Matrix;

  /**
   * @param name What the notation calls it.
   * @param size Extent of a window; one number for a square.
   * @param stride Distance of neighbouring windows; the size of a square window when left out.
   * @throws {RangeError} If an option is out of range, a window that is not square comes without a
   * stride, the input is no image, or a window is larger than it.
   */
  constructor(context: LayerContext, name: string, size: Extent | number, stride?: number) {
    const { device, inputShape, batchSize } = context;
    const { notation, geometry } = planPooling(context, name, size, stride);
    super(notation, inputShape, [geometry.channels, geometry.outputHeight, geometry.outputWidth]);
    this.device = device;
    this.geometry = geometry;
    this.#output = device.matrix(batchSize, sizeOf(this.outputShape));
    this.#inputError = device.matrix(batchSize, sizeOf(inputShape));
  }

  override forward(input: Matrix): Matrix {
    const output = this.#output.firstRows(input.rows);
    this.pool(input, output);
    return output;
  }

  override backward(error: Matrix): Matrix {
    const inputError = this.#inputError.firstRows(error.rows);
    this.poolBackward(error, inputError);
    return inputError;
  }

  /** Writes the value of each window to `output`. */
  protected abstract pool(input: Matrix, output: Matrix): void;

  /** Writes the error that each input value has from its windows to `inputError`. */
  protected abstract poolBackward(error: Matrix, inputError: Matrix): void;
}
