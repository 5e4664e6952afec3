// Exponentials and logarithms of vectors, to a few units in the last place.
//
// An exponential splits its argument into `n log 2 + r` with |r| <= log(2) / 2 (Cody and Waite,
// "Software Manual for the Elementary Functions", 1980). In double precision the rational function
// for `exp(r)` is the one of Moshier's "Methods and Programs for Mathematical Functions" (1989), in
// single precision it is the Taylor series. Logarithms split off the exponent and use
// `log(1 + f) = 2 artanh(f / (2 + f))` with the coefficients of Sun's fdlibm (`e_log.c`).

import { larger, multiplyAdd, SIZE, smaller } from "./vector";

// Constants are read from memory: making each of them anew in every round of a loop takes longer.
const LOG2_E = memory.data<Real>([1.4426950408889634]);
const ZERO = memory.data<Real>([0]);
const HALF = memory.data<Real>([0.5]);
const ONE = memory.data<Real>([1]);
const TWO = memory.data<Real>([2]);
const NOT_A_NUMBER = memory.data<Real>([NaN]);
const INFINITE = memory.data<Real>([Infinity]);

/** `log 2` in two parts, the first short enough for `n` times it to be exact. */
const LOG2_HIGH = memory.data<Real>([SIZE == 8 ? 6.93147180369123816490e-1 : 0.693359375]);
const LOG2_LOW = memory.data<Real>([SIZE == 8 ? 1.90821492927058770002e-10 : -2.12194440e-4]);

/** Beyond these `exp(x)` is infinite or 0, and `exp(x) - 1` is -1. */
const EXP_LARGEST = memory.data<Real>([SIZE == 8 ? 710 : 89]);
const EXP_SMALLEST = memory.data<Real>([SIZE == 8 ? -746 : -104]);
const EXPM1_SMALLEST = memory.data<Real>([SIZE == 8 ? -700 : -80]);

/** `exp(r) = 1 + 2 r P(r^2) / (Q(r^2) - r P(r^2))` in double precision. */
const P = memory.data<Real>([
  1.26177193074810590878e-4,
  3.02994407707441961300e-2,
  9.99999999999999999910e-1,
]);
const Q = memory.data<Real>([
  3.00198505138664455042e-6,
  2.52448340349684104192e-3,
  2.27265548208155028766e-1,
  2,
]);

/** `exp(r) = 1 + r + r^2 T(r)` in single precision. */
const T = memory.data<Real>([1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5]);

/** `2 artanh(s) = s (2 + s^2 L(s^2))`, highest power first, in double and single precision. */
const L = memory.data<Real>([
  1.479819860511658591e-1,
  1.531383769920937332e-1,
  1.818357216161805012e-1,
  2.222219843214978396e-1,
  2.857142874366239149e-1,
  3.999999999940941908e-1,
  6.666666666666735130e-1,
]);
const L_SINGLE = memory.data<Real>([
  0.24279078841,
  0.28498786688,
  0.40000972152,
  0.66666662693,
]);

/** `sqrt(2) - 1` */
const LARGEST_F = memory.data<Real>([0.41421356237309503]);

/** The smallest normal number, and the power of two that makes subnormal numbers normal. */
const NORMAL = memory.data<Real>([SIZE == 8 ? 2.2250738585072014e-308 : 1.1754943508222875e-38]);
const NORMALIZER = memory.data<Real>([SIZE == 8 ? 18014398509481984 : 16777216]);
const NORMALIZER_EXPONENT = memory.data<Real>([SIZE == 8 ? 54 : 24]);

/** The bits of `sqrt(1/2)`, in double precision cut off after 20 bits of fraction. */
const ROOT_HALF: i64 = 0x3fe6a09e00000000;
const ROOT_HALF_SINGLE: i32 = 0x3f3504f3;

/** `1.5 2^52 + 1023`, `2^52`, and `2^52 + 1023`: they bring integers into a number's low bits. */
const EXPONENT_SHIFT = memory.data<Real>([6755399441056767]);
const INTEGER_SHIFT = memory.data<Real>([4503599627370496]);
const BIASED_SHIFT = memory.data<Real>([4503599627371519]);

