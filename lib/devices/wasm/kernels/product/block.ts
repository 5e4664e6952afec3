// What the threads that share a product know of it: its operands, the block of op(A) in work, and
// the table of that block's prepared rows. A prepared row is dense, its `depth` elements where A has
// them, `strideA` apart, or sparse, a list of its non-zeros and of the bytes from the start of op(B)
// to their rows.

import { ARGUMENTS } from "../parallel";
import { SIZE } from "../vector";

@unmanaged
export class Product {
  transposeA: bool;
  transposeB: bool;
  /** op(A) is `m x k`, op(B) is `k x n`, C is `m x n`. */
  m: i32;
  n: i32;
  k: i32;
  a: usize;
  b: usize;
  c: usize;
  scale: f64;
  /** Scale of the old C: the product's `keep` in the first block along k, 1 after it. */
  keep: f64;
  /** The block: rows `row` to `row + rows` of op(A), its columns `inner` to `inner + depth`. */
  row: i32;
  rows: i32;
  inner: i32;
  depth: i32;
  /** Bytes from an element of a row of op(A) to the next. */
  strideA: usize;
  /** Bytes from one row of op(B), as the kernels read it, to the next. */
  strideB: i32;
  /** Whether the columns of op(B) are packed. */
  packs: bool;
  /** Most non-zeros that a row's list may have; -1 where no row becomes a list. */
  longestList: i32;
  /** Parts of each row's list, and the columns in work; see few_rows.ts. */
  parts: i32;
  column: i32;
  columns: i32;
  /** Row groups of the block; see panels.ts. */
  groups: i32;
  /** Number of the block, so that a thread knows whether what it packed belongs to it. */
  serial: i32;
  /** The table of prepared rows. */
  table: usize;
}

/** The product in work, valid while its job lasts. */
export const product = changetype<Product>(ARGUMENTS);

/** Most elements, rows and columns of a block of op(A). */
export const BLOCK_ELEMENTS: i32 = 131_072;
export const BLOCK_ROWS: i32 = 4096;
export const BLOCK_DEPTH: i32 = 1024;

/** The count of a row that is dense. */
export const DENSE: i32 = -1;

const COUNTS: usize = 0;
const VALUES: usize = COUNTS + 4 * <usize>BLOCK_ROWS;
const LISTS: usize = VALUES + 4 * <usize>BLOCK_ROWS;
const OFFSETS: usize = LISTS + SIZE * <usize>BLOCK_ELEMENTS;

/** Partial sums of a few rows use the room for lists behind the few lists that there are then. */
const PARTIALS: usize = LISTS + SIZE * 8192;

/** Most columns of a partial sum. */
export const PARTIAL_COLUMNS: i32 = 4096;

/** Bytes of the table. */
export const TABLE_BYTES: usize = OFFSETS + 4 * <usize>BLOCK_ELEMENTS;

/** Number of non-zeros in a row of the block, or {@link DENSE}. */
@inline
export function countOf(row: i32): i32 {
  return load<i32>(product.table + COUNTS + 4 * <usize>row);
}

/** Where a row's elements, all or the non-zeros, are. */
@inline
export function valuesOf(row: i32): usize {
  return load<usize>(product.table + VALUES + 4 * <usize>row);
}

/** Where the offsets of a sparse row's non-zeros are. */
@inline
export function offsetsOf(row: i32): usize {
  return product.table + OFFSETS + 4 * <usize>(row * product.depth);
}

/** Room for a list of a row's non-zeros. */
@inline
export function listOf(row: i32): usize {
  return product.table + LISTS + SIZE * <usize>(row * product.depth);
}

/** Room for a partial sum. */
@inline
export function partialOf(part: i32): usize {
  return product.table + PARTIALS + SIZE * <usize>(part * PARTIAL_COLUMNS);
}

@inline
export function setRow(row: i32, count: i32, values: usize): void {
  store<i32>(product.table + COUNTS + 4 * <usize>row, count);
  store<usize>(product.table + VALUES + 4 * <usize>row, values);
}

/** Where A has the first element of a row of the block. */
@inline
export function startOf(row: i32): usize {
  const r = product.row + row;
  const index = product.transposeA ? product.inner * product.m + r : r * product.k + product.inner;
  return product.a + SIZE * <usize>index;
}
