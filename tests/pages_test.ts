import { assertEquals, assertGreater } from "@std/assert";
import { existsSync } from "@std/fs";
import { dirname, fromFileUrl, join } from "@std/path";
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
  const docs = Array.from(Deno.readDirSync(`${root}docs`), ({ name }) => `docs/${name}`);
  const pages = ["README.md", "CONFIGURATION.md", "RESULTS.md"];
  for (const page of [...pages, ...docs.filter((name) => name.endsWith(".md"))]) {
    const links = Array.from(
      read(page).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)|src="([^"]+)"/g),
      ([_, link, source]) => join(dirname(page), link ?? source),
    );
    const paths = read(page).matchAll(/`((?:lib|cli|tests|docs|mnist-configs)\/[\w./-]*)`/g);
    const names = [
      ...links.filter((link) => !link.includes(":")),
      ...Array.from(paths, ([_, path]) => path),
    ];
    if (pages.includes(page)) assertGreater(names.length, 0, page);
    assertEquals(names.filter((name) => !existsSync(root + name)), [], page);
  }
});
