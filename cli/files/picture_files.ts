import { join } from "@std/path";
import { isFolder, listFolder } from "./folder.ts";

const pictureName = /\.(?:png|jpe?g)$/i;

/**
 * The pictures that a path stands for: those in a folder and in the folders in it, in natural order, or
 * the path itself, whatever it is called. Hidden files do not count.
 *
 * @throws {Error} If a folder cannot be read, or there is no picture in it; the message names it.
 */
export async function findPictures(path: string): Promise<string[]> {
  if (!await isFolder(path)) return [path];
  const found = await picturesIn(path);
  if (found.length > 0) return found;
  throw new Error(`${path}: Expected a folder with PNG or JPEG images but found none`);
}

async function picturesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name, isDirectory } of await listFolder(folder)) {
    const path = join(folder, name);
    if (isDirectory) found.push(...await picturesIn(path));
    else if (pictureName.test(name)) found.push(path);
  }
  return found;
}
