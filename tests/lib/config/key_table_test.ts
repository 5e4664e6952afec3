import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  formatKeysAsMarkdown,
  formatKeysAsText,
  formatNotationsAsMarkdown,
  formatNotationsAsText,
} from "../../../lib/config/key_table.ts";
import { allKeys } from "../../../lib/config/keys.ts";
import { layerForms } from "../../../lib/config/layer_forms.ts";

/** The rows of all tables, without their headings. */
function rowsOf(markdown: string): string[] {
  const lines = markdown.split("\n");
  const isHeading = (i: number) => [i, i + 1].some((at) => lines[at]?.startsWith("| --- "));
  return lines.filter((line, i) => line.startsWith("|") && !isHeading(i));
}

Deno.test("formatKeysAsMarkdown() has a row of four cells per key, in groups", () => {
  const rows = rowsOf(formatKeysAsMarkdown());
  assertEquals(rows.map((row) => row.split("`")[1]), allKeys.map(({ name }) => name));
  for (const row of rows) assertEquals(row.replaceAll("\\|", "").split("|").length, 6);
  assertStringIncludes(
    formatKeysAsMarkdown(),
    "### Training\n\n| key | meaning | value | without it |\n| --- | --- | --- | --- |\n" +
      "| `num_epochs` | passes over the training set | an integer from 1 to 1000000000 | " +
      "required without num_iterations |\n",
  );
  assertStringIncludes(formatKeysAsMarkdown(), " | f64 or f32 | f64 |\n");
});

Deno.test("formatKeysAsMarkdown() links values to headings that formatNotationsAsMarkdown() has", () => {
  const links = Array.from(formatKeysAsMarkdown().matchAll(/\]\(#([a-z-]+)\)/g), ([, id]) => id);
  const headings = Array.from(
    formatNotationsAsMarkdown().matchAll(/^### (.+)$/gm),
    ([, title]) => title.toLowerCase().replace(" ", "-"),
  );
  // Activations are a part of the notation of layers.
  assertEquals(
    headings.filter((id) => id !== "activations").sort(),
    [...new Set(links)].sort(),
  );
});

/** A text for a terminal with the breaks of its lines undone. */
function unwrap(text: string): string {
  return text.replaceAll(/\n {4,}/g, " ");
}

Deno.test("formatKeysAsText() aligns the descriptions", () => {
  const lines = formatKeysAsText().split("\n").filter((line) => line.startsWith("  "));
  const rows = lines.filter((line) => !line.startsWith("   "));
  assertEquals(rows.map((line) => line.trim().split(/ +/)[0]), allKeys.map(({ name }) => name));
  const columns = lines.map((line) => line.search(/(?<=^ {10,}|\S {2,})\S/));
  assertEquals(new Set(columns).size, 1);
  assertStringIncludes(unwrap(formatKeysAsText()), "integer from 0 to 9007199254740991 (1)\n");
});

Deno.test("formatKeysAsText() and formatNotationsAsText() fit into 80 columns", () => {
  const lines = `${formatKeysAsText()}\n${formatNotationsAsText()}`.split("\n");
  assertEquals(lines.filter((line) => line.length > 80), []);
});

Deno.test("formatNotationsAsMarkdown() and formatNotationsAsText() have every form", () => {
  const rows = rowsOf(formatNotationsAsMarkdown());
  for (const row of rows) assertEquals(row.replaceAll("\\|", "").split("|").length, 4);
  assertStringIncludes(
    formatNotationsAsMarkdown(),
    "### Layers\n\n| in `layers` | meaning |\n| --- | --- |\n| `dense <outputs> ",
  );
  assertStringIncludes(
    formatNotationsAsMarkdown(),
    "| `conv <filters> <kernel> [same \\| valid \\| padding <pixels>] [stride <pixels>] ",
  );
  assertStringIncludes(formatNotationsAsMarkdown(), " whenever `<time>` has passed |\n");
  for (const { usage, description } of layerForms) {
    assertStringIncludes(unwrap(formatNotationsAsText()), `  ${usage} ${description}\n`);
  }
});
