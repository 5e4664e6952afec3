import { dirname, join } from "@std/path";
import {
  followLinks,
  naming,
  requireWritable,
  standardStream,
  statIfPresent,
} from "./output_path.ts";
import { removeIfPresent, temporaryPath } from "./temporary_file.ts";

/**
 * Finds out whether a file can be written, before long work whose result it is to hold. Nothing is
 * changed.
 *
 * @throws {Error} As `writeFileAtomically` would.
 */
export async function checkWritable(path: string): Promise<void> {
  await naming(path, async () => {
    if (standardStream(path) !== undefined) return;
    const existing = await statIfPresent(path);
    // Opening a pipe would wait for its reader.
    if (existing?.isFifo) return;
    if (existing !== undefined) await requireWritable(path);
    if (existing === undefined || existing.isFile) {
      await requireFolderWritable(dirname(await followLinks(path)));
    }
  });
}

/**
 * Finds out whether files can be written into a folder, which need not be there yet. Nothing is
 * changed.
 *
 * @throws {Error} As `makeFolder` or the writing would.
 */
export async function checkFolderWritable(path: string): Promise<void> {
  await naming(path, async () => {
    if ((await statIfPresent(path))?.isDirectory === false) throw new Error("it is not a folder");
    await requireFolderWritable(path);
  });
}

/** Writing needs a temporary file beside the file; folders that are not there yet are made. */
async function requireFolderWritable(path: string): Promise<void> {
  let nearest = path;
  while (await statIfPresent(nearest) === undefined) nearest = dirname(nearest);
  const probe = temporaryPath(join(nearest, "file"));
  await Deno.writeFile(probe, new Uint8Array(), { createNew: true });
  removeIfPresent(probe);
}
