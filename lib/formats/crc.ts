/**
 * A cyclic redundancy check of 32 bits, such as CRC-32, whose bits go in reverse.
 *
 * @param polynomial Its bits in reverse, without the highest one.
 * @returns A function that tells the checksum of bytes, from 0 to 2³² - 1.
 *
 * @example
 * ```ts
 * import { crc } from "./crc.ts";
 * import { assertEquals } from "@std/assert";
 *
 * // CRC-32C.
 * const crc32c = crc(0x82f63b78);
 * assertEquals(crc32c(new TextEncoder().encode("123456789")), 0xe3069283);
 * ```
 */
export function crc(polynomial: number): (bytes: Uint8Array) => number {
  // What a byte does to the checksum.
  const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) {
      remainder = (remainder >>> 1) ^ (remainder & 1 ? polynomial : 0);
    }
    return remainder;
  });
  return (bytes) => {
    let remainder = 0xffffffff;
    for (const byte of bytes) remainder = table[(remainder ^ byte) & 0xff] ^ (remainder >>> 8);
    return (remainder ^ 0xffffffff) >>> 0;
  };
}

/** CRC-32, of the polynomial of ISO 3309. */
export const crc32: (bytes: Uint8Array) => number = crc(0xedb88320);
