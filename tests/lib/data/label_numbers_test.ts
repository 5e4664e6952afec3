import { assertEquals, assertThrows } from "@std/assert";
import { labelsOfNumbers } from "../../../lib/data/label_numbers.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";

Deno.test("labelsOfNumbers() puts classes into the order of their numbers", () => {
  const { labels, classNames } = labelsOfNumbers(Int32Array.of(100, 9, 9, 1000));
  assertEquals(labels, Uint8Array.of(1, 0, 0, 2));
  assertEquals(classNames, ["9", "100", "1000"]);
});

Deno.test("labelsOfNumbers() has chosen classes that have no label", () => {
  const { labels, classNames } = labelsOfNumbers([2, 4], (found) => [0, ...found]);
  assertEquals([labels, classNames], [Uint8Array.of(1, 2), ["0", "2", "4"]]);
});

Deno.test("labelsOfNumbers() refuses more than 8192 classes and labels without one", () => {
  const numbers = Array.from({ length: 8193 }, (_, i) => i);
  assertThrows(() => labelsOfNumbers(numbers), FormatError, "at most 8192 classes but found 8193");
  assertEquals(labelsOfNumbers(numbers.slice(1)).labels[8191], 8191);
  assertThrows(() => labelsOfNumbers([1, 2], () => [1]), RangeError, "but found 2");
});
