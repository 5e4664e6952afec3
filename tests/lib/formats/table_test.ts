import { assertEquals } from "@std/assert";
import { formatRow, formatTable } from "../../../lib/formats/table.ts";

const columns = [{ heading: "name", align: "left" }, { heading: "n", align: "right" }] as const;

Deno.test("formatTable() makes columns as wide as their widest cell", () => {
  assertEquals(
    formatTable(columns, [["a", "1"], ["longer", "200"]]),
    [
      "name      n",
      "a         1",
      "longer  200",
    ].join("\n"),
  );
  assertEquals(formatTable(columns, []), "name  n");
});

Deno.test("formatTable() makes as many rows as there are", () => {
  const rows = Array.from({ length: 200_000 }, () => ["a", "1"]);
  assertEquals(formatTable(columns, rows).split("\n").length, 200_001);
});

Deno.test("a table keeps a cell to its line, and escape sequences from the terminal", () => {
  assertEquals(
    formatTable(columns, [["a\nb", "1"], ["\x1b[2J", "2"]]),
    [
      "name       n",
      "a\\u{a}b    1",
      "\\u{1b}[2J  2",
    ].join("\n"),
  );
  const widths = columns.map((column) => ({ ...column, width: 7 }));
  assertEquals(formatRow(widths, ["\u202e", "1"]), "\\u{202e}        1");
});
