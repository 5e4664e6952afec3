import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { existsSync } from "@std/fs";
import { isBundled } from "../web/playground.ts";
import { mnistCommand, runMnist } from "./run_mnist.ts";
import { templateModel } from "./template_model.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

/** What a page's `site.json` says of its model. */
function modelOf(site: string): unknown {
  return JSON.parse(site).model;
}

Deno.test({
  name: "mnist playground serves the page on loopback, isolated, with the model that it is given",
  ignore: !isBundled(),
  async fn() {
    using folder = new TemporaryFolder();
    const path = folder.write("mine.safetensors", templateModel());
    const process = mnistCommand(["playground", path]).spawn();
    const lines = process.stdout.pipeThrough(new TextDecoderStream());
    const reader = lines.getReader();
    const { value = "" } = await reader.read();
    const [, address] = value.match(/^Playground: (http:\/\/127\.0\.0\.1:\d+\/)\n$/) ?? [];
    const page = await fetch(address);
    assertEquals(page.headers.get("cross-origin-opener-policy"), "same-origin");
    assertEquals(page.headers.get("cross-origin-embedder-policy"), "require-corp");
    assertMatch(await page.text(), /^<!DOCTYPE html>/);
    const site = await (await fetch(`${address}site.json`)).text();
    assertEquals(modelOf(site), { name: "mine.safetensors", address: "model.safetensors" });
    const model = await fetch(`${address}model.safetensors`);
    assertEquals(new Uint8Array(await model.arrayBuffer()), templateModel());
    for (const [path, method, status] of [["../deno.json", "GET", 404], ["", "POST", 405]]) {
      const answer = await fetch(`${address}${path}`, { method: String(method) });
      assertEquals([answer.status, await answer.text() === ""], [status, false]);
    }
    process.kill("SIGTERM");
    await reader.cancel();
    await process.stderr.cancel();
    await process.status;
  },
});

Deno.test({
  name: "mnist playground --out writes the page into a folder of its own",
  ignore: !isBundled(),
  async fn() {
    using folder = new TemporaryFolder();
    const run = () => runMnist(["playground", "--out", "page"], { cwd: folder.path });
    const expected = { code: 0, stdout: "Wrote page/index.html\n", stderr: "" };
    assertEquals(await run(), expected);
    const { address, name } =
      JSON.parse(Deno.readTextFileSync(folder.join("page/site.json"))).model;
    assertEquals([address, name], ["digits.safetensors", "digits.safetensors"]);
    const files = ["index.html", "page.js", "worker.js", "styles.css", "digits.safetensors"];
    for (const file of files) assertEquals(existsSync(folder.join(`page/${file}`)), true, file);
    assertEquals(await run(), expected);

    Deno.mkdirSync(folder.join("other"));
    folder.write("other/notes.txt", "mine");
    const refused = await runMnist(["playground", "--out", folder.join("other")]);
    assertEquals(refused.code, 1);
    assertStringIncludes(
      refused.stderr,
      'Expected an empty folder, or one of an earlier playground, but found "notes.txt"',
    );
  },
});

Deno.test({
  name: "mnist playground takes Fashion-MNIST along where it has been fetched",
  ignore: !isBundled(),
  async fn() {
    using folder = new TemporaryFolder();
    const place = "mnist-datasets/fashion-mnist";
    Deno.mkdirSync(folder.join(place), { recursive: true });
    for (const name of ["t10k-images.idx3-ubyte", "class-names.txt", "archive.zip"]) {
      folder.write(`${place}/${name}`, name);
    }
    const { code } = await runMnist(["playground", "--out", "page"], { cwd: folder.path });
    assertEquals(code, 0);
    const { data } = JSON.parse(Deno.readTextFileSync(folder.join("page/site.json")));
    const own = Object.entries<string>(data).filter(([path]) => path.startsWith(place));
    assertEquals(own.map(([path]) => path), [
      `${place}/class-names.txt`,
      `${place}/t10k-images.idx3-ubyte`,
    ]);
    for (const [path, address] of own) {
      using file = Deno.openSync(folder.join(`page/${address}`));
      const unpacked = file.readable.pipeThrough(new DecompressionStream("gzip"));
      assertEquals(`${place}/${await new Response(unpacked).text()}`, path);
    }
  },
});

Deno.test({
  name: "mnist playground refuses what is no model before anything is served",
  ignore: !isBundled(),
  async fn() {
    using folder = new TemporaryFolder();
    folder.write("wrong.safetensors", "no model");
    const { code, stdout, stderr } = await runMnist(["playground", "wrong.safetensors"], {
      cwd: folder.path,
    });
    assertEquals({ code, stdout }, { code: 1, stdout: "" });
    assertMatch(stderr, /^mnist: wrong\.safetensors: Expected .*\n$/);
  },
});
