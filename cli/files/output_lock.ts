import { basename, dirname, join } from "@std/path";
import { followLinks } from "./output_path.ts";
import { removeIfPresent, removeLink } from "./temporary_file.ts";
import { makeFolder } from "./write_file.ts";

/**
 * Keeps other runs of the program from writing the same files and folders, until it is disposed of or
 * the process ends, however it does. For that it holds a lock on a hidden file beside each,
 * `.<name>.lock`, and removes it in the end; one that a killed run has left does no harm.
 */
export class OutputLock implements Disposable {
  readonly #held = new Map<string, Deno.FsFile>();
  readonly #release = () => this[Symbol.dispose]();

  /** @throws {Error} If another run holds one of the paths, which the message names. */
  static async acquire(paths: readonly string[]): Promise<OutputLock> {
    const lock = new OutputLock();
    // On Ctrl-C, the program may end without leaving the block that the lock belongs to.
    globalThis.addEventListener("unload", lock.#release);
    try {
      for (const path of paths) await lock.#hold(path);
    } catch (error) {
      lock.#release();
      throw error;
    }
    return lock;
  }

  /** Lets others write. */
  [Symbol.dispose](): void {
    globalThis.removeEventListener("unload", this.#release);
    for (const [path, file] of this.#held) {
      removeIfPresent(path);
      file.close();
    }
    this.#held.clear();
  }

  async #hold(path: string): Promise<void> {
    const target = await followLinks(path);
    if (await isWrittenDirectly(target)) return;
    const folder = dirname(target);
    await makeFolder(folder);
    const lockPath = join(folder, `.${basename(target)}.lock`);
    if (this.#held.has(lockPath)) return;
    await removeLink(lockPath);
    for (;;) {
      const file = await Deno.open(lockPath, { create: true, write: true });
      if (!await file.tryLock(true)) {
        file.close();
        throw new Error(
          `Expected ${path} to be free but found another run of mnist that is to write it`,
        );
      }
      // The run before may have removed it after it was opened here.
      if (await isAt(file, lockPath)) {
        this.#held.set(lockPath, file);
        return;
      }
      file.close();
    }
  }
}

/** Whether it is something like a terminal or a pipe, which any number may write to. */
async function isWrittenDirectly(path: string): Promise<boolean> {
  try {
    const { isFile, isDirectory } = await Deno.stat(path);
    return !isFile && !isDirectory;
  } catch {
    return path.startsWith("/dev/");
  }
}

async function isAt(file: Deno.FsFile, path: string): Promise<boolean> {
  try {
    return (await file.stat()).ino === (await Deno.stat(path)).ino;
  } catch {
    return false;
  }
}
