// The sum of a number over all elements, in double precision. Elements are summed by blocks, which
// depend on nothing but how many elements there are, and the blocks' sums are added in order: the
// result is the same however many threads there are.

import { One, Operands, Whole } from "./elementwise";
import { firstOf, PAIR, Pair, Single, sumOf, toPair } from "../pairs";
import { ARGUMENTS, parallel } from "../parallel";
import { SIZE, VECTOR } from "../vector";

const MOST_BLOCKS: i32 = 64;
const SMALLEST_BLOCK: i32 = 8192;

@unmanaged
class Total {
  /** The function that sums a block. */
  kernel: i32;
  n: i32;
  /** Elements of a block. */
  block: i32;
}

// Behind the operands of the operation.
const job = changetype<Total>(ARGUMENTS + offsetof<Operands>());
const blockSums: usize = ARGUMENTS + offsetof<Operands>() + 16;

/** The sum of what `kernel(first, end)` gives for the ranges of `n` elements. */
export function total(kernel: (first: i32, end: i32) => f64, n: i32): f64 {
  if (n <= SMALLEST_BLOCK) return kernel(0, n);
  const blocks = min(MOST_BLOCKS, (n + SMALLEST_BLOCK - 1) / SMALLEST_BLOCK);
  job.kernel = kernel.index;
  job.n = n;
  job.block = ((n + blocks - 1) / blocks + 7) & ~7;
  parallel(sumBlocks, blocks, 1);
  let sum: f64 = 0;
  for (let b = 0; b < blocks; b++) sum += load<f64>(blockSums + 8 * <usize>b);
  return sum;
}

function sumBlocks(firstBlock: i32, endBlock: i32): void {
  for (let b = firstBlock; b < endBlock; b++) {
    const first = min(b * job.block, job.n);
    const end = min(first + job.block, job.n);
    store<f64>(blockSums + 8 * <usize>b, call_indirect<f64>(job.kernel, first, end));
  }
}

/** The sum over elements `first` to `end` of operation `F`, which gives pairs. */
@inline
export function sumPairs<F>(first: i32, end: i32): f64 {
  const operation = changetype<F>(0);
  const last = SIZE * <usize>end;
  let at = SIZE * <usize>first;
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (; at + 4 * PAIR <= last; at += 4 * PAIR) {
    s0 = f64x2.add(s0, operation.pair<Pair>(at));
    s1 = f64x2.add(s1, operation.pair<Pair>(at + PAIR));
    s2 = f64x2.add(s2, operation.pair<Pair>(at + 2 * PAIR));
    s3 = f64x2.add(s3, operation.pair<Pair>(at + 3 * PAIR));
  }
  let rest: f64 = 0;
  for (; at < last; at += SIZE) rest += firstOf(operation.pair<Single>(at));
  return sumOf(f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3))) + rest;
}

/** The sum over elements `first` to `end` of operation `F`, which gives vectors of elements. */
@inline
export function sumVectors<F>(first: i32, end: i32): f64 {
  const operation = changetype<F>(0);
  const last = SIZE * <usize>end;
  let at = SIZE * <usize>first;
  let sum = f64x2.splat(0);
  for (; at + VECTOR <= last; at += VECTOR) {
    sum = f64x2.add(sum, toPair(operation.vector<Whole>(at)));
  }
  let rest: f64 = 0;
  for (; at < last; at += SIZE) {
    rest += <f64>v128.extract_lane<Real>(operation.vector<One>(at), 0);
  }
  return sumOf(sum) + rest;
}
