import { integer, nonNegativeNumber } from "../lib/config/values.ts";
import { formatSamples } from "../lib/data/csv_samples.ts";
import { generators } from "../lib/data/generators.ts";
import { USUAL_COUNT } from "../lib/data/point_sets.ts";
import { escapeInvisible } from "../lib/formats/quote.ts";
import { operand, option } from "./arguments/arguments.ts";
import { defineCommand, formatRows } from "./arguments/command.ts";
import { file, oneNamed } from "./arguments/values.ts";
import { writeFileAtomically } from "./files/write_file.ts";
import { sayWritten } from "./terminal/say.ts";

/** More samples would take long to write, and to read. */
const MOST_SAMPLES = 1e6;

const rows = generators.map(({ name, description, truth }): [string, string] => {
  return [name, `${description}; ${truth === undefined ? "classes" : "numbers to be predicted"}`];
});

/** Generates samples of numbers. */
export const command = defineCommand({
  name: "generate",
  summary: "Generates samples of numbers, points of classes or of a function, as a CSV file",
  operands: {
    generator: operand("kind", oneNamed("a kind of samples", generators), "what to generate"),
    path: operand("output", file, "CSV file to write, or - for the standard output"),
  },
  options: {
    count: option(
      "count",
      "n",
      integer(1, MOST_SAMPLES),
      `number of samples; ${USUAL_COUNT} when left out`,
    ),
    noise: option(
      "noise",
      "deviation",
      nonNegativeNumber,
      "standard deviation of the normal noise; what suits the kind when left out, and none at 0",
    ),
    seed: option(
      "seed",
      "n",
      integer(0, Number.MAX_SAFE_INTEGER),
      "start of the random numbers: same seed, same file; 1 when left out",
    ),
  },
  notes: `Kinds of samples:

${formatRows(rows)}

A configuration names the file as "rel_path_train_samples" or
"rel_path_test_samples".`,

  async run({ generator, path, ...options }) {
    await writeFileAtomically(path, formatSamples(generator.generate(options)));
    sayWritten(path, `Wrote ${escapeInvisible(path)}`);
  },
});
