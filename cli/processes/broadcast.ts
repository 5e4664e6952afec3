import { type Communicator } from "../../lib/training/communicator.ts";

/** Numbers that are sent at a time. */
const CHUNK_LENGTH = 8192;

/**
 * Gives all ranks what the first one has.
 *
 * @param bytes Looked at on the first rank alone.
 */
export function broadcast(
  communicator: Communicator,
  bytes: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const { rank, size } = communicator;
  if (size === 1) return bytes;
  const length = Float64Array.of(rank === 0 ? bytes.length : 0);
  communicator.sum(length);
  const whole = new Float64Array(Math.ceil(length[0] / 8));
  const result = new Uint8Array(whole.buffer, 0, length[0]);
  if (rank === 0) result.set(bytes);
  const parts = new Float64Array(CHUNK_LENGTH * size);
  for (let start = 0; start < whole.length; start += CHUNK_LENGTH) {
    const chunk = whole.subarray(start, start + CHUNK_LENGTH);
    if (rank === 0) parts.set(chunk);
    communicator.gather(parts);
    chunk.set(parts.subarray(0, chunk.length));
  }
  return result;
}
