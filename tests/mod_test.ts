import { assert, assertEquals, assertGreater, assertLess } from "@std/assert";
import { join } from "@std/path";
import config from "../deno.json" with { type: "json" };
import { initializerForms } from "../lib/config/initializer_notation.ts";
import { activationForms, layerForms } from "../lib/config/layer_forms.ts";
import { lossForms } from "../lib/config/loss_notation.ts";
import { optimizerForms } from "../lib/config/optimizer_notation.ts";
import { scheduleForms } from "../lib/config/schedule_notation.ts";
import { exampleOn } from "./page_examples.ts";

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

Deno.test("mod.ts trains from a URL as the page about the library says", async () => {
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    serveTree,
  );
  const host = `127.0.0.1:${server.addr.port}`;
  const folder = await Deno.makeTempDir();
  try {
    const file = join(folder, "example.ts");
    const example = exampleOn("docs/library.md", "deno");
    await Deno.writeTextFile(file, example.replace("https://example.com/mnist", `http://${host}`));
    const access = [`--allow-import=${host}`, "--allow-read=mnist-datasets"];
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "--no-prompt", "--no-lock", "--no-config", ...access, file],
      cwd: root,
    }).output();
    const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
    assertEquals(code, 0, err);
    const [loss, accuracy] = out.split("\n").map(Number);
    assertLess(loss, 0.5);
    assertGreater(accuracy, 0.95);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("mod.ts is at most 1 MB to fetch, and takes 100 ms to import once it is there", async () => {
  const folder = await Deno.makeTempDir();
  let bytes = 0;
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const response = await serveTree(request);
      const body = await response.bytes();
      bytes += body.length;
      return new Response(body, response);
    },
  );
  const host = `127.0.0.1:${server.addr.port}`;
  try {
    // The address is an argument, so that all of the import is timed.
    const file = join(folder, "import.js");
    const program = `
      const before = process.cpuUsage();
      await import(Deno.args[0]);
      const { user, system } = process.cpuUsage(before);
      console.log((user + system) / 1000);
    `;
    await Deno.writeTextFile(file, program);
    const timed = async () => {
      const { stdout } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "--quiet", "--no-prompt", "--no-lock", "--no-config", "--no-check"]
          .concat(`--allow-import=${host}`, file, `http://${host}/mod.ts`),
        cwd: folder,
      }).output();
      return Number(new TextDecoder().decode(stdout));
    };
    await timed();
    assertLess(bytes, 1e6);
    assertLess(Math.min(await timed(), await timed(), await timed()), 100);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("the entries export what each row of the notations makes, and no insides", async () => {
  const names = new Set<string>();
  for (const entry of Object.values(config.exports)) {
    for (const name of Object.keys(await import(new URL(entry, root).href))) names.add(name);
  }
  const forms = [
    ...layerForms,
    ...activationForms,
    ...lossForms,
    ...optimizerForms,
    ...scheduleForms,
    ...initializerForms,
  ];
  const known = new Set(Array.from(names, (name) => name.toLowerCase()));
  for (const { name } of forms) {
    const exported = (abbreviated.get(name) ?? name).replaceAll("_", "").toLowerCase();
    assert(known.has(exported), `${exported}, for ${name} in a configuration`);
  }
  for (const name of ["ALIGNMENT", "hash", "timed", "splitSamples", "concatenate", "quote"]) {
    assert(!names.has(name), name);
  }
});

/** What the notations call shorter than the library. */
const abbreviated: ReadonlyMap<string, string> = new Map([
  ["conv", "convolution"],
  ["cosine", "cosine_decay"],
  ["constant", "constant_rate"],
  ["linear", "linear_decay"],
  ["plateau", "on_plateau"],
  ["step", "step_decay"],
]);

async function serveTree(request: Request): Promise<Response> {
  try {
    const source = await Deno.readTextFile(new URL(`.${new URL(request.url).pathname}`, root));
    return new Response(source, { headers: { "content-type": "application/typescript" } });
  } catch {
    return new Response("not found", { status: 404 });
  }
}
