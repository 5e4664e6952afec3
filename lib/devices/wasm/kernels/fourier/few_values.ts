// The n frequencies of a few values around the origin, by the definition of the Fourier transform:
// values at equal distances from it meet the same cosines and opposite sines, so that their sums
// and differences serve frequencies f and -f at once.

import { multiplyAdd, multiplySubtract } from "../vector";
import { cosine, MOST_POINTS, placeOf, sine, turn } from "./circle";
import { add, im, re, setApart, SPLIT, sub } from "./complex";

/** Largest distance of a value from the origin. */
export const LARGEST_DISTANCE: i32 = 3;

/** Where the cosine and the sine of `j` steps of a circle of `n` are. */
@inline
export function angle(n: i32, j: i32): usize {
  return turn(j * (MOST_POINTS / n) & MOST_POINTS - 1);
}

/**
 * Writes frequencies 0 to n/2 of the real values up to `distance` from the origin, which is at `z`;
 * the value at distance m is at `z + m next`, the frequencies `step` apart, their parts `gap`.
 */
export function transformReal(
  distance: i32,
  n: i32,
  z: usize,
  next: usize,
  to: usize,
  step: usize,
  gap: usize,
): void {
  if (distance == 2) transformRealUpTo(2, n, z, next, to, step, gap);
  else if (distance == 1) transformRealUpTo(1, n, z, next, to, step, gap);
  else if (distance == 3) transformRealUpTo(3, n, z, next, to, step, gap);
  else transformRealUpTo(0, n, z, next, to, step, gap);
}

@inline
function transformRealUpTo(
  distance: i32,
  n: i32,
  z: usize,
  next: usize,
  to: usize,
  step: usize,
  gap: usize,
): void {
  const zero = v128.splat<Real>(0);
  const z0 = re(z);
  const s1 = distance > 0 ? add(re(z + next), re(z - next)) : zero;
  const d1 = distance > 0 ? sub(re(z + next), re(z - next)) : zero;
  const s2 = distance > 1 ? add(re(z + 2 * next), re(z - 2 * next)) : zero;
  const d2 = distance > 1 ? sub(re(z + 2 * next), re(z - 2 * next)) : zero;
  const s3 = distance > 2 ? add(re(z + 3 * next), re(z - 3 * next)) : zero;
  const d3 = distance > 2 ? sub(re(z + 3 * next), re(z - 3 * next)) : zero;
  for (let f = 0; f <= n >> 1; f++, to += step) {
    let even = z0;
    let odd = zero;
    if (distance > 0) {
      const a = angle(n, f);
      even = multiplyAdd(s1, cosine(a), even);
      odd = multiplySubtract(d1, sine(a), odd);
    }
    if (distance > 1) {
      const a = angle(n, 2 * f);
      even = multiplyAdd(s2, cosine(a), even);
      odd = multiplySubtract(d2, sine(a), odd);
    }
    if (distance > 2) {
      const a = angle(n, 3 * f);
      even = multiplyAdd(s3, cosine(a), even);
      odd = multiplySubtract(d3, sine(a), odd);
    }
    setApart(to, gap, even, odd);
  }
}

/**
 * Writes all frequencies of the complex values up to `distance` from the origin, which is at `z`;
 * those of frequency f go to `to + placeOf(n, f) step`, in a split spectrum.
 */
export function transformComplex(
  distance: i32,
  n: i32,
  z: usize,
  next: usize,
  to: usize,
  step: usize,
): void {
  if (distance == 2) transformComplexUpTo(2, n, z, next, to, step);
  else if (distance == 1) transformComplexUpTo(1, n, z, next, to, step);
  else if (distance == 3) transformComplexUpTo(3, n, z, next, to, step);
  else transformComplexUpTo(0, n, z, next, to, step);
}

@inline
function transformComplexUpTo(
  distance: i32,
  n: i32,
  z: usize,
  next: usize,
  to: usize,
  step: usize,
): void {
  const zero = v128.splat<Real>(0);
  const zr = re(z);
  const zi = im(z);
  const s1r = distance > 0 ? add(re(z + next), re(z - next)) : zero;
  const s1i = distance > 0 ? add(im(z + next), im(z - next)) : zero;
  const d1r = distance > 0 ? sub(re(z + next), re(z - next)) : zero;
  const d1i = distance > 0 ? sub(im(z + next), im(z - next)) : zero;
  const s2r = distance > 1 ? add(re(z + 2 * next), re(z - 2 * next)) : zero;
  const s2i = distance > 1 ? add(im(z + 2 * next), im(z - 2 * next)) : zero;
  const d2r = distance > 1 ? sub(re(z + 2 * next), re(z - 2 * next)) : zero;
  const d2i = distance > 1 ? sub(im(z + 2 * next), im(z - 2 * next)) : zero;
  const s3r = distance > 2 ? add(re(z + 3 * next), re(z - 3 * next)) : zero;
  const s3i = distance > 2 ? add(im(z + 3 * next), im(z - 3 * next)) : zero;
  const d3r = distance > 2 ? sub(re(z + 3 * next), re(z - 3 * next)) : zero;
  const d3i = distance > 2 ? sub(im(z + 3 * next), im(z - 3 * next)) : zero;
  const middle = to + step * <usize>placeOf(n, n >> 1);
  setApart(to, SPLIT, add(add(zr, s1r), add(s2r, s3r)), add(add(zi, s1i), add(s2i, s3i)));
  const oddR = add(s1r, s3r);
  const oddI = add(s1i, s3i);
  setApart(middle, SPLIT, sub(add(zr, s2r), oddR), sub(add(zi, s2i), oddI));
  for (let f = 1; f < n >> 1; f++) {
    let evenR = zr;
    let evenI = zi;
    let oddR = zero;
    let oddI = zero;
    if (distance > 0) {
      const a = angle(n, f);
      evenR = multiplyAdd(s1r, cosine(a), evenR);
      evenI = multiplyAdd(s1i, cosine(a), evenI);
      oddR = v128.mul<Real>(d1r, sine(a));
      oddI = v128.mul<Real>(d1i, sine(a));
    }
    if (distance > 1) {
      const a = angle(n, 2 * f);
      evenR = multiplyAdd(s2r, cosine(a), evenR);
      evenI = multiplyAdd(s2i, cosine(a), evenI);
      oddR = multiplyAdd(d2r, sine(a), oddR);
      oddI = multiplyAdd(d2i, sine(a), oddI);
    }
    if (distance > 2) {
      const a = angle(n, 3 * f);
      evenR = multiplyAdd(s3r, cosine(a), evenR);
      evenI = multiplyAdd(s3i, cosine(a), evenI);
      oddR = multiplyAdd(d3r, sine(a), oddR);
      oddI = multiplyAdd(d3i, sine(a), oddI);
    }
    const above = to + step * <usize>placeOf(n, f);
    const below = to + step * <usize>placeOf(n, n - f);
    setApart(above, SPLIT, add(evenR, oddI), sub(evenI, oddR));
    setApart(below, SPLIT, sub(evenR, oddI), add(evenI, oddR));
  }
}
