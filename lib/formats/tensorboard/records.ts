import { concatenate } from "../bytes.ts";
import { maskedCrc32c } from "./crc32c.ts";

/** Length of a record's length: an unsigned 64-bit integer. */
const LENGTH_SIZE = 8;
const CHECKSUM_SIZE = 4;
const HEADER_SIZE = LENGTH_SIZE + CHECKSUM_SIZE;

/** A record of a file. */
export interface FoundRecord {
  readonly content: Uint8Array;
  /** Where it ends in the file. */
  readonly end: number;
}

/**
 * A record of a TFRecord file: the length of the content as an unsigned 64-bit integer, the masked
 * CRC-32C of these eight bytes, the content, and its masked CRC-32C; little-endian.
 *
 * Source: TensorFlow, "TFRecord and tf.train.Example", TFRecords format details.
 */
export function encodeRecord(content: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = new Uint8Array(LENGTH_SIZE);
  new DataView(length.buffer).setBigUint64(0, BigInt(content.length), true);
  return concatenate([length, checksumOf(length), content, checksumOf(content)]);
}

/**
 * The records of a TFRecord file, up to the first one that is incomplete or damaged: the end of a file
 * whose writer was interrupted.
 *
 * @example
 * ```ts
 * import { encodeRecord } from "@handwriting/mnist/formats";
 * import { recordsOf } from "./records.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = encodeRecord(Uint8Array.of(7, 8, 9));
 * assertEquals([...recordsOf(file)], [{ content: Uint8Array.of(7, 8, 9), end: 19 }]);
 * assertEquals([...recordsOf(file.subarray(0, 18))], []);
 * ```
 */
export function* recordsOf(bytes: Uint8Array): Generator<FoundRecord, void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = 0; start + HEADER_SIZE <= bytes.length;) {
    const contentStart = start + HEADER_SIZE;
    const contentEnd = contentStart + Number(view.getBigUint64(start, true));
    const end = contentEnd + CHECKSUM_SIZE;
    if (end > bytes.length) return;
    const content = bytes.subarray(contentStart, contentEnd);
    const isIntact = view.getUint32(contentEnd, true) === maskedCrc32c(content) &&
      view.getUint32(start + LENGTH_SIZE, true) ===
        maskedCrc32c(bytes.subarray(start, start + LENGTH_SIZE));
    if (!isIntact) return;
    yield { content, end };
    start = end;
  }
}

function checksumOf(bytes: Uint8Array): Uint8Array {
  const checksum = new Uint8Array(CHECKSUM_SIZE);
  new DataView(checksum.buffer).setUint32(0, maskedCrc32c(bytes), true);
  return checksum;
}
