// Dense rows times a packed panel, by the tile of two rows of ten vectors that another module has
// (../../wide/): each block of the panel is brought into that module's own memory once for all
// rows, and sums wait in the thread's scratch memory for the next one. Every element of C is summed in
// the order of k, as by the other tiles.

import { isWide, scratch } from "../parallel";
import { loadOne, multiplyAdd, SIZE, splat, storeOne, VECTOR } from "../vector";
import { HALF_COLUMNS, PANEL_BYTES, PANELS_END, Row, WIDE_ROWS } from "./packed_panel";

@external("wide", "loadBlock")
declare function loadBlock(b: usize, bytes: usize): void;

@external("wide", "multiplyPanel")
declare function multiplyPanel(
  v: usize,
  w: usize,
  step: usize,
  depth: i32,
  sums: usize,
  sumsStep: usize,
  adds: bool,
): void;

/** Most rows of a block. */
export const BLOCK: i32 = 64;

/** Fewer dense rows than this do not repay bringing in a block. */
const FEWEST_ROWS: i32 = 6;

const ROWS: usize = PANELS_END;
const SUMS: usize = ROWS + offsetof<Row>() * <usize>WIDE_ROWS;

/** Whether so many dense rows times so many columns of a panel are for the wide tile. */
@inline
export function isForWideTile(rows: i32, depth: i32, columns: i32): bool {
  return rows >= FEWEST_ROWS && depth > 0 && columns > HALF_COLUMNS && isWide();
}

/** Notes where row `i` of those to multiply next is, below {@link WIDE_ROWS}, and its row of C. */
@inline
export function setWideRow(i: i32, a: usize, c: usize): void {
  const row = rowAt(i);
  row.a = a;
  row.c = c;
}

/**
 * `c <- scale a * panel + keep c` for the first `count` rows noted, whose elements are `strideA`
 * apart, and the panel that is packed in the thread's scratch memory.
 */
export function multiplyWideRows(
  count: i32,
  depth: i32,
  strideA: usize,
  columns: i32,
  scale: f64,
  keep: f64,
): void {
  for (let k = 0; k < depth; k += BLOCK) {
    const rowsOfB = min(BLOCK, depth - k);
    loadBlock(scratch + PANEL_BYTES * <usize>k, PANEL_BYTES * <usize>rowsOfB);
    const done = strideA * <usize>k;
    for (let i = 0; i < count; i += 2) {
      const v = rowAt(i).a + done;
      const w = rowAt(min(i + 1, count - 1)).a + done;
      multiplyPanel(v, w, strideA, rowsOfB, sumOf(i), PANEL_BYTES, k > 0);
    }
  }
  for (let i = 0; i < count; i++) {
    if (keep == 0) setElements(rowAt(i).c, sumOf(i), columns, scale);
    else addElements(rowAt(i).c, sumOf(i), columns, scale, keep);
  }
}

@inline
function rowAt(i: i32): Row {
  return changetype<Row>(scratch + ROWS + offsetof<Row>() * <usize>i);
}

@inline
function sumOf(i: i32): usize {
  return scratch + SUMS + PANEL_BYTES * <usize>i;
}

/** `c <- scale sum` */
function setElements(c: usize, sum: usize, columns: i32, scale: f64): void {
  const factor = splat(scale);
  const end = c + SIZE * <usize>columns;
  for (; c + VECTOR <= end; c += VECTOR, sum += VECTOR) {
    v128.store(c, v128.mul<Real>(factor, v128.load(sum)));
  }
  for (; c < end; c += SIZE, sum += SIZE) storeOne(c, v128.mul<Real>(factor, loadOne(sum)));
}

/** `c <- scale sum + keep c` */
function addElements(c: usize, sum: usize, columns: i32, scale: f64, keep: f64): void {
  const factor = splat(scale);
  const old = splat(keep);
  const end = c + SIZE * <usize>columns;
  for (; c + VECTOR <= end; c += VECTOR, sum += VECTOR) {
    v128.store(c, multiplyAdd(factor, v128.load(sum), v128.mul<Real>(old, v128.load(c))));
  }
  for (; c < end; c += SIZE, sum += SIZE) {
    storeOne(c, multiplyAdd(factor, loadOne(sum), v128.mul<Real>(old, loadOne(c))));
  }
}
