import { assert, assertArrayIncludes } from "@std/assert";
import { formatPage } from "../../../cli/pages/page.ts";
import { reportSections } from "../../../cli/report/sections.ts";
import { styles } from "../../../cli/pages/styles.ts";
import { findingsOf } from "../report/findings.ts";

Deno.test("styles are for elements that the page has", () => {
  const layers = "dense 3 softmax";
  const page = formatPage({
    kind: "report",
    heading: "of a network",
    title: "a",
    subtitle: layers,
    sections: reportSections(findingsOf({ layers })),
    program: "b",
  });
  const selectors = styles.replace(/\/\*.*\*\/|\{[^{}]*\}|@media[^{]*\{/g, ";");
  const elements = selectors.match(/(?<![\w.:-])[a-z]\w*/g) ?? [];
  assertArrayIncludes(elements, ["html", "table", "pre", "footer"]);
  for (const element of elements) assert(new RegExp(`<${element}[ >]`).test(page), element);
});
