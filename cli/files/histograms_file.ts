import {
  formatHistogramLines,
  type HistogramRecord,
  parseHistogramLines,
} from "../../lib/training/histogram_lines.ts";
import { about } from "./about.ts";
import { isFile } from "./folder.ts";
import { readTextFile } from "./read_file.ts";
import { appendToFile, writeFileAtomically } from "./write_file.ts";

/** Longer files are refused: those of ten thousand epochs of ten layers are shorter. */
const LARGEST_FILE = 2 ** 28;

/**
 * Reads the histograms of a training.
 *
 * @throws {Error} If the file cannot be read or holds no histograms; the message names it.
 */
export async function readHistograms(path: string): Promise<HistogramRecord[]> {
  const text = await readLines(path);
  return about(path, () => parseHistogramLines(text));
}

/**
 * Lets a training add to its file of histograms: those after epoch `lastEpoch` are dropped, and if
 * there is no such epoch yet, whatever the file holds.
 *
 * @throws {Error} If the file cannot be read or written, or holds no histograms; the message names it.
 */
export async function prepareHistograms(path: string, lastEpoch: number): Promise<void> {
  const kept = lastEpoch > 0 && await isFile(path) ? await readWholeLines(path) : [];
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
  await appendToFile(path, formatHistogramLines(records));
}

/** As {@linkcode readHistograms}, without a last line that its writer was kept from ending. */
async function readWholeLines(path: string): Promise<HistogramRecord[]> {
  const text = await readLines(path);
  return about(path, () => parseHistogramLines(text.slice(0, text.lastIndexOf("\n") + 1)));
}

function readLines(path: string): Promise<string> {
  return readTextFile(path, "histograms of a training", LARGEST_FILE);
}
