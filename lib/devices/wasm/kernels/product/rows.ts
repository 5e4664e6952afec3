// Sums between a matrix and a row. Adding a row is shared by rows of the matrix, summing rows by
// columns, a cache line of them at a time.

import { ARGUMENTS, parallel } from "../parallel";
import { loadOne, multiplyAdd, SIZE, splat, storeOne, VECTOR } from "../vector";

@unmanaged
class AddRow {
  row: usize;
  y: usize;
  n: i32;
}

@unmanaged
class SumRows {
  x: usize;
  row: usize;
  m: i32;
  n: i32;
  scale: f64;
  keep: f64;
}

const addition = changetype<AddRow>(ARGUMENTS);
const sum = changetype<SumRows>(ARGUMENTS);

/** Elements that are worth handing to another thread. */
const SHARED_ELEMENTS: i32 = 8192;

/** Columns that are summed together. */
const LINE_COLUMNS: i32 = 64 / <i32>SIZE;

/** `Y <- Y + 1 row`: adds the row to each of the `m` rows of `Y`. */
export function addRow(row: usize, y: usize, m: i32, n: i32): void {
  addition.row = row;
  addition.y = y;
  addition.n = n;
  parallel(addRowToRows, m, (SHARED_ELEMENTS + n) / max(1, n));
}

function addRowToRows(first: i32, end: i32): void {
  const bytes = SIZE * <usize>addition.n;
  let y = addition.y + bytes * <usize>first;
  for (let r = first; r < end; r++) {
    let x = addition.row;
    const last = y + bytes;
    for (; y + VECTOR <= last; y += VECTOR) {
      v128.store(y, v128.add<Real>(v128.load(y), v128.load(x)));
      x += VECTOR;
    }
    for (; y < last; y += SIZE) {
      storeOne(y, v128.add<Real>(loadOne(y), loadOne(x)));
      x += SIZE;
    }
  }
}

/** `row <- scale (sum of the rows of X) + keep row` */
export function sumRows(scale: f64, x: usize, keep: f64, row: usize, m: i32, n: i32): void {
  sum.scale = scale;
  sum.keep = keep;
  sum.row = row;
  sum.x = x;
  sum.m = m;
  sum.n = n;
  const lines = (n + LINE_COLUMNS - 1) / LINE_COLUMNS;
  parallel(sumLines, lines, SHARED_ELEMENTS / max(1, m * LINE_COLUMNS) + 1);
}

function sumLines(first: i32, end: i32): void {
  const last = min(end * LINE_COLUMNS, sum.n);
  let column = first * LINE_COLUMNS;
  for (; column + LINE_COLUMNS <= last; column += LINE_COLUMNS) sumLine(column);
  for (; column < last; column++) sumColumn(column);
}

function sumLine(column: i32): void {
  const step = SIZE * <usize>sum.n;
  let x = sum.x + SIZE * <usize>column;
  let s0 = v128.splat<Real>(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (let r = 0; r < sum.m; r++) {
    s0 = v128.add<Real>(s0, v128.load(x));
    s1 = v128.add<Real>(s1, v128.load(x, 16));
    s2 = v128.add<Real>(s2, v128.load(x, 32));
    s3 = v128.add<Real>(s3, v128.load(x, 48));
    x += step;
  }
  const row = sum.row + SIZE * <usize>column;
  v128.store(row, scaled(s0, v128.load(row)));
  v128.store(row, scaled(s1, v128.load(row, 16)), 16);
  v128.store(row, scaled(s2, v128.load(row, 32)), 32);
  v128.store(row, scaled(s3, v128.load(row, 48)), 48);
}

function sumColumn(column: i32): void {
  const step = SIZE * <usize>sum.n;
  let x = sum.x + SIZE * <usize>column;
  let total = v128.splat<Real>(0);
  for (let r = 0; r < sum.m; r++) {
    total = v128.add<Real>(total, loadOne(x));
    x += step;
  }
  const row = sum.row + SIZE * <usize>column;
  storeOne(row, scaled(total, loadOne(row)));
}

@inline
function scaled(total: v128, old: v128): v128 {
  const scale = splat(sum.scale);
  if (sum.keep == 0) return v128.mul<Real>(scale, total);
  return multiplyAdd(scale, total, v128.mul<Real>(splat(sum.keep), old));
}
