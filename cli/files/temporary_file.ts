import { dirname, join } from "@std/path";

/** What {@linkcode temporaryPath} ends in. */
const TEMPORARY_NAME = /^\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.partial$/;

/** The folders in which there is nothing left to remove. */
const cleanedFolders = new Set<string>();

/** A name beside a file, for what is to take its place. */
export function temporaryPath(path: string): string {
  return join(dirname(path), `.${crypto.randomUUID()}.partial`);
}

/**
 * Makes a file that is locked as long as it is open, so that {@linkcode removeLeavings} can tell it
 * from what a killed program has left.
 *
 * @param path From {@linkcode temporaryPath}.
 */
export async function createTemporaryFile(path: string): Promise<Deno.FsFile> {
  for (;;) {
    const file = await Deno.open(path, { write: true, createNew: true });
    if (await holds(file, path)) return file;
    file.close();
  }
}

/**
 * Makes a folder, likewise.
 *
 * @param path From {@linkcode temporaryPath}.
 */
export async function createTemporaryFolder(path: string): Promise<Deno.FsFile> {
  for (;;) {
    await Deno.mkdir(path);
    const folder = await Deno.open(path);
    if (await holds(folder, path)) return folder;
    folder.close();
  }
}

/** Removes what killed programs have left half-written in a folder; once is enough. */
export async function removeLeavings(folder: string): Promise<void> {
  if (cleanedFolders.has(folder)) return;
  cleanedFolders.add(folder);
  for await (const { name } of Deno.readDir(folder)) {
    if (TEMPORARY_NAME.test(name)) await removeUnlessLocked(join(folder, name));
  }
}

/** Removes a file if there is one, and a folder that it can be in. */
export function removeIfPresent(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    const isAbsent = error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotADirectory;
    if (!isAbsent) throw error;
  }
}

/**
 * Makes sure that what is written to a path of the program's own choice is written there: a link, or
 * anything else that is neither file nor folder, is removed. It may be in a folder that came from
 * someone else.
 */
export async function removeLink(path: string): Promise<void> {
  const info = await lstatIfPresent(path);
  if (info !== undefined && !info.isFile && !info.isDirectory) removeIfPresent(path);
}

async function lstatIfPresent(path: string): Promise<Deno.FileInfo | undefined> {
  try {
    return await Deno.lstat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Locks what was made, unless another program has meanwhile taken it for a leaving. */
async function holds(file: Deno.FsFile, path: string): Promise<boolean> {
  await file.lock(true);
  return await lstatIfPresent(path) !== undefined;
}

async function removeUnlessLocked(path: string): Promise<void> {
  try {
    const info = await Deno.lstat(path);
    // Opening a pipe would wait for its writer.
    if (!info.isFile && !info.isDirectory) return;
    using file = await Deno.open(path);
    if (await file.tryLock(true)) await Deno.remove(path, { recursive: true });
  } catch {
    // Another program's, or gone: it does no harm.
  }
}
