import { assertEquals, assertThrows } from "@std/assert";
import { decodeLabels, parseLabelHeader, parseLabels } from "../../../lib/data/idx_labels.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { makeIdx } from "../../idx.ts";

Deno.test("parseLabels() reads labels of every type", () => {
  for (const type of [0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e]) {
    assertEquals(parseLabels(makeIdx(type, [3], [9, 0, 4])), Uint8Array.of(9, 0, 4));
    assertEquals(parseLabels(makeIdx(type, [3, 1], [9, 0, 4])), Uint8Array.of(9, 0, 4));
  }
});

Deno.test("parseLabels() reads one-hot matrices", () => {
  const matrix = [0, 0, 1, 1, 0, 0];
  for (const type of [0x08, 0x0c, 0x0d]) {
    assertEquals(parseLabels(makeIdx(type, [2, 3], matrix)), Uint8Array.of(2, 0));
  }
  const message = "Expected a single 1 and zeros but found other values as label 1 at byte 15";
  assertThrows(() => parseLabels(makeIdx(8, [2, 3], [1, 0, 0, 0, 1, 1])), FormatError, message);
});

Deno.test("parseLabels() reads QMNIST's labels, and one-hot ones of eight classes", () => {
  // Of the digits' sources, as the data set's authors list them: label, series, writer, ...
  const rows = [[5, 0, 2032, 12, 53, 17, 0, 0], [0, 0, 3070, 1, 48, 9, 0, 0]];
  assertEquals(parseLabels(makeIdx(0x0c, [2, 8], rows.flat())), Uint8Array.of(5, 0));
  const oneHot = [0, 0, 0, 0, 0, 0, 0, 1];
  assertEquals(parseLabels(makeIdx(0x0c, [1, 8], oneHot)), Uint8Array.of(7));
});

Deno.test("parseLabels() refuses what is no label, and says where", () => {
  const label = (type: number, value: number) => () => parseLabels(makeIdx(type, [2], [1, value]));
  const expected = "Expected labels of 0 to 9 but found";
  assertThrows(label(0x0c, -1), FormatError, `${expected} -1 as label 1 at byte 12`);
  assertThrows(label(0x0d, 0.5), FormatError, `${expected} 0.5 as label 1 at byte 12`);
});

Deno.test("decodeLabels() counts from the first of some labels", () => {
  const file = makeIdx(0x0b, [3], [1, 2, 30]);
  const header = parseLabelHeader(file);
  assertEquals(decodeLabels(header, file.subarray(10, 12), { first: 1 }), Uint8Array.of(2));
  assertThrows(
    () => decodeLabels(header, file.subarray(12), { first: 2 }),
    FormatError,
    "found 30 as label 2 at byte 12",
  );
});
