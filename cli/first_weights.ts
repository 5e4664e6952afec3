import type { WeightPictures } from "../lib/layers/parameter.ts";
import type { Network } from "../lib/network.ts";
import type { Tiles } from "../lib/plots/chart.ts";
import { filterImages } from "../lib/plots/filter_images.ts";
import { weightImages } from "../lib/plots/weight_images.ts";
import { sizeOf } from "../lib/shape.ts";

/** A chart of weights, and what its pictures show. */
export interface FirstWeights {
  readonly of: WeightPictures["of"];
  readonly chart: Tiles;
}

/**
 * The weights of the lowest layer whose weights are something to look at, as images.
 *
 * @param classNames What the units are called, should they be the network's outputs and as many.
 * @returns Undefined if there is no such layer, or what it takes in are not the values of an image.
 */
export function firstWeights(
  { inputShape, layers }: Network,
  classNames: readonly string[],
): FirstWeights | undefined {
  const first = layers.flatMap(({ notation, parameters }, index) =>
    parameters.flatMap(({ value, pictures }) =>
      pictures === undefined ? [] : [{ index, notation, value, pictures }]
    )
  ).at(0);
  if (first === undefined) return undefined;
  const { index, notation, value, pictures } = first;
  const name = { layer: index + 1, name: `${index + 1} ${notation}` };
  if (pictures.of === "filters") {
    return { of: "filters", chart: filterImages(value, pictures.shape, name) };
  }
  // The layer takes an image as a list of its values, which has forgotten their places.
  const shape = [inputShape, ...layers.slice(0, index).map(({ outputShape }) => outputShape)]
    .findLast(({ length }) => length === 3);
  if (shape === undefined || sizeOf(shape) !== value.rows) return undefined;
  const isOutput = !layers.slice(index + 1).some(({ parameters }) => parameters.length > 0);
  const tellsClasses = isOutput && value.columns === classNames.length;
  const names = tellsClasses ? classNames : undefined;
  return { of: "units", chart: weightImages(value, shape, name, names) };
}
