// The transforms of four and of eight complex vectors in place, and their inverses, but for a
// factor: the last passes of the longer ones, with all of a pass in registers.

import { splat } from "../vector";
import { add, im, re, set, sub } from "./complex";

/** Four points; their frequencies stay in order. */
@inline
export function transformFour(p: usize): void {
  const sr = add(re(p), re(p + 64));
  const si = add(im(p), im(p + 64));
  const tr = sub(re(p), re(p + 64));
  const ti = sub(im(p), im(p + 64));
  const ur = add(re(p + 32), re(p + 96));
  const ui = add(im(p + 32), im(p + 96));
  const vr = sub(re(p + 32), re(p + 96));
  const vi = sub(im(p + 32), im(p + 96));
  set(p, add(sr, ur), add(si, ui));
  set(p + 32, add(tr, vi), sub(ti, vr));
  set(p + 64, sub(sr, ur), sub(si, ui));
  set(p + 96, sub(tr, vi), add(ti, vr));
}

@inline
export function transformFourBack(p: usize): void {
  const sr = add(re(p), re(p + 64));
  const si = add(im(p), im(p + 64));
  const tr = sub(re(p), re(p + 64));
  const ti = sub(im(p), im(p + 64));
  const ur = add(re(p + 32), re(p + 96));
  const ui = add(im(p + 32), im(p + 96));
  const vr = sub(re(p + 32), re(p + 96));
  const vi = sub(im(p + 32), im(p + 96));
  set(p, add(sr, ur), add(si, ui));
  set(p + 32, sub(tr, vi), add(ti, vr));
  set(p + 64, sub(sr, ur), sub(si, ui));
  set(p + 96, add(tr, vi), sub(ti, vr));
}

const SQUARE_ROOT_OF_HALF: f64 = 0.7071067811865476;

/** Eight points: the transforms of every second one, and of the others, turned, combined. */
@inline
export function transformEight(p: usize): void {
  const root = splat(SQUARE_ROOT_OF_HALF);
  const gr = add(re(p + 32), re(p + 160));
  const gi = add(im(p + 32), im(p + 160));
  const hr = sub(re(p + 32), re(p + 160));
  const hi = sub(im(p + 32), im(p + 160));
  const kr = add(re(p + 96), re(p + 224));
  const ki = add(im(p + 96), im(p + 224));
  const lr = sub(re(p + 96), re(p + 224));
  const li = sub(im(p + 96), im(p + 224));
  const b0r = add(gr, kr);
  const b0i = add(gi, ki);
  const b2r = sub(gi, ki);
  const b2i = sub(kr, gr);
  const pr = add(hr, li);
  const pi = sub(hi, lr);
  const qr = sub(hr, li);
  const qi = add(hi, lr);
  const b1r = v128.mul<Real>(root, add(pr, pi));
  const b1i = v128.mul<Real>(root, sub(pi, pr));
  const b3r = v128.mul<Real>(root, sub(qi, qr));
  const b3i = v128.mul<Real>(root, add(qr, qi));
  const sr = add(re(p), re(p + 128));
  const si = add(im(p), im(p + 128));
  const tr = sub(re(p), re(p + 128));
  const ti = sub(im(p), im(p + 128));
  const ur = add(re(p + 64), re(p + 192));
  const ui = add(im(p + 64), im(p + 192));
  const vr = sub(re(p + 64), re(p + 192));
  const vi = sub(im(p + 64), im(p + 192));
  const a0r = add(sr, ur);
  const a0i = add(si, ui);
  set(p, add(a0r, b0r), add(a0i, b0i));
  set(p + 32, sub(a0r, b0r), sub(a0i, b0i));
  const a1r = add(tr, vi);
  const a1i = sub(ti, vr);
  set(p + 64, add(a1r, b1r), add(a1i, b1i));
  set(p + 96, sub(a1r, b1r), sub(a1i, b1i));
  const a2r = sub(sr, ur);
  const a2i = sub(si, ui);
  set(p + 128, add(a2r, b2r), add(a2i, b2i));
  set(p + 160, sub(a2r, b2r), sub(a2i, b2i));
  const a3r = sub(tr, vi);
  const a3i = add(ti, vr);
  set(p + 192, add(a3r, b3r), sub(a3i, b3i));
  set(p + 224, sub(a3r, b3r), add(a3i, b3i));
}

@inline
export function transformEightBack(p: usize): void {
  const root = splat(SQUARE_ROOT_OF_HALF);
  const b0r = sub(re(p), re(p + 32));
  const b0i = sub(im(p), im(p + 32));
  const b2r = sub(im(p + 160), im(p + 128));
  const b2i = sub(re(p + 128), re(p + 160));
  const gr = add(b0r, b2r);
  const gi = add(b0i, b2i);
  const hr = sub(b0r, b2r);
  const hi = sub(b0i, b2i);
  const pr = sub(re(p + 64), re(p + 96));
  const pi = sub(im(p + 64), im(p + 96));
  const qr = sub(re(p + 192), re(p + 224));
  const qi = sub(im(p + 192), im(p + 224));
  const b1r = v128.mul<Real>(root, sub(pr, pi));
  const b1i = v128.mul<Real>(root, add(pr, pi));
  const b3r = v128.mul<Real>(root, add(qr, qi));
  const b3i = v128.mul<Real>(root, sub(qr, qi));
  const kr = sub(b1r, b3r);
  const ki = add(b1i, b3i);
  const lr = add(b1r, b3r);
  const li = sub(b1i, b3i);
  const sr = add(add(re(p), re(p + 32)), add(re(p + 128), re(p + 160)));
  const si = add(add(im(p), im(p + 32)), add(im(p + 128), im(p + 160)));
  const tr = sub(add(re(p), re(p + 32)), add(re(p + 128), re(p + 160)));
  const ti = sub(add(im(p), im(p + 32)), add(im(p + 128), im(p + 160)));
  const ur = add(add(re(p + 64), re(p + 96)), add(re(p + 192), re(p + 224)));
  const ui = add(add(im(p + 64), im(p + 96)), add(im(p + 192), im(p + 224)));
  const vr = sub(add(re(p + 64), re(p + 96)), add(re(p + 192), re(p + 224)));
  const vi = sub(add(im(p + 64), im(p + 96)), add(im(p + 192), im(p + 224)));
  set(p, add(sr, ur), add(si, ui));
  set(p + 32, add(gr, kr), add(gi, ki));
  set(p + 64, sub(tr, vi), add(ti, vr));
  set(p + 96, sub(hr, li), add(hi, lr));
  set(p + 128, sub(sr, ur), sub(si, ui));
  set(p + 160, sub(gr, kr), sub(gi, ki));
  set(p + 192, add(tr, vi), sub(ti, vr));
  set(p + 224, add(hr, li), sub(hi, lr));
}
