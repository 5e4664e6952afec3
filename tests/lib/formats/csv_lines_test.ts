import { assertEquals, assertThrows } from "@std/assert";
import { CsvLines } from "../../../lib/formats/csv_lines.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";

/** The lines of a text that arrives in blocks of some bytes. */
function linesOf(text: string, block = 1): [number, ...string[]][] {
  const lines: [number, ...string[]][] = [];
  const csv = new CsvLines((cells, line) => lines.push([line, ...cells]));
  const bytes = new TextEncoder().encode(text);
  for (let i = 0; i < bytes.length; i += block) csv.add(bytes.subarray(i, i + block));
  csv.end();
  return lines;
}

Deno.test("CsvLines takes lines apart, however they arrive", () => {
  const text = "\ufeffé, y\r\n\r\n1,2\n 3 ,\n";
  const lines = [[1, "é", "y"], [3, "1", "2"], [4, "3", ""]];
  for (const block of [1, 2, 3, 100]) {
    assertEquals(linesOf(text, block), lines, `${block}`);
    // As spreadsheets on old Macs end lines.
    assertEquals(linesOf(text.replace(/\r?\n/g, "\r"), block), lines, `${block}`);
  }
  assertEquals(linesOf(""), []);
  assertEquals(linesOf("a"), [[1, "a"]]);
});

Deno.test("CsvLines takes cells out of their quotes", () => {
  assertEquals(linesOf('"a, b" , "say ""hi""",c\n"",1,""'), [
    [1, "a, b", 'say "hi"', "c"],
    [2, "", "1", ""],
  ]);
});

Deno.test("CsvLines refuses bytes that are not UTF-8", () => {
  const csv = new CsvLines(() => {});
  const refuse = () => csv.add(Uint8Array.of(0x61, 0x0a, 0xff, 0xfe, 0x0a));
  assertThrows(refuse, FormatError, "Expected text in UTF-8 but found other bytes in line 2");
});

Deno.test("CsvLines refuses quotes within a cell, and lines that do not end", () => {
  for (const text of ['a"b,c', '"a" b,c', '"a', 'a,"b\nc"']) {
    assertThrows(() => linesOf(text), FormatError, "quotes around all of it or none, and all");
  }
  const found = 'but found ""b" in line 1';
  assertThrows(() => linesOf('a,"b\nc"'), FormatError, found);
  const long = "x".repeat(70_000);
  assertThrows(() => linesOf(`a\n${long}`, 1000), FormatError, "found more in line 2");
});
