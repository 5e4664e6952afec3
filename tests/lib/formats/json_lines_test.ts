import { assertEquals, assertThrows } from "@std/assert";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { parseJsonLines } from "../../../lib/formats/json_lines.ts";

Deno.test("parseJsonLines() reads one object from each line, whether the last one ends or not", () => {
  const read = (text: string) => parseJsonLines(text, ({ a }) => a);
  assertEquals(read(""), []);
  assertEquals(read('{"a": 1}\n{"a": [2]}\n'), [1, [2]]);
  assertEquals(read('{"a": 1}\n{}'), [1, undefined]);
});

Deno.test("parseJsonLines() names the line that it cannot read", () => {
  const problem = (text: string) =>
    assertThrows(() => parseJsonLines(text, () => 0), FormatError).message;
  assertEquals(problem("{}\n{"), 'Expected a JSON object but found "{" in line 2');
  assertEquals(problem("{}\n\n{}"), 'Expected a JSON object but found "" in line 2');
  for (const value of ["[]", "null", "1"]) {
    assertEquals(problem(value), `Expected a JSON object but found "${value}" in line 1`);
  }
});

Deno.test("parseJsonLines() names the line that the reader refuses, and passes other errors on", () => {
  const refuse = (error: Error) => () =>
    parseJsonLines("{}", () => {
      throw error;
    });
  assertThrows(refuse(new FormatError("Too odd")), FormatError, "Too odd in line 1");
  assertEquals(assertThrows(refuse(new TypeError("other")), TypeError).message, "other");
});
