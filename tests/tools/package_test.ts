import { assertEquals, assertGreater, assertLess } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { gzipSync } from "node:zlib";
import config from "../../deno.json" with { type: "json" };
import {
  Adam,
  Dataset,
  divideBy255,
  encodeModel,
  Network,
  openDevice,
  parseLayers,
  predict,
  Training,
} from "../../mod.ts";
import { Chromium } from "../chromium.ts";
import { firstTestDigits } from "../mnist.ts";
import { exampleOn } from "../page_examples.ts";
import { chromium, node, type Program, testWith } from "../programs.ts";

const root = fromFileUrl(new URL("../../", import.meta.url));
const folder = Deno.makeTempDirSync();
Deno.test.afterAll(() => Deno.remove(folder, { recursive: true }));

/** What a program prints that ends well. */
async function run(program: string, args: string[], cwd = folder): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(program, {
    args,
    cwd,
    env: { NO_COLOR: "1" },
  }).output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  assertEquals(code, 0, out + err);
  return out;
}

let installing: Promise<void> | undefined;

/** Builds and packs the package, and installs it in the folder. */
function install(): Promise<void> {
  return installing ??= (async () => {
    const built = join(folder, "built");
    const access = ["--allow-read", "--allow-env", `--allow-write=${folder}`];
    const tool = ["run", "--quiet", "--no-prompt", "--no-check", ...access, "tools/package.ts"];
    await run(Deno.execPath(), [...tool, built], root);
    await Deno.writeTextFile(join(folder, "package.json"), "{}");
    const tarball = (await run("npm", ["pack", "--silent", built])).trim();
    const quiet = ["--silent", "--offline", "--no-audit", "--no-fund"];
    await run("npm", ["install", ...quiet, `./${tarball}`]);
  })();
}

testWith(node, "the package trains in Node, as the page about the library says", async () => {
  await install();
  const example = exampleOn("docs/library.md", "node");
  await Deno.writeTextFile(join(folder, "train.mjs"), example);
  await Deno.symlink(join(root, "mnist-datasets"), join(folder, "mnist-datasets"));
  const [first, second, accuracy] = (await run("node", ["train.mjs"])).split("\n").map(Number);
  assertLess(second, first);
  assertGreater(accuracy, 0.92);
});

testWith(
  node,
  "the package uses several threads in Node, and gives what it gives in Deno",
  async () => {
    await install();
    // Products of numbers in single precision are exact in double, whatever their sums are made with.
    const program = `
    import { openDevice } from "MODULE";
    const threads = process.getBuiltinModule("node:worker_threads");
    let online = 0;
    threads.Worker = class extends threads.Worker {
      constructor(...options) {
        super(...options);
        this.on("online", () => online++);
      }
    };
    const device = openDevice({ threads: 3 });
    const [x, y] = [device.matrix(300, 300), device.matrix(300, 300)];
    x.data.forEach((_, i) => x.data[i] = Math.fround(1 / (i + 1)));
    while (online < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    device.gemm(false, false, 1, x, x, 0, y);
    console.log(device.name, device.threads, y.data.reduce((sum, value) => sum + value, 0));
  `;
    const inNode = program.replace("MODULE", "@handwriting/mnist");
    await Deno.writeTextFile(join(folder, "threads.mjs"), inNode);
    const inDeno = program.replace("MODULE", new URL("../../mod.ts", import.meta.url).href);
    const expected = await run(Deno.execPath(), ["eval", inDeno]);
    assertEquals(expected.split(" ").slice(0, 2), ["wasm", "3"]);
    assertEquals(await run("node", ["threads.mjs"]), expected);
  },
);

testWith(
  node,
  "the package's types hold in a strict program without Node's or a browser's",
  async () => {
    await install();
    const entries = Object.keys(config.exports).map((entry) => `${config.name}${entry.slice(1)}`);
    const program = `
    ${entries.map((entry) => `import "${entry}";`).join("")}
    import { Dataset, dense, evaluate, Network, openDevice, SGD, softmax, Training } from "${config.name}";
    import { ConfusionMatrix } from "${config.name}/metrics";
    declare const console: { log(value: unknown): void };
    const dataset = new Dataset(Uint8Array.of(0, 255, 255, 0), Uint8Array.of(0, 1), [2], 2);
    using device = openDevice({ threads: 1 });
    const network: Network = new Network({
      device, inputShape: [2], layers: [dense(2), softmax()], batchSize: 2,
    });
    const optimizer = new SGD(network, { learningRate: 0.5 });
    const training = new Training(network, dataset, { length: { epochs: 20 }, optimizer });
    for (const { loss } of training) loss.toFixed();
    console.log(evaluate(network, dataset).accuracy);
    console.log(network);
  `;
    await Deno.writeTextFile(join(folder, "strict.mts"), program);
    const compiler = fromFileUrl(new URL("tsc.js", import.meta.resolve("typescript")));
    const standard = ["--target", "es2022", "--lib", "es2022", "--module", "nodenext"];
    await run("node", [compiler, "--strict", "--ignoreConfig", ...standard, "strict.mts"]);
    const printed = await run("node", ["strict.mjs"]);
    assertEquals(printed, "1\nNetwork(2, dense 2, softmax; 6 parameters)\n");
  },
);

