// Pairs of elements in double precision, which long sums are taken in, whatever the matrices hold.

import { SIZE } from "./vector";

/** Bytes of two elements in a matrix. */
export const PAIR: usize = 2 * SIZE;

/** Access to two elements. */
@final
export class Pair {
  @inline
  load(p: usize): v128 {
    if (SIZE == 8) return v128.load(p);
    return f64x2.promote_low_f32x4(v128.load64_zero(p));
  }
  @inline
  store(p: usize, value: v128): void {
    if (SIZE == 8) v128.store(p, value);
    else v128.store64_lane(p, f32x4.demote_f64x2_zero(value), 0);
  }
}

/** Access to a single element, in the first lane. */
@final
export class Single {
  @inline
  load(p: usize): v128 {
    if (SIZE == 8) return v128.load64_zero(p);
    return f64x2.promote_low_f32x4(v128.load32_zero(p));
  }
  @inline
  store(p: usize, value: v128): void {
    if (SIZE == 8) v128.store64_lane(p, value, 0);
    else v128.store32_lane(p, f32x4.demote_f64x2_zero(value), 0);
  }
}

@inline
export function firstOf(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0);
}

@inline
export function sumOf(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}

/** The sum of a vector's elements, two by two. */
@inline
export function toPair(vector: v128): v128 {
  if (SIZE == 8) return vector;
  const upper = v128.shuffle<i64>(vector, vector, 1, 1);
  return f64x2.add(f64x2.promote_low_f32x4(vector), f64x2.promote_low_f32x4(upper));
}
