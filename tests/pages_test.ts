import { assertEquals, assertGreater } from "@std/assert";
import { existsSync } from "@std/fs";
import { fromFileUrl } from "@std/path";
import { parseConfig } from "../lib/config/config.ts";
import { buildNetwork } from "../lib/config/network.ts";
import { buildOptimizer } from "../lib/config/training.ts";
import { createTypeScriptDevice } from "../lib/devices/typescript/typescript_device.ts";

const root = fromFileUrl(import.meta.resolve("../"));
const mnist = { shape: [1, 28, 28], classes: 10, count: 60000 } as const;

function read(page: string): string {
  return Deno.readTextFileSync(root + page);
}

Deno.test("the configurations on the pages build a network and an optimizer", () => {
  for (const page of ["README.md", "CONFIGURATION.md"]) {
    const blocks = Array.from(read(page).matchAll(/^```(\w*)\n([^]*?)^```$/gm));
    const examples = blocks.filter(([_, language]) => language === "");
    assertGreater(examples.length, 0, page);
    for (const [_, __, example] of examples) {
      const config = parseConfig(example, page);
      buildOptimizer(config, buildNetwork(config, createTypeScriptDevice(), mnist)).begin();
    }
  }
});

Deno.test("the files that the pages name are there", () => {
  for (const page of ["README.md", "CONFIGURATION.md", "RESULTS.md"]) {
    const links = read(page).matchAll(/\]\(([^)#]+)\)|src="([^"]+)"/g);
    const paths = read(page).matchAll(/`((?:lib|cli|tests|docs|mnist-configs)\/[\w./-]*)`/g);
    const names = [...links, ...paths].map(([_, link, source]) => link ?? source);
    assertGreater(names.length, 0, page);
    assertEquals(names.filter((name) => !existsSync(root + name)), [], page);
  }
});
