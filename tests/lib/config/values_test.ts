import { assertEquals, assertThrows } from "@std/assert";
import {
  finiteNumber,
  integer,
  integerOrAll,
  nonNegativeNumber,
  numberBetween,
  oneOf,
  part,
  path,
  positiveNumber,
  powerOfTwo,
  properShare,
  share,
  shareBelowOne,
  type ValueKind,
  yesOrNo,
} from "../../../lib/config/values.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";

function assertRefused(kind: ValueKind<unknown>, texts: readonly string[]): void {
  for (const text of texts) {
    const error = assertThrows(() => kind.parse(text), FormatError);
    assertEquals(error.message, `Expected ${kind.expected} but found "${text}"`);
  }
}

Deno.test("integer() accepts decimal integers within its range, ends included", () => {
  const kind = integer(1, 100);
  assertEquals(kind.expected, "an integer from 1 to 100");
  assertEquals(["1", "100", "+7", "007"].map((text) => kind.parse(text)), [1, 100, 7, 7]);
});

Deno.test("powerOfTwo() accepts powers of 2 within its range, and nothing else", () => {
  const kind = powerOfTwo(1024);
  assertEquals(["1", "2", "4", "1024", "+8"].map(kind.parse), [1, 2, 4, 1024, 8]);
  assertRefused(kind, ["0", "3", "6", "2048", "-2", "0.5", "2.0", "two", ""]);
});

Deno.test("integer() refuses what is out of range or no integer", () => {
  assertRefused(integer(1, 100), ["0", "-1", "101", "1.0", "1e1", "1e99", "0x10", "1_0", "1 0"]);
  assertRefused(integer(1, 100), ["abc", "nan", "Infinity", "five", "9".repeat(50), "+", "1n"]);
});

Deno.test("integer() keeps every digit of a large seed", () => {
  const kind = integer(0, Number.MAX_SAFE_INTEGER);
  assertEquals(kind.parse("9007199254740991"), 9007199254740991);
  assertRefused(kind, ["9007199254740992"]);
});

Deno.test("positiveNumber accepts the usual forms", () => {
  const forms = ["1E-3", "1e-3", ".001", "0.001", "+0.001", "1.e-3", "0.1E-2"];
  assertEquals(forms.map((text) => positiveNumber.parse(text)), forms.map(() => 0.001));
  assertEquals(positiveNumber.parse("12"), 12);
});

Deno.test("positiveNumber refuses what is not finite and above 0", () => {
  assertRefused(positiveNumber, [
    "-1",
    "0",
    "-0.0",
    "abc",
    "nan",
    "NaN",
    "inf",
    "Infinity",
    "1e999",
  ]);
  assertRefused(positiveNumber, ["1e-999", ".", "e5", "1e", "0x1", "1,5", "1e-3f", "1 2"]);
});

Deno.test("numbers are accepted up to the ends of their range", () => {
  const accepted = (kind: ValueKind<number>, texts: string[]) =>
    texts.map((text) => kind.parse(text));
  assertEquals(accepted(finiteNumber, ["-1.5", "0", "1e9"]), [-1.5, 0, 1e9]);
  assertEquals(accepted(nonNegativeNumber, ["0", "7"]), [0, 7]);
  assertEquals(accepted(share, ["0", "0.5", "1"]), [0, 0.5, 1]);
  assertEquals(accepted(shareBelowOne, ["0", "0.999"]), [0, 0.999]);
  assertEquals(accepted(properShare, ["1e-9", "0.999"]), [1e-9, 0.999]);
  assertEquals(accepted(numberBetween(-1, 180), ["-1", "180"]), [-1, 180]);
  assertEquals(accepted(part, ["0.2", "1", "2000"]), [0.2, 1, 2000]);
});

Deno.test("numbers are refused beyond their range, or without being any", () => {
  assertRefused(finiteNumber, ["1e999", "-1e999", "nan", "x", "", "--1"]);
  assertRefused(nonNegativeNumber, ["-0.1", "1e999"]);
  assertRefused(share, ["-0.1", "1.0001"]);
  assertRefused(shareBelowOne, ["1", "-1e-9"]);
  assertRefused(properShare, ["0", "1"]);
  assertRefused(numberBetween(-1, 180), ["-1.1", "180.1"]);
  assertRefused(part, ["0", "-0.5", "1.5", "all", "20%"]);
});

Deno.test("integerOrAll() takes all for more than there can be", () => {
  const kind = integerOrAll(1, 5);
  assertEquals([kind.parse("5"), kind.parse("all") > 1e15], [5, true]);
  assertEquals(Number.isSafeInteger(kind.parse("all")), true);
  assertThrows(() => kind.parse("6"), FormatError);
  assertThrows(() => kind.parse("ALL"), FormatError);
});

Deno.test("yesOrNo is true or false", () => {
  assertEquals([yesOrNo.parse("yes"), yesOrNo.parse("no")], [true, false]);
  assertRefused(yesOrNo, ["true", "1", "YES", ""]);
});

Deno.test("oneOf() accepts its words exactly", () => {
  const kind = oneOf("f64", "f32");
  assertEquals(kind.parse("f32"), "f32");
  assertEquals(kind.expected, "f64 or f32");
  assertRefused(kind, ["f16", "F64", "f"]);
});

Deno.test("path takes the text as it stands", () => {
  assertEquals(path.parse("../a folder/x=y.idx"), "../a folder/x=y.idx");
});
