// The product for a few rows with a transposed B: each element of C is the dot product of a row of
// op(A) and a row of B, both contiguous, four elements of C at a time. Where A is transposed too, its
// rows are copied for that.

import { addLanes, loadOne, multiplyAdd, SIZE, splat, storeOne, VECTOR } from "../vector";
import { DENSE, listOf, product, setRow, startOf, valuesOf } from "./block";

/** Columns per unit of work. */
export const DOT_COLUMNS: i32 = 4;

/** Puts each row of the block in sequence. */
export function prepareDots(): void {
  for (let row = 0; row < product.rows; row++) {
    setRow(row, DENSE, product.transposeA ? copyRow(row) : startOf(row));
  }
}

function copyRow(row: i32): usize {
  const copy = listOf(row);
  let a = startOf(row);
  for (let i = 0; i < product.depth; i++) {
    store<Real>(copy + SIZE * <usize>i, load<Real>(a));
    a += product.strideA;
  }
  return copy;
}

/** Computes columns of C, units `first` to `end`, for each row of the block. */
export function multiplyDots(first: i32, end: i32): void {
  const last = min(end * DOT_COLUMNS, product.n);
  for (let row = 0; row < product.rows; row++) {
    let column = first * DOT_COLUMNS;
    for (; column + 4 <= last; column += 4) fourDots(row, column);
    for (; column < last; column++) oneDot(row, column);
  }
}

function fourDots(row: i32, column: i32): void {
  const stride = SIZE * <usize>product.k;
  const end = valuesOf(row) + SIZE * <usize>product.depth;
  let a = valuesOf(row);
  let b0 = rowOfB(column);
  let b1 = b0 + stride;
  let b2 = b1 + stride;
  let b3 = b2 + stride;
  let s0 = v128.splat<Real>(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (; a + VECTOR <= end; a += VECTOR) {
    const v = v128.load(a);
    s0 = multiplyAdd(v, v128.load(b0), s0);
    s1 = multiplyAdd(v, v128.load(b1), s1);
    s2 = multiplyAdd(v, v128.load(b2), s2);
    s3 = multiplyAdd(v, v128.load(b3), s3);
    b0 += VECTOR;
    b1 += VECTOR;
    b2 += VECTOR;
    b3 += VECTOR;
  }
  for (; a < end; a += SIZE) {
    const v = loadOne(a);
    s0 = multiplyAdd(v, loadOne(b0), s0);
    s1 = multiplyAdd(v, loadOne(b1), s1);
    s2 = multiplyAdd(v, loadOne(b2), s2);
    s3 = multiplyAdd(v, loadOne(b3), s3);
    b0 += SIZE;
    b1 += SIZE;
    b2 += SIZE;
    b3 += SIZE;
  }
  const c = elementOfC(row, column);
  write(c, s0);
  write(c + SIZE, s1);
  write(c + 2 * SIZE, s2);
  write(c + 3 * SIZE, s3);
}

function oneDot(row: i32, column: i32): void {
  const end = valuesOf(row) + SIZE * <usize>product.depth;
  let a = valuesOf(row);
  let b = rowOfB(column);
  let sum = v128.splat<Real>(0);
  for (; a + VECTOR <= end; a += VECTOR) {
    sum = multiplyAdd(v128.load(a), v128.load(b), sum);
    b += VECTOR;
  }
  for (; a < end; a += SIZE) {
    sum = multiplyAdd(loadOne(a), loadOne(b), sum);
    b += SIZE;
  }
  write(elementOfC(row, column), sum);
}

@inline
function rowOfB(column: i32): usize {
  return product.b + SIZE * <usize>(column * product.k + product.inner);
}

@inline
function elementOfC(row: i32, column: i32): usize {
  return product.c + SIZE * <usize>((product.row + row) * product.n + column);
}

function write(c: usize, lanes: v128): void {
  const sum = v128.splat<Real>(addLanes(lanes));
  const scale = splat(product.scale);
  const scaled = product.keep == 0
    ? v128.mul<Real>(scale, sum)
    : multiplyAdd(scale, sum, v128.mul<Real>(splat(product.keep), loadOne(c)));
  storeOne(c, scaled);
}
