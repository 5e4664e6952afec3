import { walk } from "@std/fs";
import { basename, join, relative } from "@std/path";
import type { Site } from "../../web/site.ts";
import { isFile } from "../files/folder.ts";
import { readModels, requireImages } from "../files/model_files.ts";

/** The files of the page, each by its name from the page, with what reads it. */
export type SiteFiles = ReadonlyMap<string, () => Promise<Uint8Array<ArrayBuffer>>>;

/** The file that says what is beside the page. */
const CONTENTS = "site.json";

/** Where a model of the user's is. */
const MODEL = "model.safetensors";

/**
 * Finds the files of the bundled page.
 *
 * @throws {Error} If there is none.
 */
export async function readSite(folder: string): Promise<SiteFiles> {
  if (!await isFile(join(folder, CONTENTS))) {
    throw new Error(
      `${folder}: Expected the page of the playground but found none; build.sh makes it`,
    );
  }
  const files = new Map<string, () => Promise<Uint8Array<ArrayBuffer>>>();
  for await (const { path } of walk(folder, { includeDirs: false })) {
    const name = relative(folder, path).replaceAll("\\", "/");
    files.set(name, () => Deno.readFile(path));
  }
  return files;
}

/**
 * The page with another model to open with.
 *
 * @throws {Error} If the file is no model or committee of this program, or takes no images; the message
 * names it.
 */
export async function withModel(files: SiteFiles, path: string): Promise<SiteFiles> {
  requireImages(await readModels([path]));
  const contents = await files.get(CONTENTS)?.();
  const site: Site = JSON.parse(new TextDecoder().decode(contents));
  const model = { name: basename(path), address: MODEL };
  const text = JSON.stringify({ ...site, model } satisfies Site);
  return new Map([
    ...files,
    [CONTENTS, () => Promise.resolve(new TextEncoder().encode(text))],
    [MODEL, () => Deno.readFile(path)],
  ]);
}
