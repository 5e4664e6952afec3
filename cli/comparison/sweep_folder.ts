import { join } from "@std/path";
import { FormatError } from "../../lib/formats/format_error.ts";
import { isRecord } from "../../lib/formats/json.ts";
import { quote } from "../../lib/formats/quote.ts";
import { about } from "../files/about.ts";
import { isFile } from "../files/folder.ts";
import { readTextFile } from "../files/read_file.ts";

const LIST = "sweep.json";
const RESULT = "result.json";
const CONTENT = "the list of a sweep's runs";

/** Longer lists are refused: a million runs take less. */
const LARGEST_FILE = 2 ** 28;

/** Whether a folder is one that `mnist sweep` writes. */
export function isSweepFolder(folder: string): Promise<boolean> {
  return isFile(join(folder, LIST));
}

/**
 * The folders of a sweep's runs, in their order.
 *
 * @throws {Error} If the list cannot be read or is not what it should be; the message names it.
 */
export async function readSweepFolders(folder: string): Promise<string[]> {
  const path = join(folder, LIST);
  const text = await readTextFile(path, CONTENT, LARGEST_FILE);
  return about(path, () => parseFolders(text)).map((name) => join(folder, name));
}

function parseFolders(text: string): string[] {
  const list = parseJson(text, CONTENT);
  if (!isRecord(list) || !Array.isArray(list.runs)) {
    throw new FormatError(`Expected ${CONTENT}, an object with "runs", but found ${quote(text)}`);
  }
  return list.runs.map((run: unknown) => {
    const folder = isRecord(run) ? run.folder ?? run.name : undefined;
    if (typeof folder === "string") return folder;
    throw new FormatError(
      `Expected each run to have a "folder" but found ${quote(JSON.stringify(run))}`,
    );
  });
}

/**
 * The time that a run of a sweep took, in seconds; undefined if its folder does not say.
 *
 * @throws {Error} If what it came to is there, but cannot be read; the message names the file.
 */
export async function readSeconds(runFolder: string): Promise<number | undefined> {
  const path = join(runFolder, RESULT);
  if (!await isFile(path)) return undefined;
  const text = await readTextFile(path, "what a run has come to", LARGEST_FILE);
  const result = about(path, () => parseJson(text, "what a run has come to"));
  return isRecord(result) && typeof result.seconds === "number" ? result.seconds : undefined;
}

function parseJson(text: string, content: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new FormatError(`Expected ${content} in JSON but found ${quote(text)}`, { cause: error });
  }
}
