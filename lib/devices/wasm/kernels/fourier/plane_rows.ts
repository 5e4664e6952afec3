// Brings rows of values of neighbouring channels, which lie far apart in memory, side by side into
// the lanes of vectors, one vector per column, and back. A row that ends within a vector ends with
// one that overlaps the vector before.

import { LANES, SIZE } from "../vector";
import { COMPLEX } from "./complex";

/** Lanes that there are only in f32, numbered so that code for both compiles in f64. */
export const THIRD: u8 = <u8>(LANES - 2);
export const FOURTH: u8 = <u8>(LANES - 1);

/** Where the row of each lane's channel is; the third and fourth are of no use in f64. */
@unmanaged
export class LaneRows {
  first: usize;
  second: usize;
  third: usize;
  fourth: usize;
  /** How many of them belong to a channel of their own; the others repeat the last. */
  count: i32;
}

/** Sets `rows` to those of `count` channels that start `step` bytes from each other. */
export function placeRows(rows: LaneRows, first: usize, step: usize, count: i32): void {
  rows.count = min(count, LANES);
  rows.first = first;
  rows.second = first + step * min(1, count - 1);
  rows.third = first + step * min(2, count - 1);
  rows.fourth = first + step * min(3, count - 1);
}

/** Writes `columns` columns from byte `at` of each row to every second vector from `to` on. */
export function loadColumns(rows: LaneRows, at: usize, columns: i32, to: usize): void {
  const last = columns - LANES;
  if (last < 0) {
    for (let j = 0; j < columns; j++) loadColumn(rows, at, j, to);
    return;
  }
  for (let j = 0; j < last; j += LANES) loadVectors(rows, at, j, to);
  loadVectors(rows, at, last, to);
}

@inline
function loadVectors(rows: LaneRows, at: usize, j: i32, to: usize): void {
  const p = at + SIZE * <usize>j;
  const z = to + COMPLEX * <usize>j;
  const a = v128.load(rows.first + p);
  const b = v128.load(rows.second + p);
  if (LANES == 2) {
    v128.store(z, v128.shuffle<f64>(a, b, 0, 2));
    v128.store(z + COMPLEX, v128.shuffle<f64>(a, b, 1, 3));
    return;
  }
  const c = v128.load(rows.third + p);
  const d = v128.load(rows.fourth + p);
  const e = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const f = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  v128.store(z, v128.shuffle<f32>(e, f, 0, 1, 4, 5));
  v128.store(z + COMPLEX, v128.shuffle<f32>(e, f, 2, 3, 6, 7));
  const g = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const h = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(z + 2 * COMPLEX, v128.shuffle<f32>(g, h, 0, 1, 4, 5));
  v128.store(z + 3 * COMPLEX, v128.shuffle<f32>(g, h, 2, 3, 6, 7));
}

@inline
function loadColumn(rows: LaneRows, at: usize, j: i32, to: usize): void {
  const p = at + SIZE * <usize>j;
  let column = v128.load_lane<Real>(rows.second + p, v128.load_zero<Real>(rows.first + p), 1);
  if (LANES == 4) {
    column = v128.load_lane<Real>(rows.third + p, column, THIRD);
    column = v128.load_lane<Real>(rows.fourth + p, column, FOURTH);
  }
  v128.store(to + COMPLEX * <usize>j, column);
}

/**
 * Stores columns `first` to `first + columns` of `from`, which lie in every second vector, to byte
 * `at` of each row: `row <- scale column + shift + keep row`, where a `keep` of 0 does not read the
 * row. The column after the last of `period`, a power of 2, is its first.
 */
export function storeColumns(
  rows: LaneRows,
  at: usize,
  first: i32,
  columns: i32,
  from: usize,
  period: i32,
  scale: v128,
  shift: v128,
  keep: Real,
): void {
  const last = columns - LANES;
  if (last < 0 || rows.count < LANES || keep != 0) {
    for (let j = 0; j < columns; j++) {
      storeLanes(rows, at + SIZE * <usize>j, columnOf(from, first + j, period, scale, shift), keep);
    }
    return;
  }
  for (let j = 0; j < last; j += LANES) {
    storeVectors(rows, at, j, first, from, period, scale, shift);
  }
  storeVectors(rows, at, last, first, from, period, scale, shift);
}

@inline
function columnOf(from: usize, column: i32, period: i32, scale: v128, shift: v128): v128 {
  const value = v128.load(from + COMPLEX * <usize>(column & period - 1));
  return v128.add<Real>(v128.mul<Real>(value, scale), shift);
}

@inline
function storeVectors(
  rows: LaneRows,
  at: usize,
  j: i32,
  first: i32,
  from: usize,
  period: i32,
  scale: v128,
  shift: v128,
): void {
  const p = at + SIZE * <usize>j;
  const a = columnOf(from, first + j, period, scale, shift);
  const b = columnOf(from, first + j + 1, period, scale, shift);
  if (LANES == 2) {
    v128.store(rows.first + p, v128.shuffle<f64>(a, b, 0, 2));
    v128.store(rows.second + p, v128.shuffle<f64>(a, b, 1, 3));
    return;
  }
  const c = columnOf(from, first + j + 2, period, scale, shift);
  const d = columnOf(from, first + j + 3, period, scale, shift);
  const e = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const f = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  v128.store(rows.first + p, v128.shuffle<f32>(e, f, 0, 1, 4, 5));
  v128.store(rows.second + p, v128.shuffle<f32>(e, f, 2, 3, 6, 7));
  const g = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const h = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(rows.third + p, v128.shuffle<f32>(g, h, 0, 1, 4, 5));
  v128.store(rows.fourth + p, v128.shuffle<f32>(g, h, 2, 3, 6, 7));
}

@inline
function storeLanes(rows: LaneRows, at: usize, value: v128, keep: Real): void {
  storeLane(rows.first + at, v128.extract_lane<Real>(value, 0), keep);
  if (rows.count > 1) storeLane(rows.second + at, v128.extract_lane<Real>(value, 1), keep);
  if (LANES == 2) return;
  if (rows.count > 2) storeLane(rows.third + at, v128.extract_lane<Real>(value, THIRD), keep);
  if (rows.count > 3) storeLane(rows.fourth + at, v128.extract_lane<Real>(value, FOURTH), keep);
}

@inline
function storeLane(to: usize, value: Real, keep: Real): void {
  store<Real>(to, keep == 0 ? value : <Real>(keep * load<Real>(to)) + value);
}
