import { dirname, join } from "@std/path";
import { interruptible } from "../interruption.ts";
import { describeError } from "./describe_error.ts";

/**
 * Writes a file so that it is never seen half-written: to a temporary file beside it, which is then
 * renamed. When anything fails, or the program is interrupted, nothing is left behind and an
 * existing file stays as it was. What is not a regular file (a terminal, a pipe, `/dev/null`) is
 * written to directly.
 *
 * @param content Bytes, or text that is written as UTF-8.
 * @throws {Error} If the file cannot be written; the message names it and says why.
 */
export async function writeFileAtomically(
  path: string,
  content: string | Uint8Array,
): Promise<void> {
  try {
    await write(path, bytesOf(content));
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) throw error;
    throw cannotWrite(path, error);
  }
}

/**
 * Writes to the end of a file, which is made if there is none.
 *
 * @param content Bytes, or text that is written as UTF-8.
 * @throws {Error} If the file cannot be written; the message names it and says why.
 */
export async function appendToFile(path: string, content: string | Uint8Array): Promise<void> {
  try {
    const stream = standardStream(path);
    if (stream !== undefined) return await writeAll(stream, bytesOf(content));
    await Deno.writeFile(path, bytesOf(content), { append: true });
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) throw error;
    throw cannotWrite(path, error);
  }
}

/**
 * Finds out whether a file can be written, before long work whose result it is to hold. Nothing is
 * changed.
 *
 * @throws {Error} As {@linkcode writeFileAtomically} would.
 */
export async function checkWritable(path: string): Promise<void> {
  try {
    if (standardStream(path) !== undefined) return;
    const existing = await statIfPresent(path);
    if (existing === undefined) return await requireFolderWritable(path);
    // Opening a pipe would wait for its reader.
    if (existing.isFifo) return;
    await requireWritable(path);
    if (existing.isFile) await requireFolderWritable(await Deno.realPath(path));
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

/**
 * Makes a folder, and those that it lies in, where there is none.
 *
 * @throws {Error} If it cannot be made; the message names it and says why.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await Deno.mkdir(path, { recursive: true });
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

/**
 * Finds out whether files can be written into a folder, which need not be there yet. Nothing is
 * changed.
 *
 * @throws {Error} As {@linkcode makeFolder} or the writing would.
 */
export async function checkFolderWritable(path: string): Promise<void> {
  try {
    let nearest = path;
    let existing = await statIfPresent(nearest);
    while (existing === undefined) {
      nearest = dirname(nearest);
      existing = await statIfPresent(nearest);
    }
    if (!existing.isDirectory) throw new Error("it is not a folder");
    await requireFolderWritable(join(nearest, "file"));
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  const stream = standardStream(path);
  if (stream !== undefined) return await writeAll(stream, bytes);

  const existing = await statIfPresent(path);
  if (existing === undefined) return await replace(path, bytes, {});
  if (!existing.isFile) return await Deno.writeFile(path, bytes);

  await requireWritable(path);
  // A link keeps pointing to the file; the file keeps its permissions.
  const target = await Deno.realPath(path);
  await replace(target, bytes, existing.mode === null ? {} : { mode: existing.mode & 0o7777 });
}

async function replace(
  path: string,
  bytes: Uint8Array,
  options: Deno.WriteFileOptions,
): Promise<void> {
  const temporary = temporaryPath(path);
  await interruptible(async (signal) => {
    try {
      await Deno.writeFile(temporary, bytes, { ...options, createNew: true, signal });
      await Deno.rename(temporary, path);
    } catch (error) {
      removeIfPresent(temporary);
      throw error;
    }
  });
}

/** Deno opens these names only for programs that may do everything. */
function standardStream(path: string): typeof Deno.stdout | undefined {
  if (path === "/dev/stdout") return Deno.stdout;
  if (path === "/dev/stderr") return Deno.stderr;
  return undefined;
}

/** A name beside the file's. */
function temporaryPath(path: string): string {
  return join(dirname(path), `.${crypto.randomUUID()}.partial`);
}

async function writeAll(stream: typeof Deno.stdout, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) written += await stream.write(bytes.subarray(written));
}

async function statIfPresent(path: string): Promise<Deno.FileInfo | undefined> {
  try {
    return await Deno.stat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** A rename would replace a write-protected file too. */
async function requireWritable(path: string): Promise<void> {
  const file = await Deno.open(path, { write: true });
  file.close();
}

/** Writing needs a temporary file beside the file. */
async function requireFolderWritable(path: string): Promise<void> {
  const probe = temporaryPath(path);
  await Deno.writeFile(probe, new Uint8Array(), { createNew: true });
  await Deno.remove(probe);
}

function removeIfPresent(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
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
