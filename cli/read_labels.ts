import { formatTensorText } from "../lib/formats/tensor_text.ts";
import { operand } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { count, file } from "./arguments/values.ts";
import { readLabel } from "./files/idx_files.ts";
import { checkOwnFile } from "./files/taken_paths.ts";
import { writeFileAtomically } from "./files/write_file.ts";

const CLASSES = 10;

/** Writes one label of an IDX file, one-hot, as a tensor text file. */
export const command = defineCommand({
  name: "read-labels",
  summary: "Writes one label of an IDX file, one-hot, as a tensor text file",
  operands: {
    input: operand("idx labels", file, "IDX label file, gzip-compressed or not"),
    output: operand(
      "output",
      file,
      "file to write: the rank 1, the extent 10, then ten numbers, one per line: " +
        "1 at the position of the label, 0 elsewhere",
    ),
    index: operand("index", count(0), "position of the label in the file, counted from 0"),
  },
  options: {},

  async run({ input, output, index }) {
    await checkOwnFile(output, [{ path: input, what: "<idx labels>" }]);
    const label = await readLabel(input, index);
    const values = Array.from({ length: CLASSES }, (_, digit) => digit === label ? 1 : 0);
    await writeFileAtomically(output, formatTensorText({ extents: [CLASSES], values }));
  },
});
