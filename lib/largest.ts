/**
 * Index of the largest of some numbers, the first of equals. NaN is larger than nothing, and nothing
 * is larger than it: it is the largest only where it comes first.
 *
 * @param start Where to begin; from here the index is counted.
 * @param end Behind the last number; there must be one or more.
 *
 * @example
 * ```ts
 * import { indexOfLargest } from "./largest.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(indexOfLargest([1, 3, 3]), 1);
 * assertEquals(indexOfLargest([9, 1, 3], 1), 1);
 * ```
 */
export function indexOfLargest(
  values: ArrayLike<number>,
  start = 0,
  end = values.length,
): number {
  let largest = start;
  for (let i = start + 1; i < end; i++) if (values[i] > values[largest]) largest = i;
  return largest - start;
}
