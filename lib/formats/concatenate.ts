/**
 * Bytes behind one another, copied.
 *
 * @example
 * ```ts
 * import { concatenate } from "./concatenate.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(concatenate([Uint8Array.of(1, 2), Uint8Array.of(3)]), Uint8Array.of(1, 2, 3));
 * ```
 */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
