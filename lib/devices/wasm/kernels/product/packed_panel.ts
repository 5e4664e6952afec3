// A panel of ten vectors' columns of a product's right operand, packed row after row in the thread's
// scratch memory, and the products of prepared rows with it. Panels at the right edge have fewer
// columns; their results go through an edge buffer, as the kernels write whole vectors.

import { scratch } from "../parallel";
import { SIZE, VECTOR } from "../vector";
import { BLOCK_DEPTH } from "./block";
import { listByFive, listByTen, tileTwoByFive } from "./tiles";

/** Bytes and elements of a panel's row, of which the last panel may use less. */
export const PANEL_BYTES: usize = 10 * VECTOR;
export const PANEL_COLUMNS: i32 = 160 / <i32>SIZE;
const HALF_BYTES: usize = PANEL_BYTES / 2;
export const HALF_COLUMNS: i32 = PANEL_COLUMNS / 2;

const EDGES: usize = PANEL_BYTES * <usize>BLOCK_DEPTH + VECTOR;

/** Where in a thread's scratch memory the panel ends, with a vector that packing may overrun and two edges. */
export const PANELS_END: usize = EDGES + 2 * PANEL_BYTES;

/** Most rows that go to the wide tile at a time, and what they need behind all that. */
export const WIDE_ROWS: i32 = 32;
const WIDE_BYTES: usize = <usize>WIDE_ROWS * (offsetof<Row>() + PANEL_BYTES);

/** Bytes of a thread's scratch memory. */
export const SCRATCH_BYTES: usize = PANELS_END + WIDE_BYTES;

/** Where a row of A is, and its row of C. */
@unmanaged
export class Row {
  a: usize;
  c: usize;
}

/** `c <- scale list * panel + keep c` for the listed row, with the panel's rows from `b` on. */
export function multiplyList(
  count: i32,
  values: usize,
  offsets: usize,
  b: usize,
  c: usize,
  columns: i32,
  scale: f64,
  keep: f64,
): void {
  const to = tileOf(c, columns, keep, 0);
  if (columns > HALF_COLUMNS) listByTen(count, values, offsets, b, to, scale, keep);
  else listByFive(count, values, offsets, b, to, scale, keep);
  finishTile(c, columns, 0);
}

/**
 * `c <- scale v * panel + keep c` and the same for `d` and `w`, where the elements of `v` and `w` are
 * `strideA` apart, the panel's rows `strideB`; `d` is 0 if there is no other row.
 */
export function multiplyPair(
  depth: i32,
  v: usize,
  w: usize,
  strideA: usize,
  b: usize,
  strideB: usize,
  c: usize,
  d: usize,
  columns: i32,
  scale: f64,
  keep: f64,
): void {
  const to = tileOf(c, columns, keep, 0);
  const other = d == 0 ? edge(1) : tileOf(d, columns, keep, 1);
  tileTwoByFive(depth, v, w, strideA, b, strideB, to, other, scale, keep);
  if (columns > HALF_COLUMNS) {
    const half = HALF_BYTES;
    tileTwoByFive(depth, v, w, strideA, b + half, strideB, to + half, other + half, scale, keep);
  }
  finishTile(c, columns, 0);
  if (d != 0) finishTile(d, columns, 1);
}

/** Where a kernel may write whole vectors: C itself, or an edge buffer that starts as C does. */
@inline
function tileOf(c: usize, columns: i32, keep: f64, slot: usize): usize {
  if (isWhole(columns)) return c;
  if (keep != 0) copyElements(edge(slot), c, columns);
  return edge(slot);
}

@inline
function finishTile(c: usize, columns: i32, slot: usize): void {
  if (!isWhole(columns)) copyElements(c, edge(slot), columns);
}

function copyElements(to: usize, from: usize, count: i32): void {
  const end = to + SIZE * <usize>count;
  for (; to < end; to += SIZE) {
    store<Real>(to, load<Real>(from));
    from += SIZE;
  }
}

@inline
function isWhole(columns: i32): bool {
  return columns == PANEL_COLUMNS || columns == HALF_COLUMNS;
}

@inline
function edge(slot: usize): usize {
  return scratch + EDGES + slot * PANEL_BYTES;
}

/**
 * `c <- scale v B + keep c` for the dense row `v`, with a `B` of at most half a panel's columns that
 * is not packed.
 */
export function multiplyNarrow(
  depth: i32,
  v: usize,
  strideA: usize,
  b: usize,
  c: usize,
  columns: i32,
  scale: f64,
  keep: f64,
): void {
  const to = tileOf(c, columns, keep, 0);
  const strideB = SIZE * <usize>columns;
  tileTwoByFive(depth, v, v, strideA, b, strideB, to, edge(1), scale, keep);
  finishTile(c, columns, 0);
}
