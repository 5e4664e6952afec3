import { dirname } from "@std/path";
import { interruptible } from "../processes/interruption.ts";
import {
  followLinks,
  naming,
  requireWritable,
  standardStream,
  statIfPresent,
} from "./output_path.ts";
import {
  createTemporaryFile,
  removeIfPresent,
  removeLeavings,
  temporaryPath,
} from "./temporary_file.ts";

/** Bytes that are written at a time, so that an interruption is soon heard. */
const CHUNK_LENGTH = 2 ** 24;

/** A file, and what it is to hold: bytes, or text that is written as UTF-8. */
export interface OutputFile {
  readonly path: string;
  readonly content: string | Uint8Array;
  /** The largest length, in bytes, that whoever reads the file accepts; any when left out. */
  readonly longest?: number;
}

/**
 * Writes a file so that it is never seen half-written, as {@linkcode writeFilesAtomically} does.
 *
 * @param longest As in {@linkcode OutputFile}.
 * @throws {Error} If the file cannot be written; the message names it and says why.
 */
export async function writeFileAtomically(
  path: string,
  content: string | Uint8Array,
  longest?: number,
): Promise<void> {
  await writeFilesAtomically([{ path, content, longest }]);
}

/**
 * Writes files that belong together so that none is ever seen half-written: each to a temporary file
 * beside it, forced to the disk, and all renamed once the last is complete. Missing folders are made.
 * When anything fails, or the program is interrupted, nothing else is left behind and the existing
 * files stay as they were, all of them. Killed in the middle, it leaves temporary files, which the next writing into the folder
 * removes.
 *
 * A link, also one that leads to no file yet, keeps pointing to where it does. A file keeps its
 * permissions and, if the program may say so, its owner; its other names (hard links) keep the
 * earlier content. What is not a regular file (a terminal, a pipe, `/dev/null`) is written to
 * directly.
 *
 * @throws {Error} If a file cannot be written; the message names it and says why.
 */
export async function writeFilesAtomically(files: readonly OutputFile[]): Promise<void> {
  const direct: OutputFile[] = [];
  const replacements: Replacement[] = [];
  for (const file of files) {
    const replacement = await naming(file.path, () => planReplacement(file));
    if (replacement === undefined) direct.push(file);
    else replacements.push(replacement);
  }
  if (replacements.length > 0) await interruptible((signal) => replaceAll(replacements, signal));
  for (const { path, content } of direct) {
    await naming(path, () => writeDirectly(path, bytesOf(content)));
  }
}

/**
 * Writes to the end of a file, which is made if there is none.
 *
 * @param content Bytes, or text that is written as UTF-8.
 * @param longest As in {@linkcode OutputFile}, of the whole file.
 * @throws {Error} If the file cannot be written; the message names it and says why.
 */
export async function appendToFile(
  path: string,
  content: string | Uint8Array,
  longest?: number,
): Promise<void> {
  await naming(path, async () => {
    const bytes = bytesOf(content);
    const stream = standardStream(path);
    if (stream !== undefined) return await writeAll(stream, bytes);
    const { size = 0 } = await statIfPresent(path) ?? {};
    checkLength(size + bytes.length, longest);
    await Deno.writeFile(path, bytes, { append: true });
  });
}

/**
 * Makes a folder, and those that it lies in, where there is none.
 *
 * @throws {Error} If it cannot be made; the message names it and says why.
 */
export async function makeFolder(path: string): Promise<void> {
  await naming(path, () => Deno.mkdir(path, { recursive: true }));
}

/** What nobody could read again must not take the place of what can be read. */
function checkLength(length: number, longest = Infinity): void {
  if (length <= longest) return;
  throw new Error(
    `Expected at most ${longest} bytes, which can be read again, but found more`,
  );
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}

/** A file that is to take the place of another, or of none. */
interface Replacement extends OutputFile {
  /** Where it is to stand, behind all links. */
  readonly target: string;
  /** Where its content is until then. */
  readonly temporary: string;
  readonly existing: Deno.FileInfo | undefined;
}

