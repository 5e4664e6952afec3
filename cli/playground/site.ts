import { walk } from "@std/fs";
import { basename, join, relative } from "@std/path";
import type { Site } from "../../web/site.ts";
import { isFile, isFolder, listFolder } from "../files/folder.ts";
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

/** The folder of data that come with the page where they have been fetched, as configurations name it. */
const FASHION_MNIST = "mnist-datasets/fashion-mnist";

/** The page with Fashion-MNIST beside it, compressed, where `mnist fetch fashion-mnist` has put it. */
export async function withFashionMnist(files: SiteFiles): Promise<SiteFiles> {
  if (!await isFolder(FASHION_MNIST)) return files;
  const paths = (await listFolder(FASHION_MNIST))
    .filter(({ name, isDirectory }) => !isDirectory && /\.(?:idx\d-ubyte|txt)$/.test(name))
    .map(({ name }) => `${FASHION_MNIST}/${name}`);
  const site = await siteOf(files);
  const data = { ...site.data, ...Object.fromEntries(paths.map((path) => [path, `${path}.gz`])) };
  return new Map([
    ...files,
    [CONTENTS, contentsOf({ ...site, data })],
    ...paths.map((path) => [`${path}.gz`, () => readCompressed(path)] as const),
  ]);
}

async function readCompressed(path: string): Promise<Uint8Array<ArrayBuffer>> {
  using file = await Deno.open(path);
  const packed = file.readable.pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/**
 * The page with another model to open with.
 *
 * @throws {Error} If the file is no model or committee of this program, or takes no images; the message
 * names it.
 */
export async function withModel(files: SiteFiles, path: string): Promise<SiteFiles> {
  requireImages(await readModels([path]));
  const model = { name: basename(path), address: MODEL };
  return new Map([
    ...files,
    [CONTENTS, contentsOf({ ...await siteOf(files), model })],
    [MODEL, () => Deno.readFile(path)],
  ]);
}

async function siteOf(files: SiteFiles): Promise<Site> {
  return JSON.parse(new TextDecoder().decode(await files.get(CONTENTS)?.()));
}

function contentsOf(site: Site): () => Promise<Uint8Array<ArrayBuffer>> {
  return () => Promise.resolve(new TextEncoder().encode(JSON.stringify(site)));
}