@inline
function constant(address: usize): v128 {
  if (SIZE == 8) return v128.load64_splat(address);
  return v128.load32_splat(address);
}

/** Coefficient `i` of a polynomial. */
@inline
function coefficient(address: usize, i: usize): v128 {
  return constant(address + SIZE * i);
}

/** `exp(x)`; subnormal results included, NaN stays NaN. */
@inline
export function exp(x: v128): v128 {
  const bounded = larger(smaller(x, constant(EXP_LARGEST)), constant(EXP_SMALLEST));
  const n = v128.nearest<Real>(v128.mul<Real>(bounded, constant(LOG2_E)));
  const y = v128.add<Real>(reducedExpm1(reduce(bounded, n)), constant(ONE));
  // In two steps, as 2^n itself may be beyond the format's range.
  const half = v128.floor<Real>(v128.mul<Real>(n, constant(HALF)));
  return v128.mul<Real>(
    v128.mul<Real>(y, powerOfTwo(half)),
    powerOfTwo(v128.sub<Real>(n, half)),
  );
}

/** `exp(x) - 1` for `x <= 0`, exact to the last places near 0 too; NaN stays NaN. */
@inline
export function expm1(x: v128): v128 {
  const bounded = larger(x, constant(EXPM1_SMALLEST));
  const n = v128.nearest<Real>(v128.mul<Real>(bounded, constant(LOG2_E)));
  const power = powerOfTwo(n);
  const y = reducedExpm1(reduce(bounded, n));
  return multiplyAdd(power, y, v128.sub<Real>(power, constant(ONE)));
}

/** `log(1 + u)` for `u` in 0 to 1; NaN stays NaN. */
@inline
export function log1p(u: v128): v128 {
  const isLarge = v128.gt<Real>(u, constant(LARGEST_F));
  // log(1 + u) = log 2 + log(1 + (u - 1) / 2)
  const shifted = v128.mul<Real>(v128.sub<Real>(u, constant(ONE)), constant(HALF));
  const f = v128.bitselect(shifted, u, isLarge);
  const high = v128.and(constant(LOG2_HIGH), isLarge);
  const low = v128.and(constant(LOG2_LOW), isLarge);
  return v128.add<Real>(high, v128.add<Real>(reducedLog(f), low));
}

/** `log(x)`: minus infinity for 0, NaN below it, subnormal numbers included. */
@inline
export function log(x: v128): v128 {
  const isSubnormal = v128.lt<Real>(x, constant(NORMAL));
  const scaled = v128.mul<Real>(x, constant(NORMALIZER));
  const bits = fromRootHalf(v128.bitselect(scaled, x, isSubnormal));
  const correction = v128.and(constant(NORMALIZER_EXPONENT), isSubnormal);
  const n = v128.sub<Real>(exponentOf(bits), correction);
  const tail = multiplyAdd(n, constant(LOG2_LOW), reducedLog(fractionOf(bits)));
  const finite = v128.add<Real>(v128.mul<Real>(n, constant(LOG2_HIGH)), tail);
  const positive = v128.bitselect(finite, x, v128.lt<Real>(x, constant(INFINITE)));
  const isZero = v128.eq<Real>(x, constant(ZERO));
  const edge = v128.bitselect(v128.neg<Real>(constant(INFINITE)), constant(NOT_A_NUMBER), isZero);
  return v128.bitselect(positive, edge, v128.gt<Real>(x, constant(ZERO)));
}

/** `x - n log 2` */
@inline
function reduce(x: v128, n: v128): v128 {
  const high = v128.sub<Real>(x, v128.mul<Real>(n, constant(LOG2_HIGH)));
  return v128.sub<Real>(high, v128.mul<Real>(n, constant(LOG2_LOW)));
}

