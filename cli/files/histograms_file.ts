import {
  formatHistogramLines,
  type HistogramRecord,
  parseHistogramLines,
} from "../../lib/training/histogram_lines.ts";
import { isFile } from "./folder.ts";
import { readLines } from "./read_lines.ts";
import { appendToFile, writeFileAtomically } from "./write_file.ts";

/** Longer files are refused: those of five thousand epochs of ten layers are shorter. */
const LARGEST_FILE = 2 ** 27;

/**
 * Reads the histograms of a training, without a last line that its writer was kept from ending.
 *
 * @throws {Error} If the file cannot be read or holds no histograms; the message names it.
 */
export async function readHistograms(path: string): Promise<HistogramRecord[]> {
  return await readLines({
    path,
    content: "histograms of a training",
    largest: LARGEST_FILE,
    parse: (lines, before) => {
      return parseHistogramLines(lines.slice(0, lines.lastIndexOf("\n") + 1), before);
    },
  });
}

/**
 * Lets a training add to its file of histograms: those after epoch `lastEpoch` are dropped, and if
 * there is no such epoch yet, whatever the file holds.
 *
 * @throws {Error} If the file cannot be read or written, or holds no histograms; the message names it.
 */
export async function prepareHistograms(path: string, lastEpoch: number): Promise<void> {
  const kept = lastEpoch > 0 && await isFile(path) ? await readHistograms(path) : [];
  const earlier = kept.filter(({ epoch }) => epoch <= lastEpoch);
  await writeFileAtomically(path, formatHistogramLines(earlier));
}

/**
 * Adds histograms to a file.
 *
 * @throws {Error} If the file cannot be written; the message names it.
 */
export async function appendHistograms(
  path: string,
  records: readonly HistogramRecord[],
): Promise<void> {
  await appendToFile(path, formatHistogramLines(records), LARGEST_FILE);
}
