import { join } from "@std/path";
import { describeError } from "./describe_error.ts";
import { STANDARD_INPUT } from "./standard_input.ts";

/** A file or folder in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly isDirectory: boolean;
}

/** What macOS puts into zip archives beside what was packed. */
const ARCHIVE_NOISE = "__MACOSX";

/**
 * What is in a folder, except what is hidden or macOS's noise, in natural order: `9.png` comes before `10.png`.
 *
 * @throws {Error} If it cannot be read; the message names it.
 */
export async function listFolder(path: string): Promise<FolderEntry[]> {
  const entries: FolderEntry[] = [];
  for (const { name, isDirectory, isSymlink } of await readFolder(path)) {
    if (name.startsWith(".") || name === ARCHIVE_NOISE) continue;
    entries.push({
      name,
      isDirectory: isSymlink ? await isFolder(join(path, name)) : isDirectory,
    });
  }
  // Made here, as the first collator of a program takes longer to make than a file to read.
  const { compare } = new Intl.Collator("en", { numeric: true });
  return entries.sort((a, b) => compare(a.name, b.name));
}

/** Whether there is a folder, or a link to one. */
export async function isFolder(path: string): Promise<boolean> {
  return (await statIfPresent(path))?.isDirectory ?? false;
}

/** Whether there is a file, or a link to one. */
export async function isFile(path: string): Promise<boolean> {
  return (await statIfPresent(path))?.isFile ?? false;
}

/** Whether there is a file or a folder; `-`, the standard input, is one. */
export async function isPresent(path: string): Promise<boolean> {
  return path === STANDARD_INPUT || await statIfPresent(path) !== undefined;
}

/**
 * Makes sure that there is something where one of several things may be, as {@linkcode isPresent} says.
 *
 * @param expected What may be there, as in "a model or a configuration".
 * @throws {Error} If there is nothing; the message names the path.
 */
export async function checkPresent(path: string, expected: string): Promise<void> {
  if (await isPresent(path)) return;
  throw new Error(`${path || '""'}: Expected ${expected} but found no such file or folder`);
}

/**
 * What is known about a file or folder; undefined if there is none.
 *
 * @throws {Error} If that cannot be found out; the message names it.
 */
export async function statIfPresent(path: string): Promise<Deno.FileInfo | undefined> {
  try {
    return await Deno.stat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    if (error instanceof Deno.errors.NotADirectory) return undefined;
    throw new Error(`${path || '""'}: ${describeError(error)}`, { cause: error });
  }
}

async function readFolder(path: string): Promise<Deno.DirEntry[]> {
  try {
    return await Array.fromAsync(Deno.readDir(path));
  } catch (error) {
    throw new Error(`${path}: ${describe(error)}`, { cause: error });
  }
}

function describe(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "Expected a folder but found none";
  if (error instanceof Deno.errors.NotADirectory) return "Expected a folder but found a file";
  return describeError(error);
}
