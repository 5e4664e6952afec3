import { Dataset } from "../lib/data/dataset.ts";
import { extentsOf } from "../lib/data/pixel.ts";
import type { Tiles } from "../lib/plots/chart.ts";
import { drawSvg, sheetWidth } from "../lib/plots/draw_svg.ts";
import { datasetPicture } from "../lib/plots/picture.ts";
import { formatImageAsText, formatImageInColour } from "../lib/plots/text_image.ts";
import { operand, option, optionalOperand } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { UsageError } from "./arguments/reader.ts";
import { count, file, fileOrFolder } from "./arguments/values.ts";
import { findArgumentInputs } from "./files/dataset_inputs.ts";
import { readDataset } from "./files/dataset_files.ts";
import { isLoneFile } from "./files/dataset_location.ts";
import { readImages } from "./files/idx_files.ts";
import { checkOwnFile } from "./files/taken_paths.ts";
import { svgToPng } from "./files/svg_to_png.ts";
import { checkWritable, writeFileAtomically } from "./files/write_file.ts";

/** Where there is no terminal that has a width. */
const USUAL_WIDTH = 80;
const GAP = 2;

/** Images that are shown, unless the user says how many. */
const USUAL_COUNT = { terminal: 10, png: 100 } as const;
/** More do not fit into a picture that can be looked at. */
const MOST_TILES = 2500;

/** Shows images of a dataset. */
export const command = defineCommand({
  name: "show",
  summary: "Shows images of a dataset in the terminal or as a sheet of tiles",
  operands: {
    images: operand(
      "images",
      fileOrFolder,
      "IDX image file, folder with a folder of PNG images for each class, or CIFAR-10 records",
    ),
    labels: optionalOperand("labels", file, "IDX label file of an IDX image file"),
  },
  options: {
    from: option("from", "i", count(0), "first image, counted from 0; 0 when left out"),
    count: option(
      "count",
      "n",
      count(1),
      `number of images; ${USUAL_COUNT.terminal} when left out, ${USUAL_COUNT.png} in a PNG file`,
    ),
    png: option("png", "file", file, "write a PNG image with all of them as tiles instead"),
  },
  notes: `Above each image (in a PNG file, below it) are its number and, where it is
known, its class.`,

  async run({ images, labels, from = 0, count, png }) {
    if (png !== undefined && count !== undefined && count > MOST_TILES) {
      throw new UsageError(`Expected at most ${MOST_TILES} tiles but found ${count}`);
    }
    if (png !== undefined) {
      await checkOwnFile(png, await findArgumentInputs(images, labels));
      await checkWritable(png);
    }
    const pictures = await readPictures(images, labels);
    if (png === undefined) {
      return print(choose(images, pictures, from, count ?? USUAL_COUNT.terminal));
    }
    const { dataset, titles } = choose(images, pictures, from, count ?? USUAL_COUNT.png);
    await writeFileAtomically(png, await drawSheet(images, dataset, titles));
  },
});

/** Images, and what is written beside each. */
interface Pictures {
  readonly dataset: Dataset;
  readonly titles: readonly string[];
}

async function readPictures(images: string, labels: string | undefined): Promise<Pictures> {
  if (await isLoneFile(images, labels)) return await readUnlabelled(images);
  const dataset = await readDataset(images, labels);
  const titles = Array.from(dataset.labels, (label, i) => `${i}: ${dataset.classNames[label]}`);
  return { dataset, titles };
}

/** An IDX image file can be looked at without its labels. */
async function readUnlabelled(images: string): Promise<Pictures> {
  const { count, rows, columns, pixels } = await readImages(images);
  const dataset = new Dataset(pixels, new Uint8Array(count), [1, rows, columns]);
  return { dataset, titles: Array.from({ length: count }, (_, i) => `${i}`) };
}

/** Some of the images; fewer than `count` at the end. */
function choose(
  path: string,
  { dataset, titles }: Pictures,
  from: number,
  count: number,
): Pictures {
  if (from >= dataset.count) {
    throw new Error(
      `${path}: Expected a first image below ${dataset.count}, their number, but found ${from}`,
    );
  }
  const to = Math.min(from + count, dataset.count);
  return { dataset: dataset.slice(from, to), titles: titles.slice(from, to) };
}

/** A PNG file with images in about as many columns as rows. */
function drawSheet(
  path: string,
  dataset: Dataset,
  titles: readonly string[],
): Promise<Uint8Array> {
  const columns = Math.ceil(Math.sqrt(dataset.count));
  const chart: Tiles = {
    kind: "tiles",
    id: "images",
    title: "",
    description: `Images of ${path}.`,
    tiles: titles.map((title, i) => ({ picture: datasetPicture(dataset, i), captions: [title] })),
    columns,
  };
  // The height follows from the tiles.
  const size = { width: sheetWidth(chart.tiles, columns), height: 0 };
  return svgToPng(drawSvg(chart, size), 1);
}

/** Prints images side by side, as many as the terminal is wide. */
function print({ dataset, titles }: Pictures): void {
  const isTerminal = Deno.stdout.isTerminal();
  const format = isTerminal && !Deno.noColor ? formatImageInColour : formatImageAsText;
  const extents = extentsOf(dataset.shape);
  const screen = isTerminal ? Deno.consoleSize().columns : USUAL_WIDTH;
  const perRow = Math.max(1, Math.floor((screen + GAP) / (extents.width + GAP)));
  for (let start = 0; start < dataset.count; start += perRow) {
    const tiles = titles.slice(start, start + perRow).map((title, i) => {
      const image = dataset.slice(start + i, start + i + 1).images;
      return [title.slice(0, extents.width).padEnd(extents.width), ...format(image, extents)];
    });
    const lines = tiles[0].map((_, line) => tiles.map((tile) => tile[line]).join(" ".repeat(GAP)));
    console.log(`${lines.map((line) => line.trimEnd()).join("\n")}\n`);
  }
}
