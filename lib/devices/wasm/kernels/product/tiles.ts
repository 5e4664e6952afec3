// The innermost loops of the product: ten vector accumulators in registers, either ten columns of
// vectors of one row (its list of non-zeros) or five of two rows (dense). Every element of C is
// summed in the order of k whichever loop makes it, so both give the same number.

import { multiplyAdd, SIZE, splat } from "../vector";

/** `c <- scale sum + keep c`; the old `c` is read only if `keeps`. */
@inline
function write(c: usize, sum: v128, scale: v128, keep: v128, keeps: bool): void {
  const scaled = keeps
    ? multiplyAdd(scale, sum, v128.mul<Real>(keep, v128.load(c)))
    : v128.mul<Real>(scale, sum);
  v128.store(c, scaled);
}

/** Ten vectors of C from a list of non-zeros and the packed rows of B that they name. */
export function listByTen(
  count: i32,
  values: usize,
  offsets: usize,
  b: usize,
  c: usize,
  scale: f64,
  keep: f64,
): void {
  let c0 = v128.splat<Real>(0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  let c4 = c0;
  let c5 = c0;
  let c6 = c0;
  let c7 = c0;
  let c8 = c0;
  let c9 = c0;
  const end = offsets + 4 * <usize>count;
  for (; offsets + 8 <= end; offsets += 8) {
    const a = v128.load_splat<Real>(values);
    const d = v128.load_splat<Real>(values, SIZE);
    const p = b + load<usize>(offsets);
    const q = b + load<usize>(offsets, 4);
    values += 2 * SIZE;
    c0 = multiplyAdd(a, v128.load(p), c0);
    c1 = multiplyAdd(a, v128.load(p, 16), c1);
    c2 = multiplyAdd(a, v128.load(p, 32), c2);
    c3 = multiplyAdd(a, v128.load(p, 48), c3);
    c4 = multiplyAdd(a, v128.load(p, 64), c4);
    c5 = multiplyAdd(a, v128.load(p, 80), c5);
    c6 = multiplyAdd(a, v128.load(p, 96), c6);
    c7 = multiplyAdd(a, v128.load(p, 112), c7);
    c8 = multiplyAdd(a, v128.load(p, 128), c8);
    c9 = multiplyAdd(a, v128.load(p, 144), c9);
    c0 = multiplyAdd(d, v128.load(q), c0);
    c1 = multiplyAdd(d, v128.load(q, 16), c1);
    c2 = multiplyAdd(d, v128.load(q, 32), c2);
    c3 = multiplyAdd(d, v128.load(q, 48), c3);
    c4 = multiplyAdd(d, v128.load(q, 64), c4);
    c5 = multiplyAdd(d, v128.load(q, 80), c5);
    c6 = multiplyAdd(d, v128.load(q, 96), c6);
    c7 = multiplyAdd(d, v128.load(q, 112), c7);
    c8 = multiplyAdd(d, v128.load(q, 128), c8);
    c9 = multiplyAdd(d, v128.load(q, 144), c9);
  }
  if (offsets < end) {
    const a = v128.load_splat<Real>(values);
    const p = b + load<usize>(offsets);
    c0 = multiplyAdd(a, v128.load(p), c0);
    c1 = multiplyAdd(a, v128.load(p, 16), c1);
    c2 = multiplyAdd(a, v128.load(p, 32), c2);
    c3 = multiplyAdd(a, v128.load(p, 48), c3);
    c4 = multiplyAdd(a, v128.load(p, 64), c4);
    c5 = multiplyAdd(a, v128.load(p, 80), c5);
    c6 = multiplyAdd(a, v128.load(p, 96), c6);
    c7 = multiplyAdd(a, v128.load(p, 112), c7);
    c8 = multiplyAdd(a, v128.load(p, 128), c8);
    c9 = multiplyAdd(a, v128.load(p, 144), c9);
  }
  const factor = splat(scale);
  const old = splat(keep);
  const keeps = keep != 0;
  write(c, c0, factor, old, keeps);
  write(c + 16, c1, factor, old, keeps);
  write(c + 32, c2, factor, old, keeps);
  write(c + 48, c3, factor, old, keeps);
  write(c + 64, c4, factor, old, keeps);
  write(c + 80, c5, factor, old, keeps);
  write(c + 96, c6, factor, old, keeps);
  write(c + 112, c7, factor, old, keeps);
  write(c + 128, c8, factor, old, keeps);
  write(c + 144, c9, factor, old, keeps);
}

/** Five vectors of C from a list, like {@link listByTen}. */
export function listByFive(
  count: i32,
  values: usize,
  offsets: usize,
  b: usize,
  c: usize,
  scale: f64,
  keep: f64,
): void {
  let c0 = v128.splat<Real>(0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  let c4 = c0;
  const end = offsets + 4 * <usize>count;
  for (; offsets < end; offsets += 4) {
    const a = v128.load_splat<Real>(values);
    const p = b + load<usize>(offsets);
    values += SIZE;
    c0 = multiplyAdd(a, v128.load(p), c0);
    c1 = multiplyAdd(a, v128.load(p, 16), c1);
    c2 = multiplyAdd(a, v128.load(p, 32), c2);
    c3 = multiplyAdd(a, v128.load(p, 48), c3);
    c4 = multiplyAdd(a, v128.load(p, 64), c4);
  }
  const factor = splat(scale);
  const old = splat(keep);
  const keeps = keep != 0;
  write(c, c0, factor, old, keeps);
  write(c + 16, c1, factor, old, keeps);
  write(c + 32, c2, factor, old, keeps);
  write(c + 48, c3, factor, old, keeps);
  write(c + 64, c4, factor, old, keeps);
}

/** Five vectors of two rows of C, `c` and `d`, from the dense rows `v` and `w`. */
export function tileTwoByFive(
  depth: i32,
  v: usize,
  w: usize,
  strideA: usize,
  b: usize,
  strideB: usize,
  c: usize,
  d: usize,
  scale: f64,
  keep: f64,
): void {
  let c0 = v128.splat<Real>(0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  let c4 = c0;
  let d0 = c0;
  let d1 = c0;
  let d2 = c0;
  let d3 = c0;
  let d4 = c0;
  for (let i = 0; i < depth; i++) {
    const x = v128.load_splat<Real>(v);
    const y = v128.load_splat<Real>(w);
    const b0 = v128.load(b);
    c0 = multiplyAdd(x, b0, c0);
    d0 = multiplyAdd(y, b0, d0);
    const b1 = v128.load(b, 16);
    c1 = multiplyAdd(x, b1, c1);
    d1 = multiplyAdd(y, b1, d1);
    const b2 = v128.load(b, 32);
    c2 = multiplyAdd(x, b2, c2);
    d2 = multiplyAdd(y, b2, d2);
    const b3 = v128.load(b, 48);
    c3 = multiplyAdd(x, b3, c3);
    d3 = multiplyAdd(y, b3, d3);
    const b4 = v128.load(b, 64);
    c4 = multiplyAdd(x, b4, c4);
    d4 = multiplyAdd(y, b4, d4);
    v += strideA;
    w += strideA;
    b += strideB;
  }
  const factor = splat(scale);
  const old = splat(keep);
  const keeps = keep != 0;
  write(c, c0, factor, old, keeps);
  write(c + 16, c1, factor, old, keeps);
  write(c + 32, c2, factor, old, keeps);
  write(c + 48, c3, factor, old, keeps);
  write(c + 64, c4, factor, old, keeps);
  write(d, d0, factor, old, keeps);
  write(d + 16, d1, factor, old, keeps);
  write(d + 32, d2, factor, old, keeps);
  write(d + 48, d3, factor, old, keeps);
  write(d + 64, d4, factor, old, keeps);
}
