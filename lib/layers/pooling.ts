import type { PoolingGeometry } from "../devices/pooling.ts";
import { positiveInteger } from "../ranges.ts";
import { formatShape } from "../shape.ts";
import { type Extent, extentOf, formatExtent, imageShape } from "./image.ts";
import type { LayerContext } from "./layer.ts";

/** A pooling layer's notation and sizes. */
export interface PoolingPlan {
  readonly notation: string;
  readonly geometry: PoolingGeometry;
}

/**
 * Lays the windows of a pooling layer over its input: `⌊(n - size) / stride⌋ + 1` of them along an
 * extent of `n`. What is left over at the right and at the bottom goes unused.
 *
 * @param name `max_pool` or `average_pool`.
 * @param size Extent of a window; one number for a square.
 * @param stride Distance of neighbouring windows; the size of a square window when left out.
 * @throws {RangeError} If an option is out of range, a window that is not square comes without a
 * stride, the input is no image, or a window is larger than it.
 */
export function planPooling(
  { inputShape }: LayerContext,
  name: string,
  size: Extent | number,
  stride?: number,
): PoolingPlan {
  const pool = extentOf(`a window of ${name}`, size);
  const square = pool.height === pool.width;
  if (stride === undefined && !square) {
    throw new RangeError(
      `Expected a stride for ${name} ${formatExtent(pool)}, whose window is not square, ` +
        "but found none",
    );
  }
  const step = positiveInteger(stride ?? pool.height, `the stride of ${name}`);
  const notation = `${name} ${square ? pool.height : formatExtent(pool)}` +
    (square && step === pool.height ? "" : ` stride ${step}`);
  const [channels, height, width] = imageShape(notation, inputShape);
  if (pool.height > height || pool.width > width) {
    throw new RangeError(
      `Expected an image of ${formatExtent(pool)} or more as input of "${notation}" but found ` +
        formatShape(inputShape),
    );
  }
  const geometry = {
    channels,
    height,
    width,
    poolHeight: pool.height,
    poolWidth: pool.width,
    stride: step,
    outputHeight: Math.floor((height - pool.height) / step) + 1,
    outputWidth: Math.floor((width - pool.width) / step) + 1,
  };
  return { notation, geometry };
}
