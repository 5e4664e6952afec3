import type { Augmentation } from "../data/augmentation.ts";
import { Augmenter } from "../data/augmenter.ts";
import { Dataset } from "../data/dataset.ts";
import type { Random } from "../random.ts";
import type { Tile, Tiles } from "./chart.ts";
import { datasetPicture } from "./picture.ts";

/** Distorted versions of an image when nobody says how many. */
const USUAL_VERSIONS = 7;

/**
 * What augmentation does to images: a row for each image, itself first, then versions of it that are
 * all distorted, whatever the chance for that is in training.
 *
 * @param dataset All of its images are shown.
 * @param random Makes the choices. The same state gives the same versions.
 * @param versions Distorted versions of each image; 7 when left out.
 * @throws {RangeError} If a number of the augmentation is out of range, or the shape is no image's.
 *
 * @example
 * ```ts
 * import { batchAugmentation, Dataset, Random } from "@handwriting/mnist";
 * import { augmentationTiles } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const dataset = new Dataset(new Uint8Array(784).fill(9), Uint8Array.of(4), [1, 28, 28]);
 * const chart = augmentationTiles(dataset, batchAugmentation, new Random(1), 2);
 * assertEquals(chart.tiles.map(({ captions }) => captions), [["4"], [], []]);
 * ```
 */
export function augmentationTiles(
  dataset: Dataset,
  augmentation: Augmentation,
  random: Random,
  versions = USUAL_VERSIONS,
): Tiles {
  const { chance, unit } = augmentation;
  const augmenter = new Augmenter({ ...augmentation, chance: 1 }, dataset.shape, random);
  const rows = Array.from({ length: dataset.count }, (_, i): Tile[] => {
    const distorted = distort(dataset.slice(i, i + 1), augmenter, versions);
    return [
      { picture: datasetPicture(dataset, i), captions: [dataset.classNames[dataset.labels[i]]] },
      ...Array.from({ length: versions }, (_, version) => {
        return { picture: datasetPicture(distorted, version), captions: [] };
      }),
    ];
  });
  return {
    kind: "tiles",
    id: "augmentation",
    title: "Augmentation",
    subtitle: `${rangesOf(augmentation)}, in ${percent(chance)} of the ` +
      `${unit === "batch" ? "batches" : "images"}`,
    description: `${dataset.count} images, each followed by ${versions} distorted versions of it.`,
    tiles: rows.flat(),
    columns: 1 + versions,
  };
}

/** Versions of the one image of a dataset. */
function distort(original: Dataset, augmenter: Augmenter, versions: number): Dataset {
  const images = new Uint8Array(versions * original.images.length);
  augmenter.fill(images, original.images, new Int32Array(versions), versions);
  return new Dataset(
    images,
    new Uint8Array(versions).fill(original.labels[0]),
    original.shape,
    original.classes,
  );
}

function rangesOf(augmentation: Augmentation): string {
  const { zoom, rotation, shear, shift, elastic, flip, erase } = augmentation;
  const ranges = [`Zoom up to ±${percent(zoom)}`, `rotation up to ±${rotation}°`];
  if (shear > 0) ranges.push(`shear up to ±${shear}°`);
  ranges.push(`shift up to ${percent(shift)}`);
  if (elastic > 0) ranges.push(`elastic up to ${percent(elastic)}`);
  if (flip > 0) ranges.push(`${percent(flip)} mirrored`);
  if (erase > 0) ranges.push(`erased up to ${percent(erase)}`);
  return ranges.join(", ");
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}
