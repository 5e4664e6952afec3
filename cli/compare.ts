import { keys } from "../lib/config/keys.ts";
import { option, repeatedOperand } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { fileOrFolder, folder } from "./arguments/values.ts";
import { writeComparison } from "./compare/write_comparison.ts";

/** Writes a comparison of trainings as a page and as picture files. */
export const command = defineCommand({
  name: "compare",
  summary: "Writes a page with charts that compare trainings",
  operands: {
    paths: repeatedOperand(
      "run",
      fileOrFolder,
      1,
      'history (.jsonl or .csv) or model (.safetensors), as "mnist train" writes them; ' +
        "configuration file, for its model and history; or folder of a sweep",
    ),
  },
  options: {
    out: option(
      "out",
      "folder",
      folder,
      "where to write; beside the first run, <run>-comparison, when left out",
    ),
    device: option(
      "device",
      "name",
      keys.device.kind,
      "what does the arithmetic of tests; what is fastest here when left out",
    ),
  },
  notes: `It writes "index.html", a page that needs no other file and no network, and each
of its charts as an SVG and a PNG file: learning curves over one another, with
means over seeds; errors, or losses where numbers are predicted, over the keys
that differ; and a table of all runs. Two models of images are also compared
image by image. The folder must be new or empty, or hold an earlier comparison,
which is replaced.`,

  async run({ paths, out, device }) {
    await writeComparison(paths, { out, device });
  },
});
