import type { Dataset } from "../data/dataset.ts";
import type { Tiles } from "./chart.ts";
import { formatCount } from "./format_figure.ts";
import { datasetPicture } from "./picture.ts";

/** Images shown of each class when nobody says how many. */
const USUAL_COUNT = 10;

/**
 * The first images of each class of a dataset, a row for each class if there are enough of them all.
 *
 * @param name What the data is for: `training`.
 * @param perClass Images shown of each class at most; 10 when left out.
 *
 * @example
 * ```ts
 * import { Dataset } from "@handwriting/mnist";
 * import { datasetTiles } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const dataset = new Dataset(new Uint8Array(3), Uint8Array.of(1, 0, 1), [1, 1, 1], 2);
 * const { tiles } = datasetTiles(dataset, "training", 1);
 * assertEquals(tiles.map(({ captions }) => captions), [["0"], ["1"]]);
 * ```
 */
export function datasetTiles(dataset: Dataset, name: string, perClass = USUAL_COUNT): Tiles {
  const indices = dataset.classNames.map(() => new Array<number>());
  dataset.labels.forEach((label, i) => {
    if (indices[label].length < perClass) indices[label].push(i);
  });
  const shown = indices.flat();
  return {
    kind: "tiles",
    id: `${name}-images`,
    title: `Images of the ${name} data`,
    subtitle: `${shown.length} of ${formatCount(dataset.count)} images`,
    description: `The first images of each of ${dataset.classes} classes, with their class.`,
    tiles: shown.map((i) => ({
      picture: datasetPicture(dataset, i),
      captions: [dataset.classNames[dataset.labels[i]]],
    })),
    columns: indices.every(({ length }) => length === perClass) ? perClass : undefined,
  };
}
