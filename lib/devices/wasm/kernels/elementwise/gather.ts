// Makes a batch from bytes: each byte is replaced by its value in a table. Rows are shared.

import { ARGUMENTS, parallel } from "../parallel";
import { SIZE } from "../vector";

@unmanaged
class Gather {
  pixels: usize;
  rows: usize;
  table: usize;
  output: usize;
  n: i32;
}

const job = changetype<Gather>(ARGUMENTS);

/** Elements that are worth handing to another thread. */
const SHARED_ELEMENTS: i32 = 4096;

/** `output[r, c] = table[pixels[rows[r] n + c]]` for `m` rows of `n`. */
export function gather(
  pixels: usize,
  rows: usize,
  table: usize,
  output: usize,
  m: i32,
  n: i32,
): void {
  job.pixels = pixels;
  job.rows = rows;
  job.table = table;
  job.output = output;
  job.n = n;
  parallel(gatherRows, m, SHARED_ELEMENTS / max(1, n) + 1);
}

function gatherRows(first: i32, end: i32): void {
  const n = <usize>job.n;
  for (let r = <usize>first; r < <usize>end; r++) {
    let from = job.pixels + n * <usize>load<i32>(job.rows + 4 * r);
    let to = job.output + SIZE * n * r;
    const last = from + n;
    for (; from + 8 <= last; from += 8, to += 8 * SIZE) gatherEight(from, to);
    for (; from < last; from++, to += SIZE) store<Real>(to, valueOf(load<u8>(from)));
  }
}

/** Eight pixels that are read at once; most of MNIST's are zero together. */
@inline
function gatherEight(from: usize, to: usize): void {
  const bytes = load<u64>(from);
  if (bytes == 0) return fillEight(to, v128.splat<Real>(valueOf(0)));
  store<Real>(to, valueOf(bytes & 255));
  store<Real>(to, valueOf(bytes >> 8 & 255), SIZE);
  store<Real>(to, valueOf(bytes >> 16 & 255), 2 * SIZE);
  store<Real>(to, valueOf(bytes >> 24 & 255), 3 * SIZE);
  store<Real>(to, valueOf(bytes >> 32 & 255), 4 * SIZE);
  store<Real>(to, valueOf(bytes >> 40 & 255), 5 * SIZE);
  store<Real>(to, valueOf(bytes >> 48 & 255), 6 * SIZE);
  store<Real>(to, valueOf(bytes >> 56), 7 * SIZE);
}

@inline
function fillEight(to: usize, value: v128): void {
  v128.store(to, value);
  v128.store(to, value, 16);
  if (SIZE == 4) return;
  v128.store(to, value, 32);
  v128.store(to, value, 48);
}

@inline
function valueOf(byte: u64): Real {
  return load<Real>(job.table + SIZE * <usize>byte);
}
