import { assertEquals } from "@std/assert";
import { indexOfLargest } from "../../lib/largest.ts";

Deno.test("indexOfLargest() finds the largest number, the first of equals", () => {
  assertEquals(indexOfLargest([1, 5, 3]), 1);
  assertEquals(indexOfLargest(Float32Array.of(-2, -1, -1)), 1);
  assertEquals(indexOfLargest([7]), 0);
});

Deno.test("indexOfLargest() counts from the start of the range", () => {
  assertEquals(indexOfLargest([9, 1, 4, 9], 1, 3), 1);
  assertEquals(indexOfLargest([9, 1, 4, 9], 1), 2);
});

Deno.test("indexOfLargest() always finds one, even among NaN", () => {
  assertEquals(indexOfLargest([NaN, NaN]), 0);
  assertEquals(indexOfLargest([1, NaN, 2]), 2);
  assertEquals(indexOfLargest([NaN, 1]), 0);
});
