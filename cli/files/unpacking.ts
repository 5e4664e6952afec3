import { join } from "@std/path";
import { FormatError } from "../../lib/formats/format_error.ts";
import { readFile } from "./read_file.ts";
import { readTar } from "./tar_file.ts";

/** What is longer when unpacked is refused. */
const LARGEST_FILE = 2 ** 28;

/**
 * Writes what a gzip-compressed file holds, or a copy of a file that is not compressed.
 *
 * @throws {Error} If it cannot be read, is damaged, or holds more than 256 MiB.
 */
export async function unpackGzip(path: string, output: string): Promise<void> {
  const content = await readFile(path, "a file of a dataset", async (file) => {
    const bytes = await file.read(LARGEST_FILE + 1);
    if (bytes.length <= LARGEST_FILE) return bytes;
    throw new FormatError(`Expected at most ${LARGEST_FILE} bytes but found more`);
  });
  await Deno.writeFile(output, content, { createNew: true });
}

/**
 * Writes files of a tar archive, compressed or not, into a folder; those that it lacks are left out.
 *
 * @param members Path in the archive of each file by the name that it gets.
 * @throws {Error} If the archive cannot be read or is damaged.
 */
export function unpackTar(
  path: string,
  members: Readonly<Record<string, string>>,
  folder: string,
): Promise<void> {
  const names = new Map(Object.entries(members).map(([name, member]) => [member, name]));
  return readTar(path, async (member, read) => {
    const name = names.get(member);
    if (name !== undefined) await Deno.writeFile(join(folder, name), await read());
  });
}
