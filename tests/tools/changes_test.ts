import { assertEquals, assertLess } from "@std/assert";
import { applyChanges } from "../../lib/devices/wasm/changes.ts";
import { Random } from "../../lib/random.ts";
import { changesBetween } from "../../tools/changes.ts";

const random = new Random(5);
const noise = (length: number) => Uint8Array.from({ length }, () => random.integer(256));

/** Bytes with some of them replaced, left out or put in, at random. */
function edited(bytes: Uint8Array, edits: number): Uint8Array {
  let result = Array.from(bytes);
  for (let i = 0; i < edits; i++) {
    const at = random.integer(result.length + 1);
    result = result.toSpliced(at, random.integer(40), ...noise(random.integer(40)));
  }
  return Uint8Array.from(result);
}

Deno.test("changesBetween makes the one of the other", () => {
  const original = noise(5000);
  const others = [1, 2, 10, 100].map((edits) => edited(original, edits));
  const extremes = [original, noise(0), noise(3000), new Uint8Array(5000)];
  for (const changed of [...others, ...extremes]) {
    assertEquals(applyChanges(original, changesBetween(original, changed)), changed);
    assertEquals(applyChanges(changed, changesBetween(changed, original)), original);
  }
});

Deno.test("changesBetween is short where the difference is small", () => {
  const original = noise(5000);
  assertEquals(changesBetween(original, original), new Uint8Array(0));
  const changed = original.with(2000, original[2000] ^ 1);
  // Kept, left out and put in take four bytes.
  assertLess(changesBetween(original, changed).length, 6);
});
