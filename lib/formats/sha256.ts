/**
 * The SHA-256 digest of some bytes, one part after the other, in hexadecimal.
 *
 * @example
 * ```ts
 * import { sha256 } from "./sha256.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = new TextEncoder().encode("abc");
 * assertEquals((await sha256(bytes)).slice(0, 16), "ba7816bf8f01cfea");
 * ```
 */
export async function sha256(...parts: readonly Uint8Array[]): Promise<string> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    all.set(part, end);
    end += part.length;
  }
  const digest = await crypto.subtle.digest("SHA-256", all);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
