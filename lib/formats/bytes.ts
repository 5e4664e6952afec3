/**
 * Bytes behind one another, copied.
 *
 * @example
 * ```ts
 * import { concatenate } from "./bytes.ts";
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

/** The bytes of some numbers, as they lie in memory; shared. */
export function bytesOf(numbers: ArrayBufferView): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/**
 * The SHA-256 digest of some bytes, one part after the other, in hexadecimal.
 *
 * @example
 * ```ts
 * import { sha256 } from "./bytes.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = new TextEncoder().encode("abc");
 * assertEquals((await sha256(bytes)).slice(0, 16), "ba7816bf8f01cfea");
 * ```
 */
export async function sha256(...parts: readonly Uint8Array[]): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", concatenate(parts));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
