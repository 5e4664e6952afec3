import type { Dataset } from "../lib/data/dataset.ts";
import { extentsOf } from "../lib/data/pixel.ts";
import type { Tiles } from "../lib/plots/chart.ts";
import { drawSvg, sheetWidth } from "../lib/plots/draw_svg.ts";
import { datasetPicture } from "../lib/plots/picture.ts";
import { operand, option, optionalOperand } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { UsageError } from "./arguments/reader.ts";
import { orientationOption } from "./arguments/config_arguments.ts";
import { count, file, fileOrFolder } from "./arguments/values.ts";
import { checkWritable } from "./files/check_writable.ts";
import { findArgumentInputs } from "./files/dataset_inputs.ts";
import { readDatasetRange } from "./files/dataset_range.ts";
import { checkOwnFile } from "./files/taken_paths.ts";
import { svgToPng } from "./files/svg_to_png.ts";
import { printTiles } from "./terminal/print_tiles.ts";
import { writeFileAtomically } from "./files/write_file.ts";

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
      "IDX image file, CSV file, CIFAR-10 records, or folder of these, or with a folder of PNG or " +
        "JPEG images for each class",
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
    orientation: orientationOption,
  },
  notes: `Above each image (in a PNG file, below it) are its number and, where it is
known, its class.`,

  async run({ images, labels, from = 0, count, png, orientation }) {
    if (png !== undefined && count !== undefined && count > MOST_TILES) {
      throw new UsageError(`Expected at most ${MOST_TILES} tiles but found ${count}`);
    }
    if (png !== undefined) {
      await checkOwnFile(png, await findArgumentInputs(images, labels));
      await checkWritable(png);
    }
    const usual = png === undefined ? USUAL_COUNT.terminal : USUAL_COUNT.png;
    const range = { from, count: count ?? usual };
    const read = await readDatasetRange(images, labels, range, orientation);
    const titles = Array.from({ length: read.images.count }, (_, i) => {
      const name = read.names[i];
      return name === undefined ? `${from + i}` : `${from + i}: ${name}`;
    });
    if (png === undefined) return print({ dataset: read.images, titles });
    await writeFileAtomically(png, await drawSheet(images, read.images, titles));
  },
});

/** Images, and what is written beside each. */
interface Pictures {
  readonly dataset: Dataset;
  readonly titles: readonly string[];
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

/** Prints images side by side. */
function print({ dataset, titles }: Pictures): void {
  const tiles = titles.map((title, i) => ({ title, image: dataset.slice(i, i + 1).images }));
  printTiles(tiles, extentsOf(dataset.shape), console.log);
}
