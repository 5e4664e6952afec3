import { assertEquals } from "@std/assert";
import { applyChanges } from "../../../../lib/devices/wasm/changes.ts";

const original = Uint8Array.from({ length: 300 }, (_, i) => i % 251);

Deno.test("applyChanges keeps, leaves out and puts in", () => {
  const short = Uint8Array.of(10, 11, 12, 13, 14);
  assertEquals(applyChanges(short, new Uint8Array(0)), short);
  assertEquals(applyChanges(short, Uint8Array.of(0, 5, 0)), new Uint8Array(0));
  assertEquals(
    applyChanges(short, Uint8Array.of(2, 1, 2, 7, 8)),
    Uint8Array.of(10, 11, 7, 8, 13, 14),
  );
  const twice = Uint8Array.of(0, 1, 0, 3, 1, 1, 9);
  assertEquals(applyChanges(short, twice), Uint8Array.of(11, 12, 13, 9));
});

Deno.test("applyChanges reads numbers of more than seven bits", () => {
  // 200 = 72 + 128 and 99 = 200 + 99 - 200 of 300 bytes: only the last is left.
  const found = applyChanges(original, Uint8Array.of(0x80 + 72, 1, 99, 0));
  assertEquals(Array.from(found), [...original.subarray(0, 200), original[299]]);
});
