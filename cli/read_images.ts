import { formatTensorText } from "../lib/formats/tensor_text.ts";
import type { Command } from "./command.ts";
import { readImage } from "./files/idx_files.ts";
import { parseItemArguments } from "./arguments/item_arguments.ts";
import { checkOwnFile } from "./files/taken_paths.ts";
import { writeFileAtomically } from "./files/write_file.ts";

/** Writes one image of an IDX file as a tensor text file. */
export const command: Command = {
  name: "read-images",
  usage: "<idx images> <output> <index>",
  summary: "Writes one image of an IDX file as a tensor text file",
  help: `<idx images>  IDX image file, gzip-compressed or not
<output>      file to write: the rank 2, rows, columns, then the pixels row by row,
              from 0 (background) to 1 (ink), one number per line
<index>       place of the image in the file, counted from 0`,

  async run(args) {
    const { input, output, index } = parseItemArguments(args);
    await checkOwnFile(output, [{ path: input, what: "<idx images>" }]);
    const { rows, columns, pixels } = await readImage(input, index);
    const values = Array.from(pixels, (pixel) => pixel / 255);
    await writeFileAtomically(output, formatTensorText({ extents: [rows, columns], values }));
  },
};
