// The library's tests of the device `webgpu` run on the adapter that comes first, which is Vulkan's where
// there is one. Here they run on others.

import { assertEquals, assertGreater } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { Chromium } from "./chromium.ts";
import { TemporaryFolder } from "./cli/temporary_folder.ts";
import { chromium, openGl, testWith } from "./programs.ts";
import { isBundled } from "./web/playground.ts";
import type { TestOutcome } from "./webgpu_page/page.ts";

/** Operations, without the products that are not for adapters in software, and two trainings. */
const CHOSEN =
  "does( .kernels for software.)?$|NaN|pooling|settled|: dense layers, plain|: convolution, batch";

/** How many there are at least. */
const LEAST = 40;

function pathOf(name: string): string {
  return fromFileUrl(import.meta.resolve(name));
}

async function runDeno(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ readonly success: boolean; readonly text: string }> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    env: { NO_COLOR: "1", ...env },
  }).output();
  const text = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("");
  return { success, text };
}

testWith(openGl, "webgpu computes the same by way of OpenGL", async () => {
  const files = ["operations", "pooling", "recorder", "training", "warp"]
    .map((name) => pathOf(`./lib/devices/webgpu/${name}_test.ts`));
  const options = ["--quiet", "--no-prompt", "--no-check", `--filter=/${CHOSEN}/`];
  const { success, text } = await runDeno(["test", ...options, ...files], {
    DENO_WEBGPU_BACKEND: "gl",
  });
  assertEquals(success, true, text);
  const [, passed] = text.match(/^ok \| (\d+) passed \| 0 failed/m) ?? [];
  assertGreater(Number(passed), LEAST, text);
});

const browser = { find: () => isBundled() ? chromium.find() : undefined };

testWith(browser, "webgpu computes the same in Chromium", async (program) => {
  using folder = new TemporaryFolder();
  const script = folder.join("page.js");
  const options = ["--quiet", "--frozen", "--platform=browser", "--output", script];
  const { success, text } = await runDeno([
    "bundle",
    ...options,
    pathOf("./webgpu_page/page.ts"),
  ]);
  assertEquals(success, true, text);
  await using server = serve(folder.path);
  await using browser = await Chromium.start(program, ["--enable-unsafe-webgpu"]);
  await browser.visit(`http://127.0.0.1:${server.addr.port}/`, { width: 800, height: 600 });
  await browser.until("globalThis.runTests");
  const outcome = await browser.evaluate(`runTests(${JSON.stringify(CHOSEN)})`);
  const { passed = 0, failed }: Partial<TestOutcome> = Object(outcome);
  assertEquals(failed, []);
  assertGreater(passed, LEAST);
});

/** Serves a page with the script of a folder. */
function serve(folder: string): Deno.HttpServer<Deno.NetAddr> {
  const onListen = () => {};
  return Deno.serve({ hostname: "127.0.0.1", port: 0, onListen }, async ({ url }) => {
    if (new URL(url).pathname !== "/page.js") {
      const page = '<!doctype html><script type="module" src="page.js"></script>';
      return new Response(page, { headers: { "content-type": "text/html" } });
    }
    const script = await Deno.readFile(join(folder, "page.js"));
    return new Response(script, { headers: { "content-type": "text/javascript" } });
  });
}
