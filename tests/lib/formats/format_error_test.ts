import { assertEquals, assertThrows } from "@std/assert";
import { FormatError, inLine } from "../../../lib/formats/format_error.ts";

Deno.test("inLine() gives what was read", () => {
  assertEquals(inLine(3, () => 5), 5);
});

Deno.test("inLine() names the line of a format error, and leaves other errors alone", () => {
  const fail = (error: Error) => () => {
    throw error;
  };
  assertThrows(
    () => inLine(3, fail(new FormatError("Expected a"))),
    FormatError,
    "Expected a in line 3",
  );
  const other = new RangeError("b");
  assertEquals(assertThrows(() => inLine(3, fail(other)), RangeError), other);
});
