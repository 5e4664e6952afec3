import { assertEquals, assertThrows } from "@std/assert";
import { count, file, folder, oneNamed, suggest, wordList } from "../../../cli/arguments/values.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";

Deno.test("count() reads integers from the smallest one", () => {
  assertEquals(count(0).parse("0"), 0);
  assertEquals(count(1).parse("60000"), 60000);
});

Deno.test("count() refuses everything else", () => {
  for (const text of ["", "-1", "1.5", "1e3", "x", "0x10", "9".repeat(16)]) {
    assertThrows(() => count(0).parse(text), FormatError, "Expected an integer of 0 or more");
  }
  assertThrows(() => count(1).parse("0"), FormatError, 'of 1 or more but found "0"');
});

Deno.test("paths are any text but an empty one", () => {
  assertEquals([file.parse("-"), folder.parse(" a/b ")], ["-", " a/b "]);
  assertThrows(() => file.parse(""), FormatError, 'Expected a file but found ""');
  assertThrows(() => folder.parse(""), FormatError, 'Expected a folder but found ""');
});

Deno.test("oneNamed() finds a thing by its name, and suggests the nearest", () => {
  const one = { name: "one", size: 1 };
  const kind = oneNamed("a thing", [one, { name: "three", size: 3 }]);
  assertEquals(kind.words, ["one", "three"]);
  assertEquals(kind.parse("one"), one);
  const messageOf = (text: string) => assertThrows(() => kind.parse(text), FormatError).message;
  const problem = "Expected a thing (one, three) but found";
  assertEquals(messageOf("thre"), `${problem} "thre"; did you mean "three"?`);
  assertEquals(messageOf("xyzzy"), `${problem} "xyzzy"`);
});

Deno.test("wordList takes a text apart at its commas", () => {
  assertEquals(wordList.parse("1, cat ,a b"), ["1", "cat", "a b"]);
});

Deno.test("suggest() names the candidate that is near, if there is one", () => {
  assertEquals(suggest("fecth", ["train", "fetch"]), '; did you mean "fetch"?');
  assertEquals(suggest("xyzzy", ["train", "fetch"]), "");
  assertEquals(suggest("fetch", []), "");
});
