// The innermost loop of a convolution's gradient: ten vector accumulators in registers, for two
// filters by five weights.

import { addLanes, multiplyAdd, SIZE, VECTOR } from "../vector";

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
