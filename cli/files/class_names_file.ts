import { dirname, join } from "@std/path";
import { listClasses, parseClassNames } from "../../lib/data/class_names.ts";
import { about } from "./about.ts";
import { isFile } from "./folder.ts";
import { readTextFile } from "./read_file.ts";

/** What the file may be called: our name, and CIFAR-10's. */
const fileNames: readonly string[] = ["class-names.txt", "batches.meta.txt"];

const LARGEST_FILE = 1 << 20;

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

/**
 * The file `class-names.txt` that has to be written beside a label file, so that its labels are read as
 * the classes that they are.
 *
 * @param labels Path of the label file.
 * @param classNames What its labels 0, 1, ... are called; undefined if they are called by their numbers.
 * @returns Undefined if none has to be written.
 * @throws {Error} If there is a file that gives the labels other names.
 */
export async function planClassNames(
  labels: string,
  classNames: readonly string[] | undefined,
): Promise<{ readonly path: string; readonly content: string } | undefined> {
  const folder = dirname(labels);
  const given = await readClassNames(folder);
  if (given === undefined) {
    if (classNames === undefined) return undefined;
    return { path: join(folder, fileNames[0]), content: `${classNames.join("\n")}\n` };
  }
  if (given.join("\n") === classNames?.join("\n")) return undefined;
  const found = classNames === undefined ? "their numbers" : listClasses(classNames);
  throw new Error(
    `${labels}: Expected labels called ${listClasses(given)}, as ` +
      `${await findClassNamesFile(folder)} says, but found ${found}; another folder may hold them`,
  );
}
