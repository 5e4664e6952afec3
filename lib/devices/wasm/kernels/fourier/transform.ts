// The discrete Fourier transform of 8, 16 or 32 complex vectors in place, each lane on its own, by
// radix 4 and a last pass of 4 or 8 points, after Cooley and Tukey (1965). The forward transform
// takes its input in order and leaves the frequencies at `placeOf`, from where the inverse one
// takes them.

import { multiplyAdd, multiplySubtract } from "../vector";
import { cosine, MOST_POINTS, sine, turn } from "./circle";
import { add, COMPLEX, im, re, set, sub } from "./complex";
import {
  transformEight,
  transformEightBack,
  transformFour,
  transformFourBack,
} from "./short_transforms";

/** `Z[f] = sum z[t] exp(-2 pi i f t / n)` for `count` sequences, decimated in frequency. */
export function transform(z: usize, n: i32, count: i32): void {
  const end = z + COMPLEX * <usize>(n * count);
  if (n > 8) {
    const bytes = COMPLEX * <usize>n;
    for (let p = z; p < end; p += bytes) splitByFour(p, n);
  }
  if (n == 16) for (let p = z; p < end; p += 4 * COMPLEX) transformFour(p);
  else for (let p = z; p < end; p += 8 * COMPLEX) transformEight(p);
}

/** `n` times the inverse of {@link transform}, decimated in time. */
export function transformBack(z: usize, n: i32, count: i32): void {
  const end = z + COMPLEX * <usize>(n * count);
  if (n == 16) for (let p = z; p < end; p += 4 * COMPLEX) transformFourBack(p);
  else for (let p = z; p < end; p += 8 * COMPLEX) transformEightBack(p);
  if (n == 8) return;
  const bytes = COMPLEX * <usize>n;
  for (let p = z; p < end; p += bytes) joinFour(p, n);
}

/** Splits `length` points into the four sequences whose transforms interleave to theirs. */
function splitByFour(p: usize, length: i32): void {
  const quarter = length >> 2;
  const q = COMPLEX * <usize>quarter;
  const step = MOST_POINTS / length;
  for (let j = 0; j < quarter; j++, p += COMPLEX) {
    const sr = add(re(p), re(p + 2 * q));
    const si = add(im(p), im(p + 2 * q));
    const tr = sub(re(p), re(p + 2 * q));
    const ti = sub(im(p), im(p + 2 * q));
    const ur = add(re(p + q), re(p + 3 * q));
    const ui = add(im(p + q), im(p + 3 * q));
    const vr = sub(re(p + q), re(p + 3 * q));
    const vi = sub(im(p + q), im(p + 3 * q));
    set(p, add(sr, ur), add(si, ui));
    setTurned(p + q, add(tr, vi), sub(ti, vr), turn(step * j));
    setTurned(p + 2 * q, sub(sr, ur), sub(si, ui), turn(2 * step * j));
    setTurned(p + 3 * q, sub(tr, vi), add(ti, vr), turn(3 * step * j));
  }
}

/** Stores `r + i m` times `cos - i sin`. */
@inline
function setTurned(p: usize, r: v128, m: v128, angle: usize): void {
  const cos = cosine(angle);
  const sin = sine(angle);
  v128.store(p, multiplyAdd(m, sin, v128.mul<Real>(r, cos)));
  v128.store(p, multiplySubtract(r, sin, v128.mul<Real>(m, cos)), 16);
}

/** Undoes {@link splitByFour}, but for a factor of 4. */
function joinFour(p: usize, length: i32): void {
  const quarter = length >> 2;
  const q = COMPLEX * <usize>quarter;
  const step = MOST_POINTS / length;
  for (let j = 0; j < quarter; j++, p += COMPLEX) {
    const b = turn(step * j);
    const c = turn(2 * step * j);
    const d = turn(3 * step * j);
    const cr = turnedReal(p + 2 * q, c);
    const ci = turnedImaginary(p + 2 * q, c);
    const sr = add(re(p), cr);
    const si = add(im(p), ci);
    const tr = sub(re(p), cr);
    const ti = sub(im(p), ci);
    const br = turnedReal(p + q, b);
    const bi = turnedImaginary(p + q, b);
    const dr = turnedReal(p + 3 * q, d);
    const di = turnedImaginary(p + 3 * q, d);
    const ur = add(br, dr);
    const ui = add(bi, di);
    const vr = sub(br, dr);
    const vi = sub(bi, di);
    set(p, add(sr, ur), add(si, ui));
    set(p + q, sub(tr, vi), add(ti, vr));
    set(p + 2 * q, sub(sr, ur), sub(si, ui));
    set(p + 3 * q, add(tr, vi), sub(ti, vr));
  }
}

/** The real part of the value at `p` times `cos + i sin`. */
@inline
function turnedReal(p: usize, angle: usize): v128 {
  const cos = cosine(angle);
  const sin = sine(angle);
  return multiplySubtract(im(p), sin, v128.mul<Real>(re(p), cos));
}

/** The imaginary part of the value at `p` times `cos + i sin`. */
@inline
function turnedImaginary(p: usize, angle: usize): v128 {
  const cos = cosine(angle);
  const sin = sine(angle);
  return multiplyAdd(re(p), sin, v128.mul<Real>(im(p), cos));
}
