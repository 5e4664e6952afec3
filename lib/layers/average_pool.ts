import type { Matrix } from "../matrix.ts";
import type { Extent } from "./image.ts";
import type { LayerContext, LayerFactory } from "./layer.ts";
import { PoolingLayer } from "./pooling_layer.ts";

/**
 * Average pooling: the mean of each window of an image, channel by channel.
 *
 * Backward: the values of a window share its error equally.
 */
export class AveragePool extends PoolingLayer {
  /**
   * @param size Extent of a window; one number for a square.
   * @param stride Distance of neighbouring windows; the size of a square window when left out.
   * @throws {RangeError} If an option is out of range, a window that is not square comes without a
   * stride, the input is no image, or a window is larger than it.
   */
  constructor(context: LayerContext, size: Extent | number, stride?: number) {
    super(context, "average_pool", size, stride);
  }

  protected override pool(input: Matrix, output: Matrix): void {
    this.device.averagePool(this.geometry, input, output);
  }

  protected override poolBackward(error: Matrix, inputError: Matrix): void {
    this.device.averagePoolBackward(this.geometry, error, inputError);
  }
}

/** An {@linkcode AveragePool} layer. */
export function averagePool(size: Extent | number, stride?: number): LayerFactory {
  return (context) => new AveragePool(context, size, stride);
}
