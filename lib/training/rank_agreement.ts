import type { Matrix } from "../matrix.ts";
import { hash } from "../random.ts";
import type { Communicator } from "./communicator.ts";

/**
 * Which ranks have another number than the first one.
 *
 * @param value The number of this rank.
 */
export function ranksThatDiffer(communicator: Communicator, value: number): number[] {
  const values = new Float64Array(communicator.size);
  values[communicator.rank] = value;
  communicator.sum(values);
  return Array.from(values.keys()).filter((rank) => values[rank] !== values[0]);
}

/** A number of 32 bits that is another one for other elements, but for a chance of 2⁻³². */
export function fingerprintOf(matrices: readonly Matrix[]): number {
  let fingerprint = 0;
  for (const { data } of matrices) {
    const words = new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
    for (let i = 0; i < words.length; i++) fingerprint = hash(fingerprint ^ words[i]);
  }
  return fingerprint;
}
