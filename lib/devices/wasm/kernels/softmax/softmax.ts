// Softmax of the rows of a matrix, and the error below it. Rows are shared among the threads.

import { exp } from "../exponential";
import { ARGUMENTS, parallel } from "../parallel";
import { addLanes, element, loadOne, multiplyAdd, SIZE, storeOne, VECTOR } from "../vector";

@unmanaged
class Softmax {
  x: usize;
  y: usize;
  n: i32;
}

@unmanaged
class SoftmaxBackward {
  y: usize;
  error: usize;
  inputError: usize;
  n: i32;
}

const forward = changetype<Softmax>(ARGUMENTS);
const backward = changetype<SoftmaxBackward>(ARGUMENTS);

/** Elements that are worth handing to another thread. */
const SHARED_ELEMENTS: i32 = 1024;

/** `y_i = exp(x_i - max x) / sum exp(x_j - max x)` in each of `m` rows of `n`. */
export function softmax(x: usize, y: usize, m: i32, n: i32): void {
  forward.x = x;
  forward.y = y;
  forward.n = n;
  parallel(softmaxRows, m, SHARED_ELEMENTS / max(1, n) + 1);
}

function softmaxRows(first: i32, end: i32): void {
  const bytes = SIZE * <usize>forward.n;
  for (let r = <usize>first; r < <usize>end; r++) {
    const y = forward.y + bytes * r;
    divide(y, bytes, shiftedExp(forward.x + bytes * r, y, bytes));
  }
}

/** `y_i = exp(x_i - max x)`; returns their sum. */
export function shiftedExp(x: usize, y: usize, bytes: usize): Real {
  const largest = v128.splat<Real>(<Real>rowMaximum(x, bytes));
  const end = y + bytes;
  let sums = v128.splat<Real>(0);
  for (; y + VECTOR <= end; y += VECTOR) {
    const value = exp(v128.sub<Real>(v128.load(x), largest));
    v128.store(y, value);
    sums = v128.add<Real>(sums, value);
    x += VECTOR;
  }
  let sum = addLanes(sums);
  for (; y < end; y += SIZE) {
    const value = exp(v128.sub<Real>(loadOne(x), largest));
    storeOne(y, value);
    sum += v128.extract_lane<Real>(value, 0);
    x += SIZE;
  }
  return sum;
}

/** The largest element; NaN if one of them is. */
export function rowMaximum(x: usize, bytes: usize): f64 {
  let largest = element(x);
  const end = x + bytes;
  for (x += SIZE; x < end; x += SIZE) largest = max<f64>(largest, element(x));
  return largest;
}

function divide(y: usize, bytes: usize, divisor: Real): void {
  const d = v128.splat<Real>(divisor);
  const end = y + bytes;
  for (; y + VECTOR <= end; y += VECTOR) v128.store(y, v128.div<Real>(v128.load(y), d));
  for (; y < end; y += SIZE) storeOne(y, v128.div<Real>(loadOne(y), d));
}

/** `inputError_i = y_i (error_i - sum error_j y_j)` in each of `m` rows of `n`. */
export function softmaxBackward(
  y: usize,
  error: usize,
  inputError: usize,
  m: i32,
  n: i32,
): void {
  backward.y = y;
  backward.error = error;
  backward.inputError = inputError;
  backward.n = n;
  parallel(softmaxBackwardRows, m, 4 * SHARED_ELEMENTS / max(1, n) + 1);
}

function softmaxBackwardRows(first: i32, end: i32): void {
  const bytes = SIZE * <usize>backward.n;
  for (let r = <usize>first; r < <usize>end; r++) {
    let y = backward.y + bytes * r;
    let e = backward.error + bytes * r;
    let to = backward.inputError + bytes * r;
    const product = v128.splat<Real>(dot(y, e, bytes));
    const last = y + bytes;
    for (; y + VECTOR <= last; y += VECTOR) {
      v128.store(to, v128.mul<Real>(v128.load(y), v128.sub<Real>(v128.load(e), product)));
      e += VECTOR;
      to += VECTOR;
    }
    for (; y < last; y += SIZE) {
      storeOne(to, v128.mul<Real>(loadOne(y), v128.sub<Real>(loadOne(e), product)));
      e += SIZE;
      to += SIZE;
    }
  }
}

function dot(x: usize, y: usize, bytes: usize): Real {
  let sum = v128.splat<Real>(0);
  const end = x + bytes;
  for (; x + VECTOR <= end; x += VECTOR) {
    sum = multiplyAdd(v128.load(x), v128.load(y), sum);
    y += VECTOR;
  }
  for (; x < end; x += SIZE) {
    sum = multiplyAdd(loadOne(x), loadOne(y), sum);
    y += SIZE;
  }
  return addLanes(sum);
}
