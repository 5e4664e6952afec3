import { join } from "@std/path";
import { readAtMost, readFile } from "./read_file.ts";
import { readTar } from "./tar_file.ts";

const CONTENT = "a file of a dataset";

/** What is longer when unpacked is refused. */
const LARGEST_FILE = 2 ** 28;

/**
 * Writes what a gzip-compressed file holds, or a copy of a file that is not compressed.
 *
 * @throws {Error} If it cannot be read, is damaged, or holds more than 256 MiB.
 */
export async function unpackGzip(path: string, output: string): Promise<void> {
  const bytes = await readFile(path, CONTENT, (file) => readAtMost(file, LARGEST_FILE, CONTENT));
  await Deno.writeFile(output, bytes, { createNew: true });
}

/**
 * Writes files of a tar archive, compressed or not, into a folder; those that it lacks are left out.
 *
 * @param members Path in the archive of each file by the name that it gets.
 * @param signal Aborts the work.
 * @throws {Error} As {@linkcode readTar}.
 */
export function unpackTar(
  path: string,
  members: Readonly<Record<string, string>>,
  folder: string,
  signal?: AbortSignal,
): Promise<void> {
  const names = new Map(Object.entries(members).map(([name, member]) => [member, name]));
  return readTar(path, async (member, read) => {
    const name = names.get(member);
    if (name !== undefined) await Deno.writeFile(join(folder, name), await read());
  }, signal);
}
