import { assertEquals } from "@std/assert";
import { displayTable, formatShort, shownIndices } from "../../../lib/formats/display.ts";

const columns = [{ heading: "name", align: "left" }, { heading: "n", align: "right" }] as const;

Deno.test("displayTable() is a table as markup and as text", () => {
  const picture = { html: '<img src="a.png">', text: "a picture" };
  const display = displayTable("2 < 3", columns, [["a&b", "1"], [picture, "20"]]);
  assertEquals(display["text/plain"], "2 < 3\nname        n\na&b         1\na picture  20");
  const cell = (tag: string, align: string, content: string) =>
    `<${tag} style="text-align: ${align}">${content}</${tag}>`;
  assertEquals(
    display["text/html"].replaceAll("\n", ""),
    '<table><caption style="white-space: nowrap">2 &lt; 3</caption>' +
      `<thead><tr>${cell("th", "left", "name")}${cell("th", "right", "n")}</tr></thead>` +
      `<tbody><tr>${cell("td", "left", "a&amp;b")}${cell("td", "right", "1")}</tr>` +
      `<tr>${cell("td", "left", picture.html)}${cell("td", "right", "20")}</tr></tbody></table>`,
  );
});

Deno.test("shownIndices() leaves out the middle where there are too many", () => {
  assertEquals(shownIndices(0, 5), []);
  assertEquals(shownIndices(5, 5), [0, 1, 2, 3, 4]);
  assertEquals(shownIndices(6, 5), [0, 1, undefined, 4, 5]);
  assertEquals(shownIndices(100, 6), [0, 1, 2, undefined, 98, 99]);
});

Deno.test("formatShort() writes four digits", () => {
  const numbers = [0, -0.000123456, 1234.56, 123456, 1e-9, NaN, -Infinity];
  const expected = ["0", "-0.0001235", "1235", "123500", "1e-9", "NaN", "-Infinity"];
  assertEquals(numbers.map(formatShort), expected);
});
