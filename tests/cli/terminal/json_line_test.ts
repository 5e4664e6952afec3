import { assertEquals } from "@std/assert";
import { formatJsonLine } from "../../../cli/terminal/json_line.ts";

Deno.test("formatJsonLine() escapes what changes a terminal, and keeps the value", () => {
  const value = { "a\n  b": ["\u009b31m", "\u202e  x", "\\n y", { c: 1, d: [] }] };
  const line = formatJsonLine(value);
  assertEquals(/[\p{Cc}\p{Bidi_C}]/u.test(line), false);
  assertEquals(JSON.parse(line), value);
});

Deno.test("formatJsonLine() is what JSON.stringify() makes of plain texts", () => {
  const value = { a: [[1, 2], [3]], 'b "': 'c": \\', d: { " e ": null, f: [] } };
  assertEquals(formatJsonLine(value), JSON.stringify(value));
});
