import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";

const root = new URL("..", import.meta.url);

/** What someone writes who has nothing but the address of `mod.ts`. */
const script = `
import { Dataset, dense, evaluate, Network, openDevice, relu, SGD, softmax, Training } from "MOD";

const images = Uint8Array.from({ length: 40 * 4 }, (_, i) => (i >> 2) % 2 === i % 2 ? 255 : 0);
const labels = Uint8Array.from({ length: 40 }, (_, i) => i % 2);
const dataset = new Dataset(images, labels, [1, 2, 2], 2);
const device = openDevice({ threads: 2 });
const network = new Network({
  device,
  inputShape: [1, 2, 2],
  layers: [dense(8), relu(), dense(2), softmax()],
  batchSize: 4,
});
const optimizer = new SGD(network, { learningRate: 0.5 });
for (const _ of new Training(network, dataset, { length: { epochs: 20 }, optimizer }));
console.log(device.name, device.threads, evaluate(network, dataset).accuracy);
`;

Deno.test("mod.ts works from a URL, in a folder without an import map", async () => {
  const folder = await Deno.makeTempDir();
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    serveTree,
  );
  const host = `127.0.0.1:${server.addr.port}`;
  try {
    const file = join(folder, "script.ts");
    await Deno.writeTextFile(file, script.replace("MOD", `http://${host}/mod.ts`));
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "--no-prompt", "--no-lock", `--allow-import=${host}`, file],
      cwd: folder,
    }).output();
    const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
    assertEquals(code, 0, err);
    assertEquals(out, "wasm 2 1\n");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("mod.ts exports every public symbol of lib/", async () => {
  const exported = await Deno.readTextFile(new URL("mod.ts", root));
  const files = await sourceFiles("lib/");
  assert(files.length > 10);
  for (const file of files.filter((file) => !internal.some((pattern) => pattern.test(file)))) {
    assertStringIncludes(exported, `export * from "./${file}";`);
  }
});

/** What only the library itself has a use for: the insides of devices, files and notations. */
const internal = [
  /^lib\/devices\/\w+\/(?!\w+_device\.ts$)/,
  /^lib\/config\/(?!(?:config|data|layer_notation|network|source|training)\.ts$)/,
  /^lib\/models\/(?!(?:checkpoint|model|model_file|tensors)\.ts$)/,
  /^lib\/formats\/(?:bytes|quote)\.ts$/,
  /^lib\/formats\/tensorboard\/(?:crc32c|protobuf|records)\.ts$/,
  /^lib\/metrics\/threshold_counts\.ts$/,
  /^lib\/formats\/(?:crc|deflate|huffman)\.ts$/,
  /^lib\/plots\/(?:format_figure|layer_images|text_canvas|weight_tiles|svg\/\w+)\.ts$/,
  /^lib\/ranges\.ts$/,
];

async function sourceFiles(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, root))) {
    if (isDirectory) files.push(...await sourceFiles(`${folder}${name}/`));
    else if (name.endsWith(".ts")) files.push(folder + name);
  }
  return files;
}

async function serveTree(request: Request): Promise<Response> {
  try {
    const source = await Deno.readTextFile(new URL(`.${new URL(request.url).pathname}`, root));
    return new Response(source, { headers: { "content-type": "application/typescript" } });
  } catch {
    return new Response("not found", { status: 404 });
  }
}
