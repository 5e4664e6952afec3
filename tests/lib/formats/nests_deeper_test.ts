import { assertEquals, assertLess } from "@std/assert";
import { nestsDeeper } from "../../../lib/formats/nests_deeper.ts";

const depths: readonly (readonly [string, number])[] = [
  ["1", 0],
  ["[]", 1],
  ['[[], {"a": []}, []]', 3],
  ['{"[[[": "{{{", "\\"[": "\\\\"}', 1],
  ['{"a": "\\\\", "b": [["\\\\\\"[["]]}', 3],
  ['"[[[[', 0],
];

for (const [json, depth] of depths) {
  Deno.test(`nestsDeeper() finds ${json} to be ${depth} deep`, () => {
    assertEquals(nestsDeeper(json, depth), false);
    assertEquals(nestsDeeper(json, depth - 1), true);
  });
}

Deno.test("nestsDeeper() needs no time for what lies deeper", () => {
  const json = "[".repeat(50_000_000);
  // The shortest time, as other work on the machine only adds to it.
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    assertEquals(nestsDeeper(json, 3), true);
    return performance.now() - start;
  });
  assertLess(Math.min(...times), 100);
});
