import { assertEquals } from "@std/assert";

/**
 * Asserts that two lists of numbers agree: each difference is at most `tolerance` times the largest
 * expected magnitude, or `tolerance` itself where all expected values are small.
 */
export function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  message = "",
): void {
  assertEquals(actual.length, expected.length, `${message} length`);
  let scale = 1;
  for (let i = 0; i < expected.length; i++) scale = Math.max(scale, Math.abs(expected[i]));
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i] - expected[i]);
    if (!(difference <= tolerance * scale)) {
      throw new Error(`${message}[${i}]: expected ${expected[i]} but found ${actual[i]}`);
    }
  }
}
