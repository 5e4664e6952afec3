import { assertEquals, assertInstanceOf, assertThrows } from "@std/assert";
import { checkLabels, makeLabels } from "../../../lib/data/labels.ts";

Deno.test("makeLabels() takes bytes as long as they suffice", () => {
  assertInstanceOf(makeLabels(256, 3), Uint8Array);
  assertInstanceOf(makeLabels(257, 3), Uint16Array);
  assertEquals(makeLabels(300, 3).length, 3);
});

Deno.test("checkLabels() says which label is no class", () => {
  checkLabels(Uint16Array.of(299, 0), 300);
  assertThrows(
    () => checkLabels(Uint16Array.of(299, 300), 300),
    RangeError,
    "Expected labels of 0 to 299 but found 300 as label 1",
  );
});
