import { dirname, join } from "@std/path";
import { removeLink } from "../files/temporary_file.ts";
import { makeFolder, writeFileAtomically } from "../files/write_file.ts";
import type { SiteFiles } from "./site.ts";

/**
 * Writes the page into a folder, which it makes if there is none. Links in the place of files are not
 * followed.
 *
 * @throws {Error} If something cannot be written; the message names it.
 */
export async function writeSite(files: SiteFiles, folder: string): Promise<void> {
  for (const [name, read] of files) {
    const path = join(folder, name);
    await makeFolder(dirname(path));
    await removeLink(path);
    await writeFileAtomically(path, await read());
  }
}
