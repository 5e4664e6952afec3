import { type ColumnChoice, SamplesReader } from "../../lib/data/csv_samples.ts";
import type { Samples } from "../../lib/data/samples.ts";
import { FILE_KIND_LENGTH, isText, nameFileKind } from "../../lib/formats/file_kind.ts";
import { FormatError } from "../../lib/formats/format_error.ts";
import { readFile } from "./read_file.ts";

const CONTENT = "a CSV file of samples";
const BLOCK_LENGTH = 2 ** 16;

/** Whether a file is one of samples, by its name. */
export function isSampleFile(path: string): boolean {
  return /\.csv(?:\.gz)?$/i.test(path);
}

/**
 * Reads samples of numbers from a CSV file, compressed or not, as {@linkcode SamplesReader} does.
 *
 * @throws {Error} If it cannot be read, or is no such file; the message names it.
 */
export async function readSamples(path: string, choice: ColumnChoice = {}): Promise<Samples> {
  return await readTable(path, choice, (reader) => reader.finish());
}

/**
 * Reads features from a CSV file, which may have further columns.
 *
 * @param features What they are called, in the order in which they are wanted.
 * @returns One sample after the other.
 * @throws {Error} As {@linkcode readSamples}.
 */
export async function readFeatures(
  path: string,
  features: readonly string[],
): Promise<Float64Array> {
  return await readTable(path, { features, targets: [] }, (reader) => reader.finishFeatures());
}

/**
 * The columns of further samples that are to be like those that there are.
 *
 * @param label The column of the classes; found by its name when left out.
 */
export function columnsLike(samples: Samples, label?: string): ColumnChoice {
  const { featureNames: features } = samples;
  return "targets" in samples ? { features, targets: samples.targetNames } : { features, label };
}

function readTable<T>(
  path: string,
  choice: ColumnChoice,
  finish: (reader: SamplesReader) => T,
): Promise<T> {
  return readFile(path, CONTENT, async (file) => {
    const start = await file.peek(FILE_KIND_LENGTH);
    if (start.length > 0 && !isText(start)) {
      throw new FormatError(`Expected ${CONTENT} but found ${nameFileKind(start)}`);
    }
    const reader = new SamplesReader(choice);
    for (let isEnd = false; !isEnd;) {
      const block = await file.read(BLOCK_LENGTH);
      reader.add(block);
      isEnd = block.length < BLOCK_LENGTH;
    }
    return finish(reader);
  });
}
