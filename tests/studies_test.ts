import { assert, assertEquals, assertGreater } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { planSweep } from "../cli/sweep/plan.ts";

const root = fromFileUrl(import.meta.resolve("../"));
const folder = `${root}mnist-configs/studies/`;
const names = Array.from(Deno.readDirSync(folder), ({ name }) => name)
  .filter((name) => name.endsWith(".sweep")).sort();
const page = Deno.readTextFileSync(`${root}docs/studies.md`);

for (const name of names) {
  Deno.test(`the study ${name} is a sweep, and its page says what it found`, async () => {
    // Pairs of classes would need the dataset.
    const text = Deno.readTextFileSync(folder + name).replace("= pairs", "= 1, 7");
    const { runs } = await planSweep(text, name, [], "out");
    assertGreater(runs.length, 0);
    assert(page.includes(`](../mnist-configs/studies/${name})`), name);
  });
}

Deno.test("the page of the studies names no other ones", () => {
  const named = Array.from(
    page.matchAll(/mnist-configs\/studies\/([\w-]+\.sweep)/g),
    ([_, n]) => n,
  );
  assertEquals([...new Set(named)].sort(), names);
});
