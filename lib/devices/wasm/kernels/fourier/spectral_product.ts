// Multiplies the spectra of two sets of planes: at each point, a product of complex matrices. The
// innermost loop keeps two rows of two vectors of the result in registers.

import { OPERANDS } from "../convolution/geometry";
import { parallel } from "../parallel";
import { multiplyAdd, multiplySubtract, SIZE, VECTOR } from "../vector";

/** Bytes of a pair of complex vectors. */
export const PAIR: usize = 4 * VECTOR;

/** `C <- A B` or `C <- C + A B` at each point. A's numbers are `re im` pairs, B's and C's split. */
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
  bInner: usize;
  c: usize;
  cPoint: usize;
  cRow: usize;
  /** 1 to add to C. */
  accumulate: i32;
}

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
      multiplyRows(a, b + PAIR * <usize>pair, c + PAIR * <usize>pair);
    }
  }
}

function multiplyRows(a: usize, b: usize, c: usize): void {
  let row = 0;
  for (; row + 2 <= product.rows; row += 2) {
    multiplyTwoRows(a, a + product.aRow, b, c, c + product.cRow);
    a += 2 * product.aRow;
    c += 2 * product.cRow;
  }
  if (row < product.rows) multiplyTwoRows(a, a, b, c, c);
}

/** Rows `v` and `w` of A times a pair of columns of B to rows `c` and `d` of C. */
function multiplyTwoRows(v: usize, w: usize, b: usize, c: usize, d: usize): void {
  const step = product.aInner;
  const stepB = product.bInner;
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
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const b2 = v128.load(b, 32);
    const b3 = v128.load(b, 48);
    b += stepB;
    const vr = v128.load_splat<Real>(v);
    c0 = multiplyAdd(vr, b0, c0);
    c1 = multiplyAdd(vr, b1, c1);
    c2 = multiplyAdd(vr, b2, c2);
    c3 = multiplyAdd(vr, b3, c3);
    const wr = v128.load_splat<Real>(w);
    d0 = multiplyAdd(wr, b0, d0);
    d1 = multiplyAdd(wr, b1, d1);
    d2 = multiplyAdd(wr, b2, d2);
    d3 = multiplyAdd(wr, b3, d3);
    const vi = v128.load_splat<Real>(v, SIZE);
    v += step;
    c0 = multiplySubtract(vi, b1, c0);
    c1 = multiplyAdd(vi, b0, c1);
    c2 = multiplySubtract(vi, b3, c2);
    c3 = multiplyAdd(vi, b2, c3);
    const wi = v128.load_splat<Real>(w, SIZE);
    w += step;
    d0 = multiplySubtract(wi, b1, d0);
    d1 = multiplyAdd(wi, b0, d1);
    d2 = multiplySubtract(wi, b3, d2);
    d3 = multiplyAdd(wi, b2, d3);
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
