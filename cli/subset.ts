import { parseArgs } from "@std/cli";
import { encodeImages, encodeLabels } from "../lib/data/idx.ts";
import { subset } from "../lib/data/subset.ts";
import { quote } from "../lib/formats/quote.ts";
import { formatShape } from "../lib/shape.ts";
import type { Dataset } from "../lib/data/dataset.ts";
import type { Command } from "./command.ts";
import { about } from "./files/about.ts";
import { readDataset } from "./files/dataset_files.ts";
import { findArgumentInputs } from "./files/dataset_inputs.ts";
import { checkOwnFile } from "./files/taken_paths.ts";
import { parseCount } from "./arguments/option_values.ts";
import { countWords } from "./arguments/count_words.ts";
import { rejectUnknownOption } from "./arguments/unknown_option.ts";
import { UsageError } from "./usage_error.ts";
import { checkWritable, writeFileAtomically } from "./files/write_file.ts";

/** Cuts samples out of a dataset. */
export const command: Command = {
  name: "subset",
  usage: "<images> [labels] <output images> <output labels> [--from <i>] [--to <i>]\n" +
    "                    [--classes <class,...>] [--per-class <n>]",
  summary: "Cuts samples out of a dataset and writes them as IDX files",
  help: `<images>           IDX image file with its <labels>; or, without them, a folder of PNG
                   images in one folder per class
<output images>    IDX image file to write
<output labels>    IDX label file to write

--from <i>         first sample, counted from 0
--to <i>           the sample behind the last one
--classes 1,7      of these, the ones of some classes, by number or name; they keep their labels
--per-class <n>    of these, the first n of each class

Without options, everything is copied.`,

  async run(args) {
    const options = parseArgs(args, {
      string: ["from", "to", "classes", "per-class", "_"],
      unknown: rejectUnknownOption("from", "to", "classes", "per-class"),
    });
    const paths = options._;
    if (paths.length !== 3 && paths.length !== 4) {
      throw new UsageError(
        "Expected <images> [labels] <output images> <output labels> " +
          `but found ${countWords(paths)}`,
      );
    }
    const labels = paths.length === 4 ? paths[1] : undefined;
    const [outputImages, outputLabels] = paths.slice(-2);
    if (outputImages === outputLabels) {
      throw new UsageError(`Expected two files to write but found ${quote(outputImages)} twice`);
    }
    const range = {
      from: parseCount("from", options.from, 0),
      to: parseCount("to", options.to, 1),
      perClass: parseCount("per-class", options["per-class"], 1),
    };
    const inputs = await findArgumentInputs(paths[0], labels);
    await checkOwnFile(outputImages, inputs);
    const taken = [...inputs, { path: outputImages, what: "<output images> too" }];
    await checkOwnFile(outputLabels, taken);
    await checkWritable(outputImages);
    await checkWritable(outputLabels);
    const dataset = await readDataset(paths[0], labels);
    const classes = parseClasses(options.classes, dataset);
    const chosen = about(paths[0], () => subset(dataset, { ...range, classes }));
    await writeIdx(chosen, outputImages, outputLabels);
  },
};

function parseClasses(text: string | undefined, dataset: Dataset): number[] | undefined {
  return text?.split(",").map((word) => classOf(word.trim(), dataset));
}

function classOf(word: string, { classes, classNames }: Dataset): number {
  const named = classNames.indexOf(word);
  const number = /^\d+$/.test(word) ? Number(word) : -1;
  if (named >= 0) return named;
  if (number >= 0 && number < classes) return number;
  throw new UsageError(
    `Expected --classes of ${classNames.join(", ")} but found ${quote(word)}`,
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
  await writeFileAtomically(images, encodeImages({ count, rows, columns, pixels }));
  await writeFileAtomically(labels, encodeLabels(dataset.labels));
}
