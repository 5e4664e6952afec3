import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { about } from "../../../cli/files/about.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";

/** A computation that fails. */
function failWith(error: Error): () => never {
  return () => {
    throw error;
  };
}

Deno.test("about() returns what is computed", () => {
  assertEquals(about("a.png", () => 7), 7);
});

Deno.test("about() puts the path before what is wrong with a file", () => {
  for (const cause of [new RangeError("Expected 1"), new FormatError("Expected 1")]) {
    const error = assertThrows(() => about("a.png", failWith(cause)), Error);
    assertEquals(error.message, "a.png: Expected 1");
    assertStrictEquals(error.cause, cause);
  }
});

Deno.test("about() passes on errors of the program", () => {
  const error = new TypeError("not a function");
  assertStrictEquals(assertThrows(() => about("a.png", failWith(error)), Error), error);
});
