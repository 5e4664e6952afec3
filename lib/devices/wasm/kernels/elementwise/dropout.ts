// Inverted dropout. Whether an element is dropped is a hash of its place and the seed (SplitMix32),
// so that any thread finds the same answer, and the backward pass finds it again. Four elements are
// hashed at a time.

import { ARGUMENTS, parallel } from "../parallel";
import { loadOne, SIZE, splat, storeOne, VECTOR } from "../vector";

@unmanaged
class Dropout {
  x: usize;
  y: usize;
  /** What the hash of an element's place starts from. */
  start: u32;
  /** The largest hash of an element that is dropped. */
  lastDropped: u32;
  /** What kept elements are multiplied by. */
  factor: f64;
}

const job = changetype<Dropout>(ARGUMENTS);

/** Elements that are worth handing to another thread. */
const SHARED_ELEMENTS: i32 = 8192;

/** `y_i` is 0 with probability `rate`, else `x_i / (1 - rate)`. */
export function dropout(seed: u32, rate: f64, x: usize, y: usize, n: i32): void {
  if (rate == 0) {
    memory.copy(y, x, SIZE * <usize>n);
    return;
  }
  job.x = x;
  job.y = y;
  job.start = seed * 0x9e3779b9;
  job.lastDropped = <u32>(ceil(rate * 4294967296) - 1);
  job.factor = 1 / (1 - rate);
  parallel(dropElements, n, SHARED_ELEMENTS);
}

function dropElements(first: i32, end: i32): void {
  const lastDropped = i32x4.splat(<i32>job.lastDropped);
  const factor = splat(job.factor);
  let place = i32x4.add(i32x4.splat(<i32>(<u32>first + job.start)), i32x4(0, 1, 2, 3));
  let x = job.x + SIZE * <usize>first;
  let y = job.y + SIZE * <usize>first;
  const last = job.y + SIZE * <usize>end;
  for (; y + 4 * SIZE <= last; y += 4 * SIZE) {
    const kept = i32x4.gt_u(hash(place), lastDropped);
    keepFour(x, y, factor, kept);
    place = i32x4.add(place, i32x4.splat(4));
    x += 4 * SIZE;
  }
  for (; y < last; y += SIZE) {
    const kept = widened(i32x4.gt_u(hash(place), lastDropped));
    storeOne(y, v128.and(v128.mul<Real>(loadOne(x), factor), kept));
    place = i32x4.add(place, i32x4.splat(1));
    x += SIZE;
  }
}

@inline
function keepFour(x: usize, y: usize, factor: v128, kept: v128): void {
  v128.store(y, v128.and(v128.mul<Real>(v128.load(x), factor), widened(kept)));
  if (SIZE == 4) return;
  const upper = i64x2.extend_high_i32x4_s(kept);
  v128.store(y, v128.and(v128.mul<Real>(v128.load(x, VECTOR), factor), upper), VECTOR);
}

/** The masks of four elements as those of the first vector's elements. */
@inline
function widened(mask: v128): v128 {
  return SIZE == 8 ? i64x2.extend_low_i32x4_s(mask) : mask;
}

/** The hash of SplitMix32. */
@inline
function hash(x: v128): v128 {
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), i32x4.splat(0x21f0aaad));
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 15)), i32x4.splat(0x735a2d97));
  return v128.xor(x, i32x4.shr_u(x, 15));
}
