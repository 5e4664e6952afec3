import { encodeImages, encodeLabels } from "../lib/data/idx.ts";
import { subset } from "../lib/data/subset.ts";
import { quote } from "../lib/formats/quote.ts";
import { formatShape } from "../lib/shape.ts";
import type { Dataset } from "../lib/data/dataset.ts";
import { operand, option, optionalOperand } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { UsageError } from "./arguments/reader.ts";
import { orientationOption } from "./arguments/config_arguments.ts";
import { count, file, fileOrFolder, wordList } from "./arguments/values.ts";
import { about } from "./files/about.ts";
import { readDataset } from "./files/dataset_files.ts";
import { findArgumentInputs } from "./files/dataset_inputs.ts";
import { checkOwnFile } from "./files/taken_paths.ts";
import { checkWritable, writeFilesAtomically } from "./files/write_file.ts";

/** Cuts samples out of a dataset. */
export const command = defineCommand({
  name: "subset",
  summary: "Cuts samples out of a dataset and writes them as IDX files",
  operands: {
    images: operand(
      "images",
      fileOrFolder,
      "IDX image file with its [labels]; or, without them, a CSV file, CIFAR-10 records, or a " +
        "folder of these, or with a folder of PNG or JPEG images for each class",
    ),
    labels: optionalOperand("labels", file, "IDX label file"),
    outputImages: operand("output images", file, "IDX image file to write"),
    outputLabels: operand("output labels", file, "IDX label file to write"),
  },
  options: {
    from: option("from", "i", count(0), "first sample, counted from 0"),
    to: option("to", "i", count(1), "the sample after the last one"),
    classNames: option(
      "classes",
      "class,...",
      wordList,
      "of these, only those of some classes, by number or name; they keep their labels",
    ),
    perClass: option("per-class", "n", count(1), "of these, the first n of each class"),
    orientation: orientationOption,
  },
  notes: "Without options, everything is copied.",

  async run({ images, labels, outputImages, outputLabels, classNames, orientation, ...range }) {
    if (outputImages === outputLabels) {
      throw new UsageError(`Expected two files to write but found ${quote(outputImages)} twice`);
    }
    const inputs = await findArgumentInputs(images, labels);
    await checkOwnFile(outputImages, inputs);
    const taken = [...inputs, { path: outputImages, what: "<output images> too" }];
    await checkOwnFile(outputLabels, taken);
    await checkWritable(outputImages);
    await checkWritable(outputLabels);
    const dataset = await readDataset(images, labels, { orientation });
    const classes = classNames?.map((name) => classOf(name, dataset));
    const chosen = about(images, () => subset(dataset, { ...range, classes }));
    await writeIdx(chosen, outputImages, outputLabels);
  },
});

function classOf(word: string, { classes, classNames }: Dataset): number {
  const named = classNames.indexOf(word);
  const number = /^\d+$/.test(word) ? Number(word) : -1;
  if (named >= 0) return named;
  if (number >= 0 && number < classes) return number;
  throw new UsageError(
    `--classes: Expected some of ${classNames.join(", ")} but found ${quote(word)}`,
  );
}

async function writeIdx(dataset: Dataset, images: string, labels: string): Promise<void> {
  const { shape, count, images: pixels } = dataset;
  const [channels, rows, columns] = shape;
  if (channels !== 1 || rows === undefined || columns === undefined) {
    throw new Error(
      `${images}: Expected images of one channel, all that an IDX file can hold, ` +
        `but found ${formatShape(shape)}`,
    );
  }
  await writeFilesAtomically([
    { path: images, content: encodeImages({ count, rows, columns, pixels }) },
    { path: labels, content: encodeLabels(dataset.labels) },
  ]);
}
