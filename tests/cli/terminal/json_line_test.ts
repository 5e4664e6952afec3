import { assertEquals } from "@std/assert";
import { formatJsonLine } from "../../../cli/terminal/json_line.ts";

Deno.test("formatJsonLine() escapes what changes a terminal, and keeps the value", () => {
  const value = { "a\n  b": ["\u009b31m", "\u202e  x", "\\n y", { c: 1, d: [] }] };
  const line = formatJsonLine(value);
  assertEquals(/[\p{Cc}\p{Bidi_C}]/u.test(line), false);
  assertEquals(JSON.parse(line), value);
});

Deno.test("formatJsonLine() has all in one line, without spaces before a value of a list", () => {
  assertEquals(formatJsonLine([[1, 2], [3]]), "[[1,2],[3]]");
});
