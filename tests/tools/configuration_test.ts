import { assertEquals, assertGreater } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { parseConfig } from "../../lib/config/config.ts";
import { buildNetwork } from "../../lib/config/network.ts";
import { buildOptimizer } from "../../lib/config/training.ts";
import { TypeScriptDevice } from "../../lib/devices/typescript/typescript_device.ts";
import { formatConfigurationPage } from "../../tools/configuration.ts";
import { runProgram } from "../cli/run_mnist.ts";
import { TemporaryFolder } from "../cli/temporary_folder.ts";

const mnist = { shape: [1, 28, 28], classes: 10, count: 60000 } as const;
const root = fromFileUrl(import.meta.resolve("../../"));

Deno.test("CONFIGURATION.md is what the tables of keys and notations give", async () => {
  using folder = new TemporaryFolder();
  const page = folder.write("page.md", formatConfigurationPage());
  const args = ["fmt", "--quiet", "--config", `${root}/deno.json`, page];
  assertEquals(await runProgram(Deno.execPath(), args), { code: 0, stdout: "", stderr: "" });
  const isCurrent = Deno.readTextFileSync(page) ===
    Deno.readTextFileSync(`${root}/CONFIGURATION.md`);
  assertEquals(isCurrent, true, "run `deno task configuration`");
});

Deno.test("the configurations on the pages build a network and an optimizer", () => {
  for (const page of ["CONFIGURATION.md"]) {
    const text = Deno.readTextFileSync(root + page);
    const examples = Array.from(text.matchAll(/^```\n([^]*?)^```$/gm), ([, example]) => example);
    assertGreater(examples.length, 0, page);
    for (const example of examples) {
      const config = parseConfig(example, page);
      buildOptimizer(config, buildNetwork(config, new TypeScriptDevice(), mnist)).begin();
    }
  }
});