let bundling: Promise<string> | undefined;

/** Bundles the example of the page for a browser; returns the folder. */
function bundle(): Promise<string> {
  return bundling ??= (async () => {
    await install();
    await Deno.writeTextFile(join(folder, "page.js"), exampleOn("docs/library.md", "browser"));
    const options = ["--quiet", "--platform", "browser", "--minify", "--code-splitting"];
    await run(Deno.execPath(), ["bundle", ...options, "--outdir", "site", "page.js"]);
    return join(folder, "site");
  })();
}

/** The files that a module of the bundle needs before it runs, itself among them. */
function needed(site: string, name: string): Set<string> {
  const code = Deno.readTextFileSync(join(site, name));
  const imports = Array.from(code.matchAll(/(?:from|import)"\.\/([^"]+)"/g), ([_, found]) => found);
  return new Set([name, ...imports.flatMap((file) => [...needed(site, file)])]);
}

testWith(node, "a page that classifies loads at most 120 kB of code, compressed", async () => {
  const site = await bundle();
  const code = await Deno.readTextFile(join(site, "page.js"));
  const kernels = Array.from(code.matchAll(/import\("\.\/([^"]+)"\)/g), ([_, name]) => name);
  assertEquals(kernels.length, 4);
  for (const name of kernels) {
    const sizes = [...needed(site, "page.js").union(needed(site, name))].map((file) => {
      return gzipSync(Deno.readFileSync(join(site, file))).length;
    });
    assertGreater(sizes.length, 2);
    assertLess(sizes.reduce((sum, size) => sum + size), 120000, name);
  }
});

/** A network that knows some digits, and what it takes them for. */
function trainedModel(): { file: Uint8Array<ArrayBuffer>; answers: readonly string[] } {
  const digits = firstTestDigits(500);
  const pixels = Uint8Array.from(digits.flatMap(({ pixels }) => Array.from(pixels)));
  const labels = Uint8Array.from(digits, ({ label }) => label);
  const dataset = new Dataset(pixels, labels, [1, 28, 28]);
  using device = openDevice({ precision: "f32" });
  const layers = parseLayers("dense 10 softmax");
  const network = new Network({ device, inputShape: dataset.shape, layers, batchSize: 10 });
  const optimizer = new Adam(network, { learningRate: 3e-3 });
  for (const _ of new Training(network, dataset, { length: { epochs: 3 }, optimizer }));
  const description = { normalization: divideBy255, classNames: dataset.classNames };
  const shown = dataset.slice(0, DIGITS_SHOWN);
  const answers = predict(network, shown.images).map((prediction) => `${prediction.class}`);
  return { file: encodeModel(network, description), answers };
}

const DIGITS_SHOWN = 20;

/** Node to build the bundle, and a browser, which is given to the test. */
const both: Program = {
  debianPackage: chromium.debianPackage,
  find: () => node.find() && chromium.find(),
};

/** The bundle, its model and an empty page; below `/isolated/` with the headers that isolate it. */
function serveSite(site: string, model: Uint8Array<ArrayBuffer>) {
  const isolation = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
  };
  const answer = async ({ url }: Request) => {
    const path = new URL(url).pathname;
    const headers = new Headers(path.startsWith("/isolated/") ? isolation : {});
    const name = path.slice(path.lastIndexOf("/") + 1);
    headers.set("content-type", name.endsWith(".js") ? "text/javascript" : "text/html");
    if (name === "") return new Response("<!doctype html>", { headers });
    if (name === "digits.safetensors") return new Response(model, { headers });
    const file = await Deno.readFile(join(site, name)).catch(() => undefined);
    return new Response(file, { headers, status: file === undefined ? 404 : 200 });
  };
  return Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, answer);
}

/** What the page is asked: its answers, the threads that it starts, and those that it should. */
const question = (digits: readonly number[][]) =>
  `(async () => {
  let started = 0;
  globalThis.Worker = class extends Worker {
    constructor(...options) {
      super(...options);
      started++;
    }
  };
  const { classify } = await import("./page.js");
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 28;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const answers = ${JSON.stringify(digits)}.map((pixels) => {
    const image = context.createImageData(28, 28);
    pixels.forEach((ink, i) => image.data.set([ink, ink, ink, 255], 4 * i));
    context.putImageData(image, 0, 0);
    return classify(canvas);
  });
  return { answers, started, others: navigator.hardwareConcurrency - 1, crossOriginIsolated };
})()`;

testWith(
  both,
  "the page classifies digits, on several threads where it is isolated",
  async (path) => {
    const site = await bundle();
    const { file, answers } = trainedModel();
    const digits = firstTestDigits(DIGITS_SHOWN).map(({ pixels }) => Array.from(pixels));
    await using server = serveSite(site, file);
    await using browser = await Chromium.start(path);
    for (const isIsolated of [true, false]) {
      const page = `http://127.0.0.1:${server.addr.port}/${isIsolated ? "isolated" : "plain"}/`;
      const { complaints } = await browser.visit(page, { width: 400, height: 300 });
      const found = await browser.evaluate(question(digits));
      assertEquals(complaints, []);
      const others = Object(found).others;
      const started = isIsolated ? others : 0;
      assertEquals(found, { answers, started, others, crossOriginIsolated: isIsolated });
    }
  },
);
