// What one 128-bit vector holds. The build names the element type: `--use Real=f64` or `Real=f32`,
// so that each kernel is written once. Vector and scalar tails use the same instructions, lane by
// lane, so an element's result does not depend on where in a vector or a thread's share it falls.

/** Bytes of an element. */
export const SIZE: usize = sizeof<Real>();

/** Bytes of a vector. */
export const VECTOR: usize = 16;

/** Elements of a vector. */
export const LANES: i32 = 16 / <i32>SIZE;

/** `a b + c`, rounded once where the processor can (relaxed SIMD), else twice. */
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<Real>(a, b, c);
  return v128.add<Real>(v128.mul<Real>(a, b), c);
}

/** `c - a b`, rounded as {@link multiplyAdd} is. */
@inline
export function multiplySubtract(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_nmadd<Real>(a, b, c);
  return v128.sub<Real>(c, v128.mul<Real>(a, b));
}

/** The smaller of each two elements; `x` where it is NaN. Much quicker than the strict minimum. */
@inline
export function smaller(x: v128, y: v128): v128 {
  return v128.pmin<Real>(x, y);
}

/** The larger of each two elements; `x` where it is NaN. */
@inline
export function larger(x: v128, y: v128): v128 {
  return v128.pmax<Real>(x, y);
}

@inline
export function splat(value: f64): v128 {
  return v128.splat<Real>(<Real>value);
}

/** The element at `p` in the first lane, zeros in the others. */
@inline
export function loadOne(p: usize): v128 {
  return v128.load_zero<Real>(p);
}

/** Stores the first lane. */
@inline
export function storeOne(p: usize, value: v128): void {
  v128.store_lane<Real>(p, value, 0);
}

/** The sum of a vector's elements. */
@inline
export function addLanes(v: v128): Real {
  if (LANES == 2) return v128.extract_lane<Real>(v, 0) + v128.extract_lane<Real>(v, 1);
  return <Real>(
    f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

/** The element at `p`, in double precision. */
@inline
export function element(p: usize): f64 {
  return <f64>load<Real>(p);
}
