import { type CsvImages, CsvReader } from "../../lib/data/csv_images.ts";
import { describeFileKind, FILE_KIND_LENGTH, isText } from "../../lib/formats/file_kind.ts";
import { FormatError } from "../../lib/formats/format_error.ts";
import type { Range } from "./idx_files.ts";
import { readFile } from "./read_file.ts";

const CONTENT = "a CSV file of images";
const BLOCK_LENGTH = 2 ** 16;

/**
 * Reads images from a CSV file, compressed or not, as {@linkcode CsvReader} does.
 *
 * @param range The images that are wanted; all when left out. What comes after them is not read.
 * @throws {Error} If it cannot be read, is no such file, or there is no image `from`; the message names it.
 */
export function readCsv(path: string, { from, count }: Partial<Range> = {}): Promise<CsvImages> {
  return readFile(path, CONTENT, async (file) => {
    const start = await file.peek(FILE_KIND_LENGTH);
    if (!isText(start)) {
      throw new FormatError(`Expected ${CONTENT} but found ${describeFileKind(start)}`);
    }
    const reader = new CsvReader(from, count);
    while (!reader.isDone) {
      const block = await file.read(BLOCK_LENGTH);
      reader.add(block);
      if (block.length < BLOCK_LENGTH) break;
    }
    return reader.finish();
  });
}
