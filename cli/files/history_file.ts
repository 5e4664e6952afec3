import { formatHistoryLines, formatHistoryTable } from "../../lib/training/history.ts";
import type { Measurement } from "../../lib/training/measurement.ts";
import { writeFileAtomically } from "./write_file.ts";

/**
 * Writes the history of a training: comma-separated values if the name of the file ends in `.csv`,
 * else JSON lines.
 *
 * @throws {Error} If the file cannot be written; the message names it.
 */
export async function writeHistory(path: string, history: readonly Measurement[]): Promise<void> {
  const format = /\.csv$/i.test(path) ? formatHistoryTable : formatHistoryLines;
  await writeFileAtomically(path, format(history));
}
