import { Convolution } from "../lib/layers/convolution.ts";
import { Dense } from "../lib/layers/dense.ts";
import type { Layer } from "../lib/layers/layer.ts";
import type { Network } from "../lib/network.ts";
import type { Tiles } from "../lib/plots/chart.ts";
import { filterImages } from "../lib/plots/filter_images.ts";
import type { LayerName } from "../lib/plots/layer_name.ts";
import { weightImages } from "../lib/plots/weight_images.ts";
import { sizeOf } from "../lib/shape.ts";

/** A layer with weights, and the chart of these. */
export interface FirstWeights {
  readonly layer: Convolution | Dense;
  readonly chart: Tiles;
}

/**
 * The weights of the lowest dense or convolutional layer as images.
 *
 * @param classNames What the units are called, should they be the network's outputs and as many.
 * @returns Undefined if there is no such layer, or what it takes in are not the values of an image.
 */
export function firstWeights(
  { inputShape, layers }: Network,
  classNames: readonly string[],
): FirstWeights | undefined {
  const index = layers.findIndex((layer) => layer instanceof Convolution || layer instanceof Dense);
  const layer = layers[index];
  if (layer instanceof Convolution) {
    const { kernel, inputShape: [channels], weights } = layer;
    const shape = [channels, kernel.height, kernel.width] as const;
    return { layer, chart: filterImages(weights.value, shape, nameOf(index, layer)) };
  }
  if (!(layer instanceof Dense)) return undefined;
  // The layer takes an image as a list of its values, which has forgotten their places.
  const shape = [inputShape, ...layers.slice(0, index).map(({ outputShape }) => outputShape)]
    .findLast(({ length }) => length === 3);
  const { value } = layer.weights;
  if (shape === undefined || sizeOf(shape) !== value.rows) return undefined;
  const isOutput = !layers.slice(index + 1).some(({ parameters }) => parameters.length > 0);
  const tellsClasses = isOutput && value.columns === classNames.length;
  const names = tellsClasses ? classNames : undefined;
  return { layer, chart: weightImages(value, shape, nameOf(index, layer), names) };
}

function nameOf(index: number, { notation }: Layer): LayerName {
  return { layer: index + 1, name: `${index + 1} ${notation}` };
}
