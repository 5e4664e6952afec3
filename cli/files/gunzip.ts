import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";

/**
 * What gzip data holds: all its members, one after the other; zeros after them are left out.
 *
 * @param chunkSize Number of bytes that are unpacked at a time.
 * @returns What iterates over the bytes; it throws if they are damaged.
 */
export function gunzip(
  chunks: AsyncIterable<Uint8Array>,
  chunkSize: number,
): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip({ chunkSize });
  // Errors arrive with what reads from the stream.
  pipeline(Readable.from(chunks), gunzip, () => {});
  return gunzip;
}