/** @returns Undefined if the file is to be written to directly. */
async function planReplacement(file: OutputFile): Promise<Replacement | undefined> {
  const { path } = file;
  if (standardStream(path) !== undefined) return undefined;
  const existing = await statIfPresent(path);
  if (existing?.isDirectory) throw new Deno.errors.IsADirectory();
  if (existing?.isFile === false) return undefined;
  if (existing !== undefined) await requireWritable(path);
  const target = await followLinks(path);
  await Deno.mkdir(dirname(target), { recursive: true });
  await removeLeavings(dirname(target));
  return { ...file, target, temporary: temporaryPath(target), existing };
}

async function writeDirectly(path: string, bytes: Uint8Array): Promise<void> {
  const stream = standardStream(path);
  if (stream === undefined) return await Deno.writeFile(path, bytes);
  await writeAll(stream, bytes);
}

async function replaceAll(
  replacements: readonly Replacement[],
  signal: AbortSignal,
): Promise<void> {
  const complete: Deno.FsFile[] = [];
  try {
    for (const replacement of replacements) {
      await naming(replacement.path, async () => {
        complete.push(await writeTemporary(replacement, signal));
      });
    }
    await takePlaces(replacements);
    for (const folder of new Set(replacements.map(({ target }) => dirname(target)))) {
      await syncFolder(folder);
    }
  } finally {
    for (const file of complete) file.close();
    for (const { temporary } of replacements) removeIfPresent(temporary);
  }
}

/** Renames all files into place; where one cannot be, those before it get their old content again. */
async function takePlaces(replacements: readonly Replacement[]): Promise<void> {
  const backups: string[] = [];
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const { path, target, temporary, existing } of replacements) {
      const backup = temporaryPath(target);
      await naming(path, async () => {
        if (existing !== undefined && replacements.length > 1) {
          await copy(target, backup);
          backups.push(backup);
        }
        await Deno.rename(temporary, target);
        undo.push(() => existing ? Deno.rename(backup, target) : Deno.remove(target));
      });
    }
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  } finally {
    backups.forEach(removeIfPresent);
  }
}

/** Makes a second name for a file or, where the file system has none, a copy. */
async function copy(path: string, to: string): Promise<void> {
  try {
    await Deno.link(path, to);
  } catch {
    await Deno.copyFile(path, to);
  }
}

/**
 * Writes a replacement's temporary file.
 *
 * @returns The file, which is locked as long as it is open: so another program can tell it from what
 * a killed one has left.
 */
async function writeTemporary(
  { temporary, content, longest, existing }: Replacement,
  signal: AbortSignal,
): Promise<Deno.FsFile> {
  const bytes = bytesOf(content);
  checkLength(bytes.length, longest);
  const file = await createTemporaryFile(temporary);
  try {
    let written = 0;
    while (written < bytes.length) {
      signal.throwIfAborted();
      written += await file.write(bytes.subarray(written, written + CHUNK_LENGTH));
    }
    await keepOwnership(temporary, existing);
    await file.sync();
    signal.throwIfAborted();
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Gives a file the permissions of the one that it replaces, and its owner where that can be had. */
async function keepOwnership(path: string, existing: Deno.FileInfo | undefined): Promise<void> {
  if (existing === undefined) return;
  const { uid, gid, mode } = existing;
  if (uid !== null && gid !== null) {
    try {
      await Deno.chown(path, uid, gid);
    } catch (error) {
      // Only the superuser may give files away.
      if (!(error instanceof Deno.errors.PermissionDenied)) throw error;
    }
  }
  if (mode !== null) await Deno.chmod(path, mode & 0o7777);
}

/** Makes sure that a crash of the system does not undo the renaming. */
async function syncFolder(path: string): Promise<void> {
  using folder = await Deno.open(path);
  await folder.sync();
}

async function writeAll(stream: typeof Deno.stdout, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) written += await stream.write(bytes.subarray(written));
}
