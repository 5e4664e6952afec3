// Multiplies the prepared rows of a block with op(B), one panel of ten vectors' columns at a time.
// The thread that takes a panel packs it where enough rows use it, so that the panel's rows follow
// each other in the cache, and runs all row groups of the panel that it gets. Panels are the major
// order: a thread's share is a range of columns, the same in each product with the same B or C.

import { scratch } from "../parallel";
import { SIZE, VECTOR } from "../vector";
import { countOf, DENSE, offsetsOf, product, valuesOf } from "./block";
import {
  multiplyList,
  multiplyPair,
  PANEL_BYTES,
  PANEL_COLUMNS,
  WIDE_ROWS,
} from "./packed_panel";
import { isForWideTile, multiplyWideRows, setWideRow } from "./wide_tile";

/** Rows that are claimed together; even, as dense rows are multiplied in pairs. */
export const GROUP_ROWS: i32 = WIDE_ROWS;

let packedSerial: i32 = -1;
let packedPanel: i32 = -1;

/** Multiplies units `first` to `end`, where unit `u` is row group `u % groups` of panel `u / groups`. */
export function multiplyPanels(first: i32, end: i32): void {
  for (let unit = first; unit < end; unit++) {
    const panel = unit / product.groups;
    const row = (unit - panel * product.groups) * GROUP_ROWS;
    const b = product.packs ? pack(panel) : startOfB(panel * PANEL_COLUMNS);
    multiplyGroup(row, min(row + GROUP_ROWS, product.rows), b, panel * PANEL_COLUMNS);
  }
}

/** Packs a panel unless it is; returns where its rows are. */
function pack(panel: i32): usize {
  if (packedPanel == panel && packedSerial == product.serial) return scratch;
  packedPanel = panel;
  packedSerial = product.serial;
  const column = panel * PANEL_COLUMNS;
  const columns = min(PANEL_COLUMNS, product.n - column);
  if (product.transposeB) packColumns(column, columns);
  else packRows(column, columns);
  return scratch;
}

/** Packs rows of B by whole vectors; what those hold beyond the panel's columns is not used. */
function packRows(column: i32, columns: i32): void {
  let to = scratch;
  let from = startOfB(column);
  const step = SIZE * <usize>product.n;
  const bytes = SIZE * <usize>columns;
  for (let i = 0; i < product.depth; i++) {
    if (bytes == PANEL_BYTES) {
      copyTenVectors(to, from);
    } else {
      for (let at: usize = 0; at < bytes; at += VECTOR) v128.store(to + at, v128.load(from + at));
    }
    to += PANEL_BYTES;
    from += step;
  }
}

@inline
function copyTenVectors(to: usize, from: usize): void {
  v128.store(to, v128.load(from));
  v128.store(to, v128.load(from, 16), 16);
  v128.store(to, v128.load(from, 32), 32);
  v128.store(to, v128.load(from, 48), 48);
  v128.store(to, v128.load(from, 64), 64);
  v128.store(to, v128.load(from, 80), 80);
  v128.store(to, v128.load(from, 96), 96);
  v128.store(to, v128.load(from, 112), 112);
  v128.store(to, v128.load(from, 128), 128);
  v128.store(to, v128.load(from, 144), 144);
}

function packColumns(column: i32, columns: i32): void {
  const step = SIZE * <usize>product.k;
  let from = product.b + SIZE * <usize>(column * product.k + product.inner);
  for (let j = 0; j < columns; j++) {
    let to = scratch + SIZE * <usize>j;
    for (let i = 0; i < product.depth; i++) {
      store<Real>(to, load<Real>(from + SIZE * <usize>i));
      to += PANEL_BYTES;
    }
    from += step;
  }
}

/** Where B, which is not transposed, has the first row of the block's panel from `column` on. */
@inline
function startOfB(column: i32): usize {
  return product.b + SIZE * <usize>(product.inner * product.n + column);
}

/** Multiplies rows `first` to `end` of the block with the panel at `b`, which starts at `column`. */
function multiplyGroup(first: i32, end: i32, b: usize, column: i32): void {
  const columns = min(PANEL_COLUMNS, product.n - column);
  const wide = product.packs && isForWideTile(denseRows(first, end), product.depth, columns);
  let noted = 0;
  let waiting = -1;
  for (let row = first; row < end; row++) {
    if (countOf(row) != DENSE) {
      multiplySparse(row, b, column, columns);
    } else if (wide) {
      setWideRow(noted++, valuesOf(row), elementOfC(row, column));
    } else if (waiting < 0) {
      waiting = row;
    } else {
      multiplyDense(waiting, row, b, column, columns);
      waiting = -1;
    }
  }
  if (waiting >= 0) multiplyDense(waiting, waiting, b, column, columns);
  const p = product;
  if (wide) multiplyWideRows(noted, p.depth, p.strideA, columns, p.scale, p.keep);
}

/** Number of dense rows from `first` to `end`. */
function denseRows(first: i32, end: i32): i32 {
  let rows = 0;
  for (let row = first; row < end; row++) rows += i32(countOf(row) == DENSE);
  return rows;
}

function multiplySparse(row: i32, b: usize, column: i32, columns: i32): void {
  const count = countOf(row);
  if (count == 0 && product.keep == 1) return;
  const c = elementOfC(row, column);
  const values = valuesOf(row);
  const offsets = offsetsOf(row);
  multiplyList(count, values, offsets, b, c, columns, product.scale, product.keep);
}

/** Multiplies two dense rows; the same row twice where one is left over. */
function multiplyDense(row: i32, other: i32, b: usize, column: i32, columns: i32): void {
  const c = elementOfC(row, column);
  const d: usize = other == row ? 0 : elementOfC(other, column);
  const v = valuesOf(row);
  const w = valuesOf(other);
  const p = product;
  multiplyPair(p.depth, v, w, p.strideA, b, p.strideB, c, d, columns, p.scale, p.keep);
}

@inline
function elementOfC(row: i32, column: i32): usize {
  return product.c + SIZE * <usize>((product.row + row) * product.n + column);
}
