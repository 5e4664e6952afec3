import { join, parse } from "@std/path";
import type { Config } from "../../lib/config/config.ts";
import {
  formatHistoryLines,
  formatHistoryTable,
  parseHistoryLines,
  parseHistoryTable,
} from "../../lib/training/history.ts";
import type { Measurement } from "../../lib/training/measurement.ts";
import { peekFile } from "./read_file.ts";
import { readLines } from "./read_lines.ts";
import { writeFileAtomically } from "./write_file.ts";

/** Longer files are refused: half a million measurements are shorter. */
const LARGEST_FILE = 2 ** 27;

/** How a history is written. */
interface HistoryFormat {
  /** Names of files that are written so. */
  readonly name: RegExp;
  /** How every such file begins. */
  readonly start: string;
  readonly format: (history: readonly Measurement[]) => string;
  readonly parse: (text: string, before: number) => Measurement[];
}

const lines: HistoryFormat = {
  name: /\.jsonl$/i,
  start: '{"epoch":',
  format: formatHistoryLines,
  parse: parseHistoryLines,
};
const table: HistoryFormat = {
  name: /\.csv$/i,
  start: "epoch,",
  format: formatHistoryTable,
  parse: parseHistoryTable,
};
const formats = [lines, table];

/**
 * Writes the history of a training: comma-separated values if the name of the file ends in `.csv`,
 * else JSON lines.
 *
 * @throws {Error} If the file cannot be written; the message names it.
 */
export async function writeHistory(path: string, history: readonly Measurement[]): Promise<void> {
  const { format } = formatNamed(path) ?? lines;
  await writeFileAtomically(path, format(history), LARGEST_FILE);
}

/**
 * Reads what {@linkcode writeHistory} writes.
 *
 * @throws {Error} If the file cannot be read or holds no history; the message names it.
 */
export async function readHistory(path: string): Promise<Measurement[]> {
  return await readLines({
    path,
    content: "a history of a training",
    largest: LARGEST_FILE,
    parse: (await findFormat(path) ?? lines).parse,
  });
}

/** Whether a file is a history, by its name, or else by how it begins. */
export async function isHistory(path: string): Promise<boolean> {
  return await findFormat(path) !== undefined;
}

/** The file with the history of one fold of a cross-validation, counted from 1: `h-fold-1.jsonl`. */
export function foldHistoryPath(path: string, fold: number): string {
  const { dir, name, ext } = parse(path);
  return join(dir, `${name}-fold-${fold}${ext}`);
}

/** The files with the histories of all folds of a cross-validation, if it keeps any. */
export function foldHistoryPaths({ historyFile, folds = 0 }: Config): string[] {
  if (historyFile === undefined) return [];
  return Array.from({ length: folds }, (_, i) => foldHistoryPath(historyFile, i + 1));
}

function formatNamed(path: string): HistoryFormat | undefined {
  return formats.find(({ name }) => name.test(path));
}

async function findFormat(path: string): Promise<HistoryFormat | undefined> {
  const named = formatNamed(path);
  if (named !== undefined) return named;
  const start = new TextDecoder().decode(await peekFile(path));
  return formats.find(({ start: beginning }) => start.startsWith(beginning));
}
