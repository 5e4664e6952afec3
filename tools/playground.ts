/**
 * Makes the files of the playground from `web/`: `deno run ... tools/playground.ts <folder>`. The folder
 * is made anew.
 *
 * @module
 */
import { fromFileUrl, join } from "@std/path";
import { PROGRAM } from "../cli/program.ts";
import { linkedSources, sourceAddress } from "../web/lessons.ts";
import type { Site } from "../web/site.ts";

const root = fromFileUrl(import.meta.resolve("../"));

/** The model that the page opens with: of `mnist-configs/fast.config`. */
const MODEL = "digits.safetensors";

/** The data that come with the page, as the configurations name them. */
const datasets = [
  "train-images.idx3-ubyte",
  "train-labels.idx1-ubyte",
  "t10k-images.idx3-ubyte",
  "t10k-labels.idx1-ubyte",
].map((name) => `mnist-datasets/${name}`);

/**
 * Bundles page and worker, and puts beside them what they ask for.
 *
 * @throws {Error} If the bundler fails; the message is its last line.
 */
export async function makePlayground(folder: string): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  await bundle(folder);
  for (const name of ["index.html", "styles.css", MODEL]) {
    await Deno.copyFile(join(root, "web", name), join(folder, name));
  }
  for (const source of linkedSources()) {
    const copy = join(folder, sourceAddress(source));
    await Deno.mkdir(join(copy, ".."), { recursive: true });
    await Deno.copyFile(join(root, source), copy);
  }
  const site: Site = {
    program: PROGRAM,
    model: { name: MODEL, address: MODEL },
    data: Object.fromEntries(datasets.map((path) => [path, `${path}.gz`])),
    configs: await readConfigs(),
  };
  await Deno.writeTextFile(join(folder, "site.json"), JSON.stringify(site));
  await Deno.mkdir(join(folder, "mnist-datasets"), { recursive: true });
  await Promise.all(datasets.map((path) => pack(join(root, path), join(folder, `${path}.gz`))));
}

async function bundle(folder: string): Promise<void> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["bundle", "--quiet", "--frozen", "--minify", "--platform=browser", "--outdir", folder],
      ...["page.ts", "worker.ts"].map((name) => join(root, "web", name)),
    ],
    cwd: root,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  if (success) return;
  const text = new TextDecoder().decode(stderr);
  throw new Error(text.match(/^(?:error: |\s*\d+: )(.*)$/m)?.[1] ?? "deno bundle failed");
}

async function readConfigs(): Promise<Record<string, string>> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(join(root, "mnist-configs"))) {
    if (name.endsWith(".config")) names.push(name);
  }
  const texts = names.sort()
    .map(async (name) =>
      [name, await Deno.readTextFile(join(root, "mnist-configs", name))] as const
    );
  return Object.fromEntries(await Promise.all(texts));
}

/** Compresses a file. */
async function pack(path: string, packed: string): Promise<void> {
  using source = await Deno.open(path);
  const stream = source.readable.pipeThrough(new CompressionStream("gzip"));
  await Deno.writeFile(packed, stream);
}

if (import.meta.main) {
  try {
    await makePlayground(Deno.args[0]);
  } catch (error) {
    console.error(`error: ${error instanceof Error ? error.message : error}`);
    Deno.exit(1);
  }
}
