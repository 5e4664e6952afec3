import { assertEquals } from "@std/assert";
import { walkSync } from "@std/fs";
import { fromFileUrl } from "@std/path";
import { parseConfig } from "../../../lib/config/config.ts";
import { sources } from "../../../tools/results/models.ts";

const folder = fromFileUrl(import.meta.resolve("../../../mnist-configs"));
const models = sources.flatMap(({ models }) => models.map(({ config }) => config));

/** The course's check of its example. */
const others = ["input-ci"];

Deno.test("every configuration but the studies is in the table of results once", () => {
  const names = Array.from(
    walkSync(folder, { includeDirs: false, maxDepth: 1 }),
    ({ name }) => name.replace(/\.config$/, ""),
  );
  assertEquals([...models, ...others].sort(), names.sort());
});

Deno.test("every configuration of the table of results keeps a history under its name", () => {
  for (const name of models.filter((name) => name !== "input")) {
    const { historyFile } = parseConfig(Deno.readTextFileSync(`${folder}/${name}.config`), name);
    assertEquals(historyFile, `results/${name}.jsonl`);
  }
});
