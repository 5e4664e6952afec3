// Complex vectors in memory, and the arithmetic that is used on their parts.

import { VECTOR } from "../vector";

/** Bytes of a complex vector: a vector of real parts, then one of imaginary parts. */
export const COMPLEX: usize = 2 * VECTOR;

/** Bytes from the real to the imaginary part of a vector in a split spectrum. */
export const SPLIT: usize = 2 * VECTOR;

@inline
export function re(p: usize): v128 {
  return v128.load(p);
}

@inline
export function im(p: usize): v128 {
  return v128.load(p, 16);
}

@inline
export function set(p: usize, re: v128, im: v128): void {
  v128.store(p, re);
  v128.store(p, im, 16);
}

/** Stores the parts `gap` bytes apart. */
@inline
export function setApart(p: usize, gap: usize, re: v128, im: v128): void {
  v128.store(p, re);
  v128.store(p + gap, im);
}

@inline
export function add(a: v128, b: v128): v128 {
  return v128.add<Real>(a, b);
}

@inline
export function sub(a: v128, b: v128): v128 {
  return v128.sub<Real>(a, b);
}
