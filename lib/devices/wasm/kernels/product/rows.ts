// Sums between a matrix and a row. Adding a row is shared by rows of the matrix, summing rows by
// columns, a cache line of them at a time.

import { ARGUMENTS, parallel } from "../parallel";
import { loadOne, multiplyAdd, SIZE, splat, storeOne, VECTOR } from "../vector";

@unmanaged
class RowSum {
  row: usize;
  matrix: usize;
  m: i32;
  n: i32;
  alpha: f64;
  beta: f64;
}

const job = changetype<RowSum>(ARGUMENTS);

/** Elements that are worth handing to another thread. */
const SHARED_ELEMENTS: i32 = 8192;

/** Columns that are summed together. */
const LINE_COLUMNS: i32 = 64 / <i32>SIZE;

/** Adds the row to each of the `m` rows of the matrix. */
export function addRow(row: usize, matrix: usize, m: i32, n: i32): void {
  job.row = row;
  job.matrix = matrix;
  job.n = n;
  parallel(addRowToRows, m, (SHARED_ELEMENTS + n) / max(1, n));
}

function addRowToRows(first: i32, end: i32): void {
  const bytes = SIZE * <usize>job.n;
  let y = job.matrix + bytes * <usize>first;
  for (let r = first; r < end; r++) {
    let x = job.row;
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

/** `row <- alpha (sum of the matrix's rows) + beta row` */
export function sumRows(alpha: f64, matrix: usize, beta: f64, row: usize, m: i32, n: i32): void {
  job.alpha = alpha;
  job.beta = beta;
  job.row = row;
  job.matrix = matrix;
  job.m = m;
  job.n = n;
  const lines = (n + LINE_COLUMNS - 1) / LINE_COLUMNS;
  parallel(sumLines, lines, SHARED_ELEMENTS / max(1, m * LINE_COLUMNS) + 1);
}

function sumLines(first: i32, end: i32): void {
  const last = min(end * LINE_COLUMNS, job.n);
  let column = first * LINE_COLUMNS;
  for (; column + LINE_COLUMNS <= last; column += LINE_COLUMNS) sumLine(column);
  for (; column < last; column++) sumColumn(column);
}

function sumLine(column: i32): void {
  const step = SIZE * <usize>job.n;
  let x = job.matrix + SIZE * <usize>column;
  let s0 = v128.splat<Real>(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (let r = 0; r < job.m; r++) {
    s0 = v128.add<Real>(s0, v128.load(x));
    s1 = v128.add<Real>(s1, v128.load(x, 16));
    s2 = v128.add<Real>(s2, v128.load(x, 32));
    s3 = v128.add<Real>(s3, v128.load(x, 48));
    x += step;
  }
  const row = job.row + SIZE * <usize>column;
  v128.store(row, scaled(s0, v128.load(row)));
  v128.store(row, scaled(s1, v128.load(row, 16)), 16);
  v128.store(row, scaled(s2, v128.load(row, 32)), 32);
  v128.store(row, scaled(s3, v128.load(row, 48)), 48);
}

function sumColumn(column: i32): void {
  const step = SIZE * <usize>job.n;
  let x = job.matrix + SIZE * <usize>column;
  let sum = v128.splat<Real>(0);
  for (let r = 0; r < job.m; r++) {
    sum = v128.add<Real>(sum, loadOne(x));
    x += step;
  }
  const row = job.row + SIZE * <usize>column;
  storeOne(row, scaled(sum, loadOne(row)));
}

@inline
function scaled(sum: v128, old: v128): v128 {
  const alpha = splat(job.alpha);
  if (job.beta == 0) return v128.mul<Real>(alpha, sum);
  return multiplyAdd(alpha, sum, v128.mul<Real>(splat(job.beta), old));
}
