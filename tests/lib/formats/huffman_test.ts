import { assertEquals } from "@std/assert";
import { codeLengths, codesOf } from "../../../lib/formats/huffman.ts";

Deno.test("codeLengths() gives the rarest symbols the longest codes", () => {
  // By hand: 1 and 1 make 2, with 2 it is 4, and with 4 it is 8.
  assertEquals(codeLengths([4, 1, 2, 0, 1], 15), [1, 3, 2, 0, 3]);
  assertEquals(codeLengths([5, 5, 5, 5], 15), [2, 2, 2, 2]);
});

Deno.test("codeLengths() has a code for a single symbol, and none for none", () => {
  assertEquals(codeLengths([0, 9, 0], 15), [0, 1, 0]);
  assertEquals(codeLengths([0, 0], 15), [0, 0]);
});

Deno.test("codeLengths() keeps to the longest length, and leaves no bits unused", () => {
  // Of Fibonacci's numbers, Huffman's codes are as long as there are symbols.
  const counts = [1, 1];
  while (counts.length < 25) counts.push(counts[counts.length - 1] + counts[counts.length - 2]);
  for (const longest of [7, 15, 24]) {
    const lengths = codeLengths(counts, longest);
    assertEquals(lengths.every((length) => length >= 1 && length <= longest), true);
    // Kraft's sum of a complete code.
    assertEquals(lengths.reduce((sum, length) => sum + 2 ** -length, 0), 1);
  }
});

Deno.test("codesOf() gives the codes of the example in RFC 1951, 3.2.2", () => {
  const { bits } = codesOf([3, 3, 3, 3, 3, 2, 4, 4]);
  const texts = bits.map((code, i) => {
    const length = [3, 3, 3, 3, 3, 2, 4, 4][i];
    return Array.from(code.toString(2).padStart(length, "0")).toReversed().join("");
  });
  assertEquals(texts, ["010", "011", "100", "101", "110", "00", "1110", "1111"]);
});
