import { dirname, resolve } from "@std/path";
import { describeError } from "./describe_error.ts";

/** What stands for the standard output in place of a path; a file of this name is `./-`. */
const STANDARD_OUTPUT = "-";

/** As many as Linux follows. */
const MOST_LINKS = 40;

/**
 * Does something for a file or folder that is to be written.
 *
 * @throws {Error} If that fails; the message names the file and says why.
 */
export async function naming<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) throw error;
    throw cannotWrite(path, error);
  }
}

/**
 * Where a path leads to in the end, whether there is something or not.
 *
 * @throws {Error} If its links form a circle.
 */
export async function followLinks(path: string): Promise<string> {
  let target = path;
  for (let links = 0; links < MOST_LINKS; links++) {
    const info = await unlessNotFound(() => Deno.lstat(target));
    if (!info?.isSymlink) return target;
    target = resolve(dirname(target), await Deno.readLink(target));
  }
  throw new Error("its links lead nowhere");
}

/**
 * The stream that a path names, if it names one: Deno opens these names only for programs that may do
 * everything.
 */
export function standardStream(path: string): typeof Deno.stdout | undefined {
  if (path === STANDARD_OUTPUT || path === "/dev/stdout") return Deno.stdout;
  if (path === "/dev/stderr") return Deno.stderr;
  return undefined;
}

/** Whether a file takes the place of what is at a path: a stream, a pipe or a device goes on. */
export async function isReplaceable(path: string): Promise<boolean> {
  if (standardStream(path) !== undefined) return false;
  return await naming(path, async () => (await statIfPresent(path))?.isFile !== false);
}

/** What is at a path; undefined if there is nothing. */
export function statIfPresent(path: string): Promise<Deno.FileInfo | undefined> {
  return unlessNotFound(() => Deno.stat(path));
}

async function unlessNotFound<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Refuses a file that is write-protected, which a rename would replace too. */
export async function requireWritable(path: string): Promise<void> {
  const file = await Deno.open(path, { write: true });
  file.close();
}

function cannotWrite(path: string, error: unknown): Error {
  const message = `Cannot write ${path || "a file without a name"}: ${reason(path, error)}`;
  return new Error(message, { cause: error });
}

function reason(path: string, error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return `there is no folder ${dirname(path)}`;
  if (error instanceof Deno.errors.NotADirectory) return `${dirname(path)} is not a folder`;
  if (error instanceof Deno.errors.IsADirectory) return "it is a folder";
  if (error instanceof Deno.errors.AlreadyExists) return "it is not a folder";
  return describeError(error);
}
