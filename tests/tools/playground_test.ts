import { assertEquals, assertLess } from "@std/assert";
import { walkSync } from "@std/fs";
import { join, relative } from "@std/path";
import { parseModel } from "../../lib/models/model_file.ts";
import { gzip } from "../cli/gzip.ts";
import { isBundled, Playground } from "../web/playground.ts";

/** What page and worker may take, compressed, without data. */
const MOST_BYTES = 250_000;

Deno.test({
  name: "the page with its worker takes at most 250 kB compressed",
  ignore: !isBundled(),
  async fn() {
    await using playground = await Playground.make();
    let bytes = 0;
    for (const name of ["index.html", "styles.css", "page.js", "worker.js"]) {
      bytes += (await gzip(Deno.readFileSync(join(playground.folder, name)))).length;
    }
    assertLess(bytes, MOST_BYTES);
    const others = Array.from(
      walkSync(playground.folder, { includeDirs: false }),
      ({ path }) => relative(playground.folder, path),
    ).filter((path) => !/^(?:sources|mnist-datasets)\//.test(path));
    assertEquals(others.sort(), [
      "digits.safetensors",
      "index.html",
      "page.js",
      "site.json",
      "styles.css",
      "worker.js",
    ]);
  },
});

Deno.test("the model that the page opens with classifies 99 % of its test images correctly", () => {
  const { training } = parseModel(Deno.readFileSync("web/digits.safetensors"));
  assertEquals(training?.testAccuracy, 0.9914);
});
