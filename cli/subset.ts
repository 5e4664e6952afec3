import { numbersOf } from "../lib/data/class_names.ts";
import { findClasses } from "../lib/data/classes.ts";
import { encodeImages } from "../lib/data/idx_images.ts";
import { encodeLabels } from "../lib/data/idx_labels.ts";
import type { Labels } from "../lib/data/labels.ts";
import { subset } from "../lib/data/subset.ts";
import { FormatError } from "../lib/formats/format_error.ts";
import { escapeInvisible, quote } from "../lib/formats/quote.ts";
import { formatShape } from "../lib/shape.ts";
import type { Dataset } from "../lib/data/dataset.ts";
import { operand, option, optionalOperand } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { UsageError } from "./arguments/reader.ts";
import { orientationOption } from "./arguments/config_arguments.ts";
import { count, file, fileOrFolder, wordList } from "./arguments/values.ts";
import { about } from "./files/about.ts";
import { checkWritable } from "./files/check_writable.ts";
import { planClassNames } from "./files/class_names_file.ts";
import { readDataset } from "./files/dataset_files.ts";
import { findArgumentInputs } from "./files/dataset_inputs.ts";
import { checkOwnFile } from "./files/taken_paths.ts";
import { writeFilesAtomically } from "./files/write_file.ts";
import { say } from "./terminal/say.ts";

/** The largest label of an IDX file of bytes. */
const LARGEST_LABEL = 255;

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
      "of these, only those of some classes, by name, or by label in an IDX file; they keep " +
        "their labels",
    ),
    perClass: option("per-class", "n", count(1), "of these, the first n of each class"),
    orientation: orientationOption,
  },
  notes: `Without options, everything is copied. Classes that are called by numbers have
these as labels. Where they have other names, the labels count them, and the
file class-names.txt beside the labels, written if there is none, has the names.`,

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
    checkClasses(classNames, dataset);
    const chosen = about(images, () => subset(dataset, { ...range, classes: classNames }));
    await writeIdx(chosen, outputImages, outputLabels);
  },
});

function checkClasses(classNames: readonly string[] | undefined, dataset: Dataset): void {
  try {
    findClasses(dataset, classNames ?? []);
  } catch (error) {
    if (!(error instanceof FormatError || error instanceof RangeError)) throw error;
    throw new UsageError(`--classes: ${error.message}`, { cause: error });
  }
}

async function writeIdx(dataset: Dataset, images: string, labels: string): Promise<void> {
  const { shape, count, images: pixels } = dataset;
  const [channels, rows, columns] = shape;
  if (rows === undefined || columns === undefined) {
    throw new Error(
      `${images}: Expected images of rows and columns, as an IDX file holds them, ` +
        `but found ${formatShape(shape)}`,
    );
  }
  const numbers = numbersOf(dataset.classNames);
  const values = numbers === undefined
    ? encodable(labels, dataset.labels, [...dataset.classNames.keys()])
    : encodable(labels, dataset.labels, numbers);
  const names = await planClassNames(
    labels,
    numbers === undefined ? dataset.classNames : undefined,
  );
  await writeFilesAtomically([
    ...(names === undefined ? [] : [names]),
    { path: images, content: encodeImages({ count, channels, rows, columns, pixels }) },
    { path: labels, content: encodeLabels(values) },
  ]);
  if (names === undefined) return;
  say(`Wrote ${escapeInvisible(names.path)}, with the names of the classes`);
}

/** Labels by the numbers of the classes. */
function encodable(path: string, labels: Labels, numbers: readonly number[]): Uint8Array {
  return Uint8Array.from(labels, (label) => {
    const number = numbers[label];
    if (number <= LARGEST_LABEL) return number;
    throw new Error(
      `${path}: Expected classes of 0 to ${LARGEST_LABEL}, all that an IDX file of bytes can hold, ` +
        `but found ${number}`,
    );
  });
}
