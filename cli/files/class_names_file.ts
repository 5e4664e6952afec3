import { join } from "@std/path";
import { parseClassNames } from "../../lib/data/class_names.ts";
import { about } from "./about.ts";
import { isFile } from "./folder.ts";
import { readTextFile } from "./read_file.ts";

/** What the file may be called: our name, and CIFAR-10's. */
const fileNames: readonly string[] = ["class-names.txt", "batches.meta.txt"];

const LARGEST_FILE = 1 << 16;

/**
 * Reads the names of a dataset's classes from the file `class-names.txt` (or, as CIFAR-10 has it,
 * `batches.meta.txt`) in its folder.
 *
 * @returns Undefined if there is no such file.
 * @throws {Error} If it cannot be read or is no list of names; the message names it.
 */
export async function readClassNames(folder: string): Promise<string[] | undefined> {
  const path = await findClassNamesFile(folder);
  if (path === undefined) return undefined;
  const text = await readTextFile(path, "a list of names of classes", LARGEST_FILE);
  return about(path, () => parseClassNames(text));
}

/** Where {@linkcode readClassNames} reads the names; undefined if there is no such file. */
export async function findClassNamesFile(folder: string): Promise<string | undefined> {
  for (const path of fileNames.map((name) => join(folder, name))) {
    if (await isFile(path)) return path;
  }
  return undefined;
}
