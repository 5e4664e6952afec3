// Prepares the rows of a block of op(A): decides for each, from that row alone, whether it is dense
// or sparse, and lists the non-zeros of a sparse row. Zeros are passed over four at a time, as they
// come in runs; the others are appended without a branch, each behind its list whether it is to stay
// or not.

import { LANES, SIZE } from "../vector";
import { DENSE, listOf, offsetsOf, product, setRow, startOf } from "./block";

/** Prepares rows `first` to `end` of the block. */
export function prepareRows(first: i32, end: i32): void {
  if (product.transposeA) return prepareColumns(first, end);
  for (let row = first; row < end; row++) {
    finishRow(row, product.longestList < 0 ? 0 : listRow(row));
  }
}

function listRow(row: i32): i32 {
  const values = listOf(row);
  return listElements(startOf(row), product.depth, product.strideB, values, offsetsOf(row));
}

/**
 * Lists the non-zeros of `count` elements in sequence, and `stride` times the place of each; returns
 * their number.
 */
export function listElements(
  a: usize,
  count: i32,
  stride: i32,
  values: usize,
  offsets: usize,
): i32 {
  let listed = 0;
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    if (fourAreZero(a + SIZE * <usize>i)) continue;
    for (let j = i; j < i + 4; j++) {
      listed += append(values, offsets, listed, a + SIZE * <usize>j, j * stride);
    }
  }
  for (; i < count; i++) {
    listed += append(values, offsets, listed, a + SIZE * <usize>i, i * stride);
  }
  return listed;
}

/** Whether four elements have no bit set; a negative zero is left to {@link append}. */
@inline
function fourAreZero(a: usize): bool {
  if (LANES == 4) return !v128.any_true(v128.load(a));
  return !v128.any_true(v128.or(v128.load(a), v128.load(a, 16)));
}

/** Writes the element at `a` behind a list of `count`; returns 1 if it is to stay there. */
@inline
function append(values: usize, offsets: usize, count: i32, a: usize, offset: i32): i32 {
  store<i32>(offsets + 4 * <usize>count, offset);
  if (SIZE == 8) {
    const bits = load<u64>(a);
    store<u64>(values + 8 * <usize>count, bits);
    return i32(bits << 1 != 0);
  }
  const bits = load<u32>(a);
  store<u32>(values + 4 * <usize>count, bits);
  return i32(bits << 1 != 0);
}

/** Prepares columns of A, which are rows of its transpose, four at a time. */
function prepareColumns(first: i32, end: i32): void {
  let row = first;
  if (product.longestList >= 0) {
    for (; row + 4 <= end; row += 4) listFourColumns(row);
  }
  for (; row < end; row++) finishRow(row, product.longestList < 0 ? 0 : listColumn(row));
}

/** Keeps the row's list of `count`, or else leaves the row where it is. */
function finishRow(row: i32, count: i32): void {
  if (count <= product.longestList) setRow(row, count, listOf(row));
  else setRow(row, DENSE, startOf(row));
}

function listFourColumns(row: i32): void {
  const depth = product.depth;
  const stride = product.strideB;
  const step = SIZE * <usize>product.m;
  const values = listOf(row);
  const offsets = offsetsOf(row);
  const nextValues = SIZE * <usize>depth;
  const nextOffsets: usize = 4 * <usize>depth;
  let a = startOf(row);
  let count0 = 0;
  let count1 = 0;
  let count2 = 0;
  let count3 = 0;
  for (let i = 0; i < depth; i++, a += step) {
    if (fourAreZero(a)) continue;
    const offset = i * stride;
    let v = values;
    let o = offsets;
    count0 += append(v, o, count0, a, offset);
    v += nextValues;
    o += nextOffsets;
    count1 += append(v, o, count1, a + SIZE, offset);
    v += nextValues;
    o += nextOffsets;
    count2 += append(v, o, count2, a + 2 * SIZE, offset);
    v += nextValues;
    o += nextOffsets;
    count3 += append(v, o, count3, a + 3 * SIZE, offset);
  }
  finishRow(row, count0);
  finishRow(row + 1, count1);
  finishRow(row + 2, count2);
  finishRow(row + 3, count3);
}

function listColumn(row: i32): i32 {
  const values = listOf(row);
  const offsets = offsetsOf(row);
  const stride = product.strideB;
  const step = SIZE * <usize>product.m;
  let a = startOf(row);
  let count = 0;
  for (let i = 0; i < product.depth; i++, a += step) {
    count += append(values, offsets, count, a, i * stride);
  }
  return count;
}
