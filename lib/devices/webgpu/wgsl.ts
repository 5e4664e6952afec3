// WGSL that several kernels use. The language promises nothing about NaN: max, min and clamp may drop
// it, and a compiler may turn comparisons into those. Where it must be kept, its bits are tested.

/** The byte at a place, counted from 0, of an array of bytes, which come as words of four, the first lowest. */
export function byteAt(bytes: string): string {
  return `
fn byteAt(place: u32) -> u32 { return (${bytes}[place / 4u] >> (8u * (place % 4u))) & 255u; }`;
}

/**
 * Statements that combine what the invocations of a workgroup have left in an array, in a tree, so always
 * in the same order. The place of each invocation is called `lane`.
 *
 * @param array Its name.
 * @param places How many there are, a power of 2.
 * @param pair What two of them, `a` and `b`, come to; their sum when left out.
 * @param totals How many are left, the first ones, each of all that are so many places apart; 1 when left out.
 */
export function combineLanes(
  array: string,
  places: number,
  { pair = "a + b", totals = 1 }: { readonly pair?: string; readonly totals?: number } = {},
): string {
  return `for (var half = ${places / 2}u; half >= ${totals}u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) {
      let a = ${array}[lane];
      let b = ${array}[lane + half];
      ${array}[lane] = ${pair};
    }
  }`;
}

/** Whether a number is NaN. */
export const isNan = `
fn isNan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }`;

/** `exp(x)` and `log(x)`, of which some adapters make numbers where `x` is NaN. */
export const exponentials = `${isNan}
fn exponential(x: f32) -> f32 {
  if (isNan(x)) { return x; }
  return exp(x);
}
fn logarithm(x: f32) -> f32 {
  if (isNan(x)) { return x; }
  return log(x);
}`;

/** `exp(x) - 1`, by its series near 0, where the difference would lose digits. */
export const expm1 = `${exponentials}
fn expm1(x: f32) -> f32 {
  if (abs(x) > 0.5) { return exponential(x) - 1.0; }
  return x * (1.0 + x / 2.0 * (1.0 + x / 3.0 * (1.0 + x / 4.0 * (1.0 + x / 5.0 * (1.0 + x / 6.0 *
    (1.0 + x / 7.0 * (1.0 + x / 8.0)))))));
}`;

/** `log(1 + x)` for `x` from 0 to 1, by the series of `2 artanh(s)` with `s = x / (2 + x)`. */
export const log1p = `
fn log1p(x: f32) -> f32 {
  let s = x / (2.0 + x);
  let q = s * s;
  return 2.0 * s * (1.0 + q * (1.0 / 3.0 + q * (1.0 / 5.0 + q * (1.0 / 7.0 + q * (1.0 / 9.0 +
    q * (1.0 / 11.0 + q / 13.0))))));
}`;

/** The sigmoid, without overflow. */
export const sigmoid = `${exponentials}
fn sigmoid(x: f32) -> f32 {
  let decayed = exponential(-abs(x));
  return select(1.0, decayed, x < 0.0) / (1.0 + decayed);
}`;

/** `log(1 + exp(x))`, without overflow. */
export const softplus = `${exponentials}${log1p}
fn softplus(x: f32) -> f32 { return max(x, 0.0) + log1p(exponential(-abs(x))); }`;
