// Multiplies the spectra of two sets of planes: at each point, a product of complex matrices. The
// innermost loop keeps two rows of two vectors of the result in registers; the tile for wide vectors,
// which another module has (../../wide/), four.

import { OPERANDS } from "../convolution/geometry";
import { isWide, parallel } from "../parallel";
import { multiplyAdd, multiplySubtract, SIZE, VECTOR } from "../vector";

/** Bytes of a pair of complex vectors: their real parts, then their imaginary parts. */
export const PAIR: usize = 4 * VECTOR;

/**
 * `C <- A B` or `C <- C + A B` at each point. A's numbers are `re im` pairs, B and C consist of pairs of
 * vectors, those of B's rows behind one another.
 */
@unmanaged
export class SpectralProduct {
  points: i32;
  rows: i32;
  inner: i32;
  /** Columns of B and C in pairs of vectors. */
  pairs: i32;
  a: usize;
  aPoint: usize;
  aRow: usize;
  aInner: usize;
  b: usize;
  bPoint: usize;
  bPair: usize;
  c: usize;
  cPoint: usize;
  cRow: usize;
  /** 1 to add to C. */
  accumulate: i32;
}

@external("wide", "loadBlock")
declare function loadBlock(b: usize, bytes: usize): void;

@external("wide", "multiplyPairs")
declare function multiplyPairs(
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  step: usize,
  depth: i32,
  c: usize,
  cStep: usize,
  adds: bool,
): void;

/** Rows of the wide tile, and most rows of B that it takes at a time. */
const WIDE_ROWS: i32 = 4;
const WIDE_DEPTH: i32 = 32;

/** A product of fewer rows, or of less depth, does not repay what the wide tile takes to prepare. */
const FEWEST_WIDE_ROWS: i32 = 8;
const LEAST_WIDE_DEPTH: i32 = 8;

/** Multiplications that are worth handing to another thread. */
const SHARED_PRODUCTS: i32 = 16_384;

/** The product in work, valid while its job lasts. */
export const product = changetype<SpectralProduct>(OPERANDS);

/** Multiplies at all points. */
export function multiplySpectra(): void {
  const perPoint = product.rows * product.inner * product.pairs * 8;
  parallel(multiplyPoints, product.points, SHARED_PRODUCTS / max(1, perPoint) + 1);
}

function multiplyPoints(first: i32, end: i32): void {
  for (let point = <usize>first; point < <usize>end; point++) {
    const a = product.a + product.aPoint * point;
    const b = product.b + product.bPoint * point;
    const c = product.c + product.cPoint * point;
    for (let pair = 0; pair < product.pairs; pair++) {
      multiplyRows(a, b + product.bPair * <usize>pair, c + PAIR * <usize>pair);
    }
  }
}

function multiplyRows(a: usize, b: usize, c: usize): void {
  let row = 0;
  if (isWide() && product.rows >= FEWEST_WIDE_ROWS && product.inner >= LEAST_WIDE_DEPTH) {
    row = multiplyWideRows(a, b, c);
    a += <usize>row * product.aRow;
    c += <usize>row * product.cRow;
  }
  for (; row + 2 <= product.rows; row += 2) {
    multiplyTwoRows(a, a + product.aRow, b, c, c + product.cRow);
    a += 2 * product.aRow;
    c += 2 * product.cRow;
  }
  if (row < product.rows) multiplyTwoRows(a, a, b, c, c);
}

/** Multiplies all rows but those that do not fill a wide tile; returns their number. */
function multiplyWideRows(a: usize, b: usize, c: usize): i32 {
  const rows = product.rows & ~(WIDE_ROWS - 1);
  const step = product.aRow;
  for (let first = 0; first < product.inner; first += WIDE_DEPTH) {
    const depth = min(WIDE_DEPTH, product.inner - first);
    const adds = first > 0 || product.accumulate != 0;
    loadBlock(b + PAIR * <usize>first, PAIR * <usize>depth);
    let v = a + product.aInner * <usize>first;
    let to = c;
    for (let row = 0; row < rows; row += WIDE_ROWS) {
      const w = v + 2 * step;
      multiplyPairs(v, v + step, w, w + step, product.aInner, depth, to, product.cRow, adds);
      v += <usize>WIDE_ROWS * step;
      to += <usize>WIDE_ROWS * product.cRow;
    }
  }
  return rows;
}

/** Rows `v` and `w` of A times a pair of columns of B to rows `c` and `d` of C. */
function multiplyTwoRows(v: usize, w: usize, b: usize, c: usize, d: usize): void {
  const step = product.aInner;
  let c0 = v128.splat<Real>(0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  let d0 = c0;
  let d1 = c0;
  let d2 = c0;
  let d3 = c0;
  if (product.accumulate) {
    c0 = v128.load(c);
    c1 = v128.load(c, 16);
    c2 = v128.load(c, 32);
    c3 = v128.load(c, 48);
    d0 = v128.load(d);
    d1 = v128.load(d, 16);
    d2 = v128.load(d, 32);
    d3 = v128.load(d, 48);
  }
  for (let i = product.inner; i > 0; i--) {
    const r0 = v128.load(b);
    const r1 = v128.load(b, 16);
    const i0 = v128.load(b, 32);
    const i1 = v128.load(b, 48);
    b += PAIR;
    const vr = v128.load_splat<Real>(v);
    c0 = multiplyAdd(vr, r0, c0);
    c1 = multiplyAdd(vr, r1, c1);
    c2 = multiplyAdd(vr, i0, c2);
    c3 = multiplyAdd(vr, i1, c3);
    const wr = v128.load_splat<Real>(w);
    d0 = multiplyAdd(wr, r0, d0);
    d1 = multiplyAdd(wr, r1, d1);
    d2 = multiplyAdd(wr, i0, d2);
    d3 = multiplyAdd(wr, i1, d3);
    const vi = v128.load_splat<Real>(v, SIZE);
    v += step;
    c0 = multiplySubtract(vi, i0, c0);
    c1 = multiplySubtract(vi, i1, c1);
    c2 = multiplyAdd(vi, r0, c2);
    c3 = multiplyAdd(vi, r1, c3);
    const wi = v128.load_splat<Real>(w, SIZE);
    w += step;
    d0 = multiplySubtract(wi, i0, d0);
    d1 = multiplySubtract(wi, i1, d1);
    d2 = multiplyAdd(wi, r0, d2);
    d3 = multiplyAdd(wi, r1, d3);
  }
  v128.store(c, c0);
  v128.store(c, c1, 16);
  v128.store(c, c2, 32);
  v128.store(c, c3, 48);
  v128.store(d, d0);
  v128.store(d, d1, 16);
  v128.store(d, d2, 32);
  v128.store(d, d3, 48);
}
