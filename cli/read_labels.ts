import { formatTensorText } from "../lib/formats/tensor_text.ts";
import type { Command } from "./command.ts";
import { readLabel } from "./files/idx_files.ts";
import { parseItemArguments } from "./arguments/item_arguments.ts";
import { checkOwnFile } from "./files/taken_paths.ts";
import { writeFileAtomically } from "./files/write_file.ts";

const CLASSES = 10;

/** Writes one label of an IDX file, one-hot, as a tensor text file. */
export const command: Command = {
  name: "read-labels",
  usage: "<idx labels> <output> <index>",
  summary: "Writes one label of an IDX file, one-hot, as a tensor text file",
  help: `<idx labels>  IDX label file, gzip-compressed or not
<output>      file to write: the rank 1, the extent 10, then ten numbers, one per line:
              1 at the place of the label, 0 elsewhere
<index>       place of the label in the file, counted from 0`,

  async run(args) {
    const { input, output, index } = parseItemArguments(args);
    await checkOwnFile(output, [{ path: input, what: "<idx labels>" }]);
    const label = await readLabel(input, index);
    const values = Array.from({ length: CLASSES }, (_, digit) => digit === label ? 1 : 0);
    await writeFileAtomically(output, formatTensorText({ extents: [CLASSES], values }));
  },
};
