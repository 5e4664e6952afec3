import type { Matrix } from "../../matrix.ts";

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

/** The hash of SplitMix32, an integer in `[0, 2³²)`. */
function hash(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}
