import type { WeightPictures } from "../layers/parameter.ts";
import type { Network } from "../network.ts";
import type { Tiles } from "./chart.ts";
import { filterImages } from "./filter_images.ts";
import { weightImages } from "./weight_images.ts";
import { sizeOf } from "../shape.ts";

/** A chart of weights, and what its pictures show. */
export interface WeightChart {
  readonly of: WeightPictures["of"];
  /** Whether they are applied to the image itself, and not to what other layers make of it. */
  readonly isFirst: boolean;
  readonly chart: Tiles;
}

/**
 * The weights that are something to look at, as images: those of the lowest layer that has any, and
 * the filters of the layers above it.
 *
 * @param classNames What the units are called, should they be the network's outputs and as many.
 * @returns None if there is no such layer, or what it takes in are not the values of an image.
 */
export function weightCharts(
  { inputShape, layers }: Network,
  classNames: readonly string[],
): WeightChart[] {
  const pictured = layers.flatMap(({ notation, parameters }, index) =>
    parameters.flatMap(({ value, pictures }) =>
      pictures === undefined ? [] : [{ index, notation, value, pictures }]
    )
  );
  return pictured.flatMap(({ index, notation, value, pictures }, place): WeightChart[] => {
    const name = { layer: index + 1, name: `${index + 1} ${notation}` };
    const isFirst = place === 0;
    if (pictures.of === "filters") {
      return [{ of: "filters", isFirst, chart: filterImages(value, pictures.shape, name) }];
    }
    // The layer takes an image as a list of its values, which has forgotten their places.
    const shape = [inputShape, ...layers.slice(0, index).map(({ outputShape }) => outputShape)]
      .findLast(({ length }) => length === 3);
    if (!isFirst || shape === undefined || sizeOf(shape) !== value.rows) return [];
    const isOutput = !layers.slice(index + 1).some(({ parameters }) => parameters.length > 0);
    const tellsClasses = isOutput && value.columns === classNames.length;
    const names = tellsClasses ? classNames : undefined;
    return [{ of: "units", isFirst, chart: weightImages(value, shape, name, names) }];
  });
}
