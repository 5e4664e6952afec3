import type { Matrix } from "../matrix.ts";
import { sizeOf } from "../shape.ts";
import type { Extent } from "./image.ts";
import type { LayerContext, LayerFactory } from "./layer.ts";
import { PoolingLayer } from "./pooling_layer.ts";

/**
 * Max pooling: the largest value of each window of an image, channel by channel.
 *
 * Backward: each error goes to the value that was the largest, the first of equals.
 */
export class MaxPool extends PoolingLayer {
  readonly #winners: Int32Array;

  /**
   * @param size Extent of a window; one number for a square.
   * @param stride Distance of neighbouring windows; the size of a square window when left out.
   * @throws {RangeError} If an option is out of range, a window that is not square comes without a
   * stride, the input is no image, or a window is larger than it.
   */
  constructor(context: LayerContext, size: Extent | number, stride?: number) {
    super(context, "max_pool", size, stride);
    this.#winners = context.device.indices(context.batchSize * sizeOf(this.outputShape));
  }

  protected override pool(input: Matrix, output: Matrix): void {
    this.device.maxPool(this.geometry, input, output, this.#winners);
  }

  protected override poolBackward(error: Matrix, inputError: Matrix): void {
    this.device.maxPoolBackward(this.geometry, this.#winners, error, inputError);
  }
}

/** A {@linkcode MaxPool} layer. */
export function maxPool(size: Extent | number, stride?: number): LayerFactory {
  return (context) => new MaxPool(context, size, stride);
}
