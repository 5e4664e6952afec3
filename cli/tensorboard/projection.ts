import { join } from "@std/path";
import type { Dataset } from "../../lib/data/dataset.ts";
import type { Normalization } from "../../lib/data/normalization.ts";
import { extentsOf } from "../../lib/data/pixel.ts";
import { encodeColourPng } from "../../lib/formats/encode_png.ts";
import {
  formatLabels,
  formatPoints,
  formatProjectorConfig,
} from "../../lib/formats/tensorboard/projector.ts";
import type { Network } from "../../lib/network.ts";
import { datasetPicture } from "../../lib/plots/picture.ts";
import { Batches } from "../../lib/training/batches.ts";
import { activationsOfAsync } from "../../lib/training/inspection.ts";
import { writeFilesAtomically } from "../files/write_file.ts";

/** More are not told from each other. */
const MOST_POINTS = 1000;
/** What a page loads in a few seconds. */
const MOST_NUMBERS = 2e6;
/** Browsers take no larger pictures, in pixels, for a sprite. */
const LARGEST_SPRITE = 8192;

/**
 * Writes what TensorBoard's projector shows of a trained network: for the first images of a dataset, up
 * to a thousand, what the last hidden layer puts out, with the class of each and its picture.
 *
 * @param folder The folder of the run.
 * @throws {Error} If a file cannot be written; the message names it.
 */
export async function writeProjection(
  folder: string,
  network: Network,
  dataset: Dataset,
  normalization: Normalization,
): Promise<void> {
  const image = extentsOf(dataset.shape);
  const across = Math.floor(LARGEST_SPRITE / Math.max(image.width, image.height));
  const some = dataset.slice(0, Math.min(dataset.count, MOST_POINTS, across ** 2));
  const points = await hiddenActivations(network, some, normalization);
  const shown = some.slice(0, points.length);
  const files = {
    points: "projector/activations.tsv",
    labels: "projector/labels.tsv",
    sprite: "projector/sprite.png",
  };
  await writeFilesAtomically([
    { path: join(folder, files.points), content: formatPoints(points) },
    { path: join(folder, files.labels), content: formatLabels(labelsOf(shown)) },
    { path: join(folder, files.sprite), content: encodeSprite(shown) },
    {
      path: join(folder, "projector_config.pbtxt"),
      content: formatProjectorConfig({ name: "last hidden layer", files, image }),
    },
  ]);
}

/** What goes into the last layer that has parameters: a row for each image, as long as there is room. */
async function hiddenActivations(
  network: Network,
  dataset: Dataset,
  normalization: Normalization,
): Promise<ArrayLike<number>[]> {
  const last = network.layers.findLastIndex(({ parameters }) => parameters.length > 0);
  const batches = new Batches(network, dataset, { normalization });
  const rows: ArrayLike<number>[] = [];
  for (let i = 0; i < batches.count; i++) {
    const { inputs } = batches.load(i);
    if (last < 1) await network.device.settle(inputs);
    const hidden = last < 1 ? inputs : (await activationsOfAsync(network, inputs))[last - 1].output;
    const most = Math.max(1, Math.floor(MOST_NUMBERS / hidden.columns));
    rows.push(...hidden.toRows());
    if (rows.length >= most) return rows.slice(0, most);
  }
  return rows;
}

function labelsOf({ labels, classNames }: Dataset): string[] {
  return Array.from(labels, (label) => classNames[label]);
}

/** The images side by side, row after row, in a square. */
function encodeSprite(dataset: Dataset): Uint8Array {
  const { width, height } = extentsOf(dataset.shape);
  const across = Math.max(1, Math.ceil(Math.sqrt(dataset.count)));
  const row = 3 * across * width;
  const pixels = new Uint8Array(row * across * height);
  for (let i = 0; i < dataset.count; i++) {
    const picture = datasetPicture(dataset, i).pixels;
    const start = Math.floor(i / across) * height * row + (i % across) * width * 3;
    for (let y = 0; y < height; y++) {
      pixels.set(picture.subarray(y * width * 3, (y + 1) * width * 3), start + y * row);
    }
  }
  return encodeColourPng({ width: across * width, height: across * height, pixels });
}
