import type { Matrix } from "../../matrix.ts";
import { hash } from "../../random.ts";

/** See {@linkcode Activations.dropout}. */
export function dropout(
  seed: number,
  rate: number,
  { data: x }: Matrix,
  { data: y }: Matrix,
): void {
  const first = Math.imul(seed, 0x9e3779b9);
  const threshold = rate * 2 ** 32;
  for (let i = 0; i < x.length; i++) {
    y[i] = hash(i + first) < threshold ? 0 : x[i] / (1 - rate);
  }
}
