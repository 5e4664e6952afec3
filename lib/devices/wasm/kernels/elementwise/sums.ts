// The sum of a number over all elements, in double precision. Elements are summed by blocks, which
// depend on nothing but how many elements there are, and the blocks' sums are added in order: the
// result is the same however many threads there are. An operation is a class as in elementwise.ts,
// with `pair<L>(at)` or `vector<L>(at)`, which gives what is to be summed, in place of `run<L>(at)`.

import { firstOf, PAIR, Pair, Single, sumOf, toPair } from "../pairs";
import { ARGUMENTS, operation, parallel } from "../parallel";
import { SIZE, VECTOR } from "../vector";
import { One, Whole } from "./elementwise";

const MOST_BLOCKS: i32 = 64;
const SMALLEST_BLOCK: i32 = 8192;

/** What a sum needs. An operation is a class that adds its operands as fields. */
@unmanaged
export class Sum {
  /** The function that sums a block. */
  kernel: i32;
  n: i32;
  /** Elements of a block. */
  block: i32;
}

/** The sums of blocks lie behind the operation, which is shorter than this. */
const BLOCK_SUMS: usize = ARGUMENTS + 64;

/** The sum over `n` elements of operation `F`, which gives pairs. */
export function sumPairs<F>(n: i32): f64 {
  return total((first: i32, end: i32) => sumRangeOfPairs<F>(first, end), n);
}

/** The sum over `n` elements of operation `F`, which gives vectors of elements. */
export function sumVectors<F>(n: i32): f64 {
  return total((first: i32, end: i32) => sumRangeOfVectors<F>(first, end), n);
}

/** The sum of what `kernel(first, end)` gives for the ranges of `n` elements. */
function total(kernel: (first: i32, end: i32) => f64, n: i32): f64 {
  if (n <= SMALLEST_BLOCK) return kernel(0, n);
  const blocks = min(MOST_BLOCKS, (n + SMALLEST_BLOCK - 1) / SMALLEST_BLOCK);
  const job = operation<Sum>();
  job.kernel = kernel.index;
  job.n = n;
  job.block = ((n + blocks - 1) / blocks + 7) & ~7;
  parallel(sumBlocks, blocks, 1);
  let sum: f64 = 0;
  for (let b = 0; b < blocks; b++) sum += load<f64>(BLOCK_SUMS + 8 * <usize>b);
  return sum;
}

function sumBlocks(firstBlock: i32, endBlock: i32): void {
  const job = operation<Sum>();
  for (let b = firstBlock; b < endBlock; b++) {
    const first = min(b * job.block, job.n);
    const end = min(first + job.block, job.n);
    store<f64>(BLOCK_SUMS + 8 * <usize>b, call_indirect<f64>(job.kernel, first, end));
  }
}

@inline
function sumRangeOfPairs<F>(first: i32, end: i32): f64 {
  const last = SIZE * <usize>end;
  let at = SIZE * <usize>first;
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (; at + 4 * PAIR <= last; at += 4 * PAIR) {
    s0 = f64x2.add(s0, operation<F>().pair<Pair>(at));
    s1 = f64x2.add(s1, operation<F>().pair<Pair>(at + PAIR));
    s2 = f64x2.add(s2, operation<F>().pair<Pair>(at + 2 * PAIR));
    s3 = f64x2.add(s3, operation<F>().pair<Pair>(at + 3 * PAIR));
  }
  let rest: f64 = 0;
  for (; at < last; at += SIZE) rest += firstOf(operation<F>().pair<Single>(at));
  return sumOf(f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3))) + rest;
}

@inline
function sumRangeOfVectors<F>(first: i32, end: i32): f64 {
  const last = SIZE * <usize>end;
  let at = SIZE * <usize>first;
  let sum = f64x2.splat(0);
  for (; at + VECTOR <= last; at += VECTOR) {
    sum = f64x2.add(sum, toPair(operation<F>().vector<Whole>(at)));
  }
  let rest: f64 = 0;
  for (; at < last; at += SIZE) {
    rest += <f64>v128.extract_lane<Real>(operation<F>().vector<One>(at), 0);
  }
  return sumOf(sum) + rest;
}
