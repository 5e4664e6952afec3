import type { Matrix } from "../matrix.ts";
import type { Shape } from "../shape.ts";
import type { Tiles } from "./chart.ts";
import { checkedImageShape, type LayerName, partOf, subtitleOf } from "./layer_images.ts";
import { weightTiles } from "./weight_tiles.ts";

/** More are too small to be looked at. */
const MOST_UNITS = 100;
/** Ten classes are in two rows. */
const USUAL_COLUMNS = 5;

/**
 * The weights of a dense layer on images as images: those of a unit are as many as the image has
 * values, and show what the unit looks for.
 *
 * One channel is drawn in diverging colours, white at zero; three as red, green and blue; of any other
 * number, the mean. Of more than 100 units the first 100 are shown.
 *
 * Source: Uppsala, exercise 2b.
 *
 * @param weights `inputs × outputs`, as in the layer.
 * @param shape The shape of the layer's input before it was flattened.
 * @param names One for each unit, for the captions: the classes for the last layer; numbers from 1 when
 * left out.
 * @throws {RangeError} If the shape is no image's, or not that of the layer's inputs.
 *
 * @example
 * ```ts
 * import { Matrix } from "@handwriting/mnist";
 * import { weightImages } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const weights = Matrix.of([[1, 0], [0, -1], [0, 0], [1, 0]]);
 * const chart = weightImages(weights, [1, 2, 2], { layer: 2, name: "2 dense 2" }, ["cat", "dog"]);
 * assertEquals(chart.tiles.map(({ captions }) => captions), [["cat"], ["dog"]]);
 * assertEquals(chart.colours?.limit, 1);
 * ```
 */
export function weightImages(
  weights: Matrix,
  shape: Shape,
  { layer, name }: LayerName,
  names?: readonly string[],
): Tiles {
  const extents = checkedImageShape(shape, weights.rows);
  const shown = Math.min(weights.columns, MOST_UNITS);
  const images = Array.from({ length: shown }, (_, unit) => ({
    weights: columnOf(weights, unit),
    captions: [names?.[unit] ?? `${unit + 1}`],
  }));
  const { tiles, colours, remark } = weightTiles(images, extents);
  return {
    kind: "tiles",
    id: `weights-${layer}`,
    title: `Weights of layer ${name}`,
    subtitle: subtitleOf(partOf(shown, weights.columns, "units"), remark),
    description: `The weights of ${shown} units of layer ${name}, each as an image of its inputs.`,
    tiles,
    columns: shown <= 2 * USUAL_COLUMNS ? USUAL_COLUMNS : undefined,
    colours,
  };
}

function columnOf(matrix: Matrix, column: number): Float64Array {
  return Float64Array.from({ length: matrix.rows }, (_, row) => matrix.at(row, column));
}