/** `exp(r) - 1` for |r| <= log(2) / 2 */
@inline
function reducedExpm1(r: v128): v128 {
  const z = v128.mul<Real>(r, r);
  if (SIZE == 4) {
    let sum = multiplyAdd(coefficient(T, 0), r, coefficient(T, 1));
    sum = multiplyAdd(sum, r, coefficient(T, 2));
    sum = multiplyAdd(sum, r, coefficient(T, 3));
    sum = multiplyAdd(sum, r, coefficient(T, 4));
    sum = multiplyAdd(sum, r, coefficient(T, 5));
    return multiplyAdd(z, sum, r);
  }
  let p = multiplyAdd(coefficient(P, 0), z, coefficient(P, 1));
  p = v128.mul<Real>(multiplyAdd(p, z, coefficient(P, 2)), r);
  let q = multiplyAdd(coefficient(Q, 0), z, coefficient(Q, 1));
  q = multiplyAdd(q, z, coefficient(Q, 2));
  q = multiplyAdd(q, z, coefficient(Q, 3));
  const quotient = v128.div<Real>(p, v128.sub<Real>(q, p));
  return v128.add<Real>(quotient, quotient);
}

/** `2^n` for whole numbers `n` of the exponent's range, from the bits of the exponent. */
@inline
function powerOfTwo(n: v128): v128 {
  if (SIZE == 4) {
    return i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  }
  // Adding 1.5 2^52 leaves the integer in the low bits of the number.
  return i64x2.shl(v128.add<Real>(n, constant(EXPONENT_SHIFT)), 52);
}

/** `log(1 + f)` for `1 + f` in `sqrt(1/2)` to `sqrt(2)` */
@inline
function reducedLog(f: v128): v128 {
  const s = v128.div<Real>(f, v128.add<Real>(f, constant(TWO)));
  const z = v128.mul<Real>(s, s);
  let sum: v128;
  if (SIZE == 4) {
    sum = multiplyAdd(coefficient(L_SINGLE, 0), z, coefficient(L_SINGLE, 1));
    sum = multiplyAdd(sum, z, coefficient(L_SINGLE, 2));
    sum = multiplyAdd(sum, z, coefficient(L_SINGLE, 3));
  } else {
    sum = multiplyAdd(coefficient(L, 0), z, coefficient(L, 1));
    sum = multiplyAdd(sum, z, coefficient(L, 2));
    sum = multiplyAdd(sum, z, coefficient(L, 3));
    sum = multiplyAdd(sum, z, coefficient(L, 4));
    sum = multiplyAdd(sum, z, coefficient(L, 5));
    sum = multiplyAdd(sum, z, coefficient(L, 6));
  }
  const twice = v128.add<Real>(s, s);
  return multiplyAdd(v128.mul<Real>(z, sum), s, twice);
}

/** The bits of a number, moved so that its exponent grows where its fraction reaches `sqrt(2)`. */
@inline
function fromRootHalf(x: v128): v128 {
  if (SIZE == 4) return i32x4.add(x, i32x4.splat(0x3f800000 - ROOT_HALF_SINGLE));
  return i64x2.add(x, i64x2.splat(0x3ff0000000000000 - ROOT_HALF));
}

@inline
function exponentOf(bits: v128): v128 {
  if (SIZE == 4) {
    return f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_u(bits, 23), i32x4.splat(127)));
  }
  // An integer in the low bits of 2^52 is a number above it.
  const shifted = v128.or(i64x2.shr_u(bits, 52), constant(INTEGER_SHIFT));
  return v128.sub<Real>(shifted, constant(BIASED_SHIFT));
}

/** The fraction minus 1 */
@inline
function fractionOf(bits: v128): v128 {
  const fraction = SIZE == 4
    ? i32x4.add(v128.and(bits, i32x4.splat(0x7fffff)), i32x4.splat(ROOT_HALF_SINGLE))
    : i64x2.add(v128.and(bits, i64x2.splat(0xfffffffffffff)), i64x2.splat(ROOT_HALF));
  return v128.sub<Real>(fraction, constant(ONE));
}
