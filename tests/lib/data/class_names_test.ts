import { assertEquals, assertThrows } from "@std/assert";
import {
  className,
  distinctClassNames,
  listClasses,
  numbersOf,
  parseClassNames,
} from "../../../lib/data/class_names.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";

Deno.test("parseClassNames() reads a name per line, whatever ends it", () => {
  assertEquals(parseClassNames("cat"), ["cat"]);
  assertEquals(parseClassNames("T-shirt/top\r\n Ankle boot \n\n\n"), ["T-shirt/top", "Ankle boot"]);
});

Deno.test("parseClassNames() refuses no names, too many, gaps and repetitions", () => {
  const many = Array.from({ length: 8193 }, (_, i) => `${i}`).join("\n");
  const wrong: [string, string][] = [
    ["", "found none in line 1"],
    ["\ncat", "found none in line 1"],
    ["cat\n\ndog", "found none in line 2"],
    ["cat\ndog\ncat", "found the same in lines 1 and 3"],
    [many, "Expected at most 8192 names of classes but found 8193"],
  ];
  for (const [text, message] of wrong) {
    assertThrows(() => parseClassNames(text), FormatError, message);
  }
  assertEquals(parseClassNames(many.slice(0, many.lastIndexOf("\n"))).length, 8192);
});

Deno.test("className() takes a number for a number, however it is written", () => {
  assertEquals(["7", "07", "007", "0", "00", "10"].map(className), ["7", "7", "7", "0", "0", "10"]);
  // No numbers of labels.
  assertEquals(["-7", "7.0", "7a", "x07", "1e3"].map(className), ["-7", "7.0", "7a", "x07", "1e3"]);
});

Deno.test("className() composes accents and leaves out spaces around a name", () => {
  // An é as Linux has it, and an e with an accent as macOS has it.
  assertEquals(className("caf\u{e9}"), className("cafe\u{301}"));
  assertEquals(className("  Ankle boot "), "Ankle boot");
});

Deno.test("className() refuses what moves the cursor, breaks the line or turns the writing", () => {
  const wrong = ["a\u{1b}[31m", "a\nb", "a\r", "\ta", "a\0", "a\u{7f}", "a\u{9b}2J", "a\u{2028}b"];
  for (const text of [...wrong, "a\u{202e}b", "a\u{2067}b", "a\u{d800}"]) {
    const error = assertThrows(() => className(text), FormatError, "of visible characters");
    // The message shows it without doing it.
    assertEquals(/[\p{C}\p{Zl}]/u.test(error.message), false, error.message);
  }
  // A family, joined by an invisible character, and a Persian word.
  const right = ["\u{1f469}\u{200d}\u{1f467}", "\u{645}\u{6cc}\u{200c}\u{62e}"];
  assertEquals(right.map(className), right);
});

Deno.test("className() refuses no name and a long one", () => {
  assertThrows(() => className(" "), FormatError, "Expected the name of a class but found none");
  assertThrows(
    () => className("x".repeat(256)),
    FormatError,
    "at most 255 characters but found 256",
  );
  assertEquals(className("x".repeat(255)).length, 255);
});

Deno.test("distinctClassNames() refuses two names for one class", () => {
  assertEquals(distinctClassNames(["07", "8"]), ["7", "8"]);
  assertThrows(() => distinctClassNames(["7", "1", "07"]), FormatError, 'but found "7" and "07"');
  assertThrows(() => distinctClassNames([]), FormatError, "Expected 1 to 8192 names");
});

Deno.test("parseClassNames() says in which line there is no name", () => {
  assertEquals(parseClassNames("07\n8\n"), ["7", "8"]);
  assertThrows(() => parseClassNames("a\nb\u{1b}c"), FormatError, 'found "b\\u{1b}c" in line 2');
  assertThrows(() => parseClassNames("7\n07"), FormatError, "the same in lines 1 and 2");
});

Deno.test("numbersOf() tells numbers from names", () => {
  assertEquals(numbersOf(["1", "26"]), [1, 26]);
  assertEquals(numbersOf(["1", "x"]), undefined);
  assertEquals(numbersOf(["1", "99999999999999999999"]), undefined);
});

Deno.test("listClasses() lists twelve at most", () => {
  const names = Array.from({ length: 13 }, (_, i) => `${i}`);
  assertEquals(listClasses(names.slice(0, 12)), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11");
  assertEquals(listClasses(names), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, ... (13 in all)");
});
