import { assertEquals, assertThrows } from "@std/assert";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { linesOf } from "../../../lib/formats/lines.ts";

Deno.test("linesOf() gives every line, whether the last one ends or not", () => {
  const texts = ["", "\n", "a", "a\n", "a\nb", "\n\na\r\n"];
  const lines = [[], [""], ["a"], ["a"], ["a", "b"], ["", "", "a\r"]];
  assertEquals(texts.map((text) => [...linesOf(text)]), lines);
});

Deno.test("linesOf() takes the first line of a text of line breaks alone without the others", () => {
  // As many as make a list of them crash the program.
  assertEquals(linesOf("\n".repeat(2 ** 27)).next().value, "");
});

Deno.test("linesOf() refuses a line that is too long, and says which", () => {
  const longest = "a".repeat(2 ** 16);
  assertEquals([...linesOf(`${longest}\n${longest}`)].length, 2);
  assertThrows(
    () => [...linesOf(`\n${longest}a\n`)],
    FormatError,
    "Expected at most 65536 characters but found 65537 in line 2",
  );
});
