// The product of a column and a row, `C <- scale a b + keep C`: the weights' update after a single
// sample. With `keep` 1 the rows of C for which `a` is zero are neither read nor written. Rows are
// shared in order, as the forward product shares those of its right operand, so that each thread
// mostly finds them in its own cache.

import { parallel } from "../parallel";
import { loadOne, multiplyAdd, SIZE, splat, storeOne, VECTOR } from "../vector";
import { BLOCK_ELEMENTS, listOf, offsetsOf, product } from "./block";
import { PARTS } from "./few_rows";
import { listElements } from "./prepare_rows";

/** Elements of C that are worth handing to another thread. */
const SHARED_ELEMENTS: i32 = 8192;

/** A row this short costs less than to find out that it need not change. */
const NARROW: usize = 160;

/** The product where op(A) is a column. */
export function multiplyOuter(): void {
  const rows = SHARED_ELEMENTS / max(1, product.n) + 1;
  if (product.keep == 0) parallel(setRows, product.m, rows);
  else if (product.keep != 1) parallel(scaleAndAddRows, product.m, rows);
  else if (SIZE * <usize>product.n <= NARROW) parallel(addRows, product.m, rows);
  else addListed(rows);
}

/** Adds to the rows for which `a` is not zero. */
function addListed(rows: i32): void {
  for (let row = 0; row < product.m; row += BLOCK_ELEMENTS) {
    const a = product.a + SIZE * <usize>row;
    const stride = <i32>SIZE * product.n;
    const count = min(BLOCK_ELEMENTS, product.m - row);
    product.row = row;
    product.rows = listElements(a, count, stride, listOf(0), offsetsOf(0));
    parallel(addListedRows, product.rows, max(rows, (product.rows + PARTS - 1) / PARTS));
  }
}

function addListedRows(first: i32, end: i32): void {
  const bytes = SIZE * <usize>product.n;
  const c = product.c + bytes * <usize>product.row;
  for (let i = first; i < end; i++) {
    const value = load<Real>(listOf(0) + SIZE * <usize>i);
    addRow(value, product.b, c + load<usize>(offsetsOf(0) + 4 * <usize>i), bytes);
  }
}

function addRows(first: i32, end: i32): void {
  const bytes = SIZE * <usize>product.n;
  for (let row = first; row < end; row++) addRow(valueOf(row), product.b, rowOfC(row), bytes);
}

function setRows(first: i32, end: i32): void {
  for (let row = first; row < end; row++) setRow(valueOf(row), rowOfC(row));
}

function scaleAndAddRows(first: i32, end: i32): void {
  for (let row = first; row < end; row++) scaleAndAddRow(valueOf(row), rowOfC(row));
}

@inline
function valueOf(row: i32): Real {
  return load<Real>(product.a + SIZE * <usize>row);
}

@inline
function rowOfC(row: i32): usize {
  return product.c + SIZE * <usize>(row * product.n);
}

@inline
function addRow(value: Real, b: usize, c: usize, bytes: usize): void {
  const factor = v128.mul<Real>(splat(product.scale), v128.splat<Real>(value));
  const end = b + bytes;
  for (; b + 4 * VECTOR <= end; b += 4 * VECTOR) {
    v128.store(c, multiplyAdd(factor, v128.load(b), v128.load(c)));
    v128.store(c, multiplyAdd(factor, v128.load(b, 16), v128.load(c, 16)), 16);
    v128.store(c, multiplyAdd(factor, v128.load(b, 32), v128.load(c, 32)), 32);
    v128.store(c, multiplyAdd(factor, v128.load(b, 48), v128.load(c, 48)), 48);
    c += 4 * VECTOR;
  }
  for (; b + VECTOR <= end; b += VECTOR) {
    v128.store(c, multiplyAdd(factor, v128.load(b), v128.load(c)));
    c += VECTOR;
  }
  for (; b < end; b += SIZE) {
    storeOne(c, multiplyAdd(factor, loadOne(b), loadOne(c)));
    c += SIZE;
  }
}

function scaleAndAddRow(value: Real, c: usize): void {
  const factor = v128.mul<Real>(splat(product.scale), v128.splat<Real>(value));
  const keep = splat(product.keep);
  let b = product.b;
  const end = b + SIZE * <usize>product.n;
  for (; b + VECTOR <= end; b += VECTOR) {
    v128.store(c, multiplyAdd(factor, v128.load(b), v128.mul<Real>(keep, v128.load(c))));
    c += VECTOR;
  }
  for (; b < end; b += SIZE) {
    storeOne(c, multiplyAdd(factor, loadOne(b), v128.mul<Real>(keep, loadOne(c))));
    c += SIZE;
  }
}

function setRow(value: Real, c: usize): void {
  let b = product.b;
  const end = b + SIZE * <usize>product.n;
  if (value == 0) return memory.fill(c, 0, end - b);
  const factor = v128.mul<Real>(splat(product.scale), v128.splat<Real>(value));
  for (; b + VECTOR <= end; b += VECTOR) {
    v128.store(c, v128.mul<Real>(factor, v128.load(b)));
    c += VECTOR;
  }
  for (; b < end; b += SIZE) {
    storeOne(c, v128.mul<Real>(factor, loadOne(b)));
    c += SIZE;
  }
}
