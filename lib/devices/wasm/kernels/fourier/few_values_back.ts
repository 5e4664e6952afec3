// The inverse of few_values.ts: the values around the origin alone, from all frequencies.

import { multiplyAdd } from "../vector";
import { cosine, placeOf, sine } from "./circle";
import { add, re, set, SPLIT, sub } from "./complex";
import { angle } from "./few_values";

/**
 * Writes n times the real values up to `distance` from the origin that have the frequencies 0 to
 * n/2 from `from` on, `step` apart, their parts `gap`; the value at distance m goes to `z + m next`.
 */
export function transformRealBack(
  distance: i32,
  n: i32,
  from: usize,
  step: usize,
  gap: usize,
  z: usize,
  next: usize,
): void {
  if (distance == 2) transformRealBackUpTo(2, n, from, step, gap, z, next);
  else if (distance == 1) transformRealBackUpTo(1, n, from, step, gap, z, next);
  else if (distance == 3) transformRealBackUpTo(3, n, from, step, gap, z, next);
  else transformRealBackUpTo(0, n, from, step, gap, z, next);
}

@inline
function transformRealBackUpTo(
  distance: i32,
  n: i32,
  from: usize,
  step: usize,
  gap: usize,
  z: usize,
  next: usize,
): void {
  const zero = v128.splat<Real>(0);
  const half = v128.splat<Real>(0.5);
  const first = v128.mul<Real>(half, re(from));
  const last = v128.mul<Real>(half, re(from + step * <usize>(n >> 1)));
  let e0 = add(first, last);
  let e1 = sub(first, last);
  let e2 = e0;
  let e3 = e1;
  let o1 = zero;
  let o2 = zero;
  let o3 = zero;
  for (let f = 1; f < n >> 1; f++) {
    from += step;
    const fr = re(from);
    const fi = re(from + gap);
    e0 = add(e0, fr);
    if (distance > 0) {
      const a = angle(n, f);
      e1 = multiplyAdd(fr, cosine(a), e1);
      o1 = multiplyAdd(fi, sine(a), o1);
    }
    if (distance > 1) {
      const a = angle(n, 2 * f);
      e2 = multiplyAdd(fr, cosine(a), e2);
      o2 = multiplyAdd(fi, sine(a), o2);
    }
    if (distance > 2) {
      const a = angle(n, 3 * f);
      e3 = multiplyAdd(fr, cosine(a), e3);
      o3 = multiplyAdd(fi, sine(a), o3);
    }
  }
  v128.store(z, add(e0, e0));
  if (distance > 0) setRealPair(z, next, e1, o1);
  if (distance > 1) setRealPair(z, 2 * next, e2, o2);
  if (distance > 2) setRealPair(z, 3 * next, e3, o3);
}

@inline
function setRealPair(z: usize, distance: usize, even: v128, odd: v128): void {
  const above = sub(even, odd);
  const below = add(even, odd);
  v128.store(z + distance, add(above, above));
  v128.store(z - distance, add(below, below));
}

/**
 * Writes n times the complex values up to `distance` from the origin that have all the frequencies
 * from `from` on, in a split spectrum; that of frequency f is at `from + placeOf(n, f) step`.
 */
export function transformComplexBack(
  distance: i32,
  n: i32,
  from: usize,
  step: usize,
  z: usize,
  next: usize,
): void {
  if (distance == 2) transformComplexBackUpTo(2, n, from, step, z, next);
  else if (distance == 1) transformComplexBackUpTo(1, n, from, step, z, next);
  else if (distance == 3) transformComplexBackUpTo(3, n, from, step, z, next);
  else transformComplexBackUpTo(0, n, from, step, z, next);
}

@inline
function transformComplexBackUpTo(
  distance: i32,
  n: i32,
  from: usize,
  step: usize,
  z: usize,
  next: usize,
): void {
  const zero = v128.splat<Real>(0);
  const last = from + step * <usize>placeOf(n, n >> 1);
  let e0r = add(re(from), re(last));
  let e0i = add(re(from + SPLIT), re(last + SPLIT));
  let e1r = sub(re(from), re(last));
  let e1i = sub(re(from + SPLIT), re(last + SPLIT));
  let e2r = e0r;
  let e2i = e0i;
  let e3r = e1r;
  let e3i = e1i;
  let o1r = zero;
  let o1i = zero;
  let o2r = zero;
  let o2i = zero;
  let o3r = zero;
  let o3i = zero;
  for (let f = 1; f < n >> 1; f++) {
    const above = from + step * <usize>placeOf(n, f);
    const below = from + step * <usize>placeOf(n, n - f);
    const evenR = add(re(above), re(below));
    const evenI = add(re(above + SPLIT), re(below + SPLIT));
    const oddR = sub(re(above), re(below));
    const oddI = sub(re(above + SPLIT), re(below + SPLIT));
    e0r = add(e0r, evenR);
    e0i = add(e0i, evenI);
    if (distance > 0) {
      const a = angle(n, f);
      e1r = multiplyAdd(evenR, cosine(a), e1r);
      e1i = multiplyAdd(evenI, cosine(a), e1i);
      o1r = multiplyAdd(oddR, sine(a), o1r);
      o1i = multiplyAdd(oddI, sine(a), o1i);
    }
    if (distance > 1) {
      const a = angle(n, 2 * f);
      e2r = multiplyAdd(evenR, cosine(a), e2r);
      e2i = multiplyAdd(evenI, cosine(a), e2i);
      o2r = multiplyAdd(oddR, sine(a), o2r);
      o2i = multiplyAdd(oddI, sine(a), o2i);
    }
    if (distance > 2) {
      const a = angle(n, 3 * f);
      e3r = multiplyAdd(evenR, cosine(a), e3r);
      e3i = multiplyAdd(evenI, cosine(a), e3i);
      o3r = multiplyAdd(oddR, sine(a), o3r);
      o3i = multiplyAdd(oddI, sine(a), o3i);
    }
  }
  set(z, e0r, e0i);
  if (distance > 0) setComplexPair(z, next, e1r, e1i, o1r, o1i);
  if (distance > 1) setComplexPair(z, 2 * next, e2r, e2i, o2r, o2i);
  if (distance > 2) setComplexPair(z, 3 * next, e3r, e3i, o3r, o3i);
}

@inline
function setComplexPair(
  z: usize,
  distance: usize,
  evenR: v128,
  evenI: v128,
  oddR: v128,
  oddI: v128,
): void {
  set(z + distance, sub(evenR, oddI), add(evenI, oddR));
  set(z - distance, add(evenR, oddI), sub(evenI, oddR));
}
