import { formatTensorText } from "../lib/formats/tensor_text.ts";
import { operand } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { count, file } from "./arguments/values.ts";
import { readImage } from "./files/idx_files.ts";
import { checkOwnFile } from "./files/taken_paths.ts";
import { writeFileAtomically } from "./files/write_file.ts";

/** Writes one image of an IDX file as a tensor text file. */
export const command = defineCommand({
  name: "read-images",
  summary: "Writes one image of an IDX file as a tensor text file",
  operands: {
    input: operand("idx images", file, "IDX image file, gzip-compressed or not"),
    output: operand(
      "output",
      file,
      "file to write: the rank 2, rows, columns, then the pixels row by row, " +
        "from 0 (background) to 1 (ink), one number per line",
    ),
    index: operand("index", count(0), "position of the image in the file, counted from 0"),
  },
  options: {},

  async run({ input, output, index }) {
    await checkOwnFile(output, [{ path: input, what: "<idx images>" }]);
    const { channels, rows, columns, pixels } = await readImage(input, index);
    const extents = channels === 1 ? [rows, columns] : [channels, rows, columns];
    const values = Array.from(pixels, (pixel) => pixel / 255);
    await writeFileAtomically(output, formatTensorText({ extents, values }));
  },
});
