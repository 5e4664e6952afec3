import { crc } from "../crc.ts";

/** The polynomial of Castagnoli, its bits in reverse. */
const POLYNOMIAL = 0x82f63b78;

/** Added by {@linkcode maskedCrc32c}. */
const MASK_OFFSET = 0xa282ead8;

/**
 * The checksum CRC-32C, from 0 to 2³² - 1.
 *
 * Source: RFC 3720, 12.1 and appendix B.4.
 *
 * @example
 * ```ts
 * import { crc32c } from "./crc32c.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(crc32c(new TextEncoder().encode("123456789")), 0xe3069283);
 * ```
 */
export const crc32c: (bytes: Uint8Array) => number = crc(POLYNOMIAL);

/**
 * CRC-32C as records hold it, rotated right by 15 bits and increased by a constant modulo 2³²: the
 * checksum of data that contains checksums of its own would be weak.
 *
 * Source: TensorFlow, "TFRecord and tf.train.Example", TFRecords format details.
 */
export function maskedCrc32c(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + MASK_OFFSET) >>> 0;
}
