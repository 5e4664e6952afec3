// The innermost loops of the product: ten vector accumulators in registers, either ten columns of
// vectors of one row (its list of non-zeros) or five of two rows (dense). Every element of C is
// summed in the order of k whichever loop makes it, so both give the same number.

import { addLanes, multiplyAdd, SIZE, splat, VECTOR } from "../vector";

/** `c <- alpha sum + beta c`; the old `c` is read only if `keeps`. */
@inline
function write(c: usize, sum: v128, alpha: v128, beta: v128, keeps: bool): void {
  const scaled = keeps
    ? multiplyAdd(alpha, sum, v128.mul<Real>(beta, v128.load(c)))
    : v128.mul<Real>(alpha, sum);
  v128.store(c, scaled);
}

/** Ten vectors of C from a list of non-zeros and the packed rows of B that they name. */
export function listByTen(
  count: i32,
  values: usize,
  offsets: usize,
  b: usize,
  c: usize,
  alpha: f64,
  beta: f64,
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
  const scale = splat(alpha);
  const old = splat(beta);
  const keeps = beta != 0;
  write(c, c0, scale, old, keeps);
  write(c + 16, c1, scale, old, keeps);
  write(c + 32, c2, scale, old, keeps);
  write(c + 48, c3, scale, old, keeps);
  write(c + 64, c4, scale, old, keeps);
  write(c + 80, c5, scale, old, keeps);
  write(c + 96, c6, scale, old, keeps);
  write(c + 112, c7, scale, old, keeps);
  write(c + 128, c8, scale, old, keeps);
  write(c + 144, c9, scale, old, keeps);
}

/** Five vectors of C from a list, like {@link listByTen}. */
export function listByFive(
  count: i32,
  values: usize,
  offsets: usize,
  b: usize,
  c: usize,
  alpha: f64,
  beta: f64,
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
  const scale = splat(alpha);
  const old = splat(beta);
  const keeps = beta != 0;
  write(c, c0, scale, old, keeps);
  write(c + 16, c1, scale, old, keeps);
  write(c + 32, c2, scale, old, keeps);
  write(c + 48, c3, scale, old, keeps);
  write(c + 64, c4, scale, old, keeps);
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
  alpha: f64,
  beta: f64,
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
  const scale = splat(alpha);
  const old = splat(beta);
  const keeps = beta != 0;
  write(c, c0, scale, old, keeps);
  write(c + 16, c1, scale, old, keeps);
  write(c + 32, c2, scale, old, keeps);
  write(c + 48, c3, scale, old, keeps);
  write(c + 64, c4, scale, old, keeps);
  write(d, d0, scale, old, keeps);
  write(d + 16, d1, scale, old, keeps);
  write(d + 32, d2, scale, old, keeps);
  write(d + 48, d3, scale, old, keeps);
  write(d + 64, d4, scale, old, keeps);
}

/** The ten sums of products of `v` and `w` with each of `p0` to `p4`, all of them `bytes` long. */
export function sumTileProducts(
  bytes: usize,
  v: usize,
  w: usize,
  p0: usize,
  p1: usize,
  p2: usize,
  p3: usize,
  p4: usize,
  sums: usize,
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
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const x = v128.load(v + at);
    const y = v128.load(w + at);
    const q0 = v128.load(p0 + at);
    c0 = multiplyAdd(x, q0, c0);
    d0 = multiplyAdd(y, q0, d0);
    const q1 = v128.load(p1 + at);
    c1 = multiplyAdd(x, q1, c1);
    d1 = multiplyAdd(y, q1, d1);
    const q2 = v128.load(p2 + at);
    c2 = multiplyAdd(x, q2, c2);
    d2 = multiplyAdd(y, q2, d2);
    const q3 = v128.load(p3 + at);
    c3 = multiplyAdd(x, q3, c3);
    d3 = multiplyAdd(y, q3, d3);
    const q4 = v128.load(p4 + at);
    c4 = multiplyAdd(x, q4, c4);
    d4 = multiplyAdd(y, q4, d4);
  }
  store<Real>(sums, addLanes(c0));
  store<Real>(sums, addLanes(c1), SIZE);
  store<Real>(sums, addLanes(c2), 2 * SIZE);
  store<Real>(sums, addLanes(c3), 3 * SIZE);
  store<Real>(sums, addLanes(c4), 4 * SIZE);
  store<Real>(sums, addLanes(d0), 5 * SIZE);
  store<Real>(sums, addLanes(d1), 6 * SIZE);
  store<Real>(sums, addLanes(d2), 7 * SIZE);
  store<Real>(sums, addLanes(d3), 8 * SIZE);
  store<Real>(sums, addLanes(d4), 9 * SIZE);
}
