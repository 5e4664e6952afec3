import { assert, assertEquals } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { activationForms, layerForms } from "../../lib/config/layer_forms.ts";
import { layerLessons, linkedSources } from "../../web/lessons.ts";

Deno.test("each kind of layer has a lesson, and no other kind has one", () => {
  const names = [...layerForms, ...activationForms].map(({ name }) => name);
  assertEquals(Object.keys(layerLessons).sort(), names.sort());
});

Deno.test("each source that the page links to is there", () => {
  const root = fromFileUrl(import.meta.resolve("../../"));
  for (const source of linkedSources()) assert(Deno.statSync(join(root, source)).isFile, source);
});
