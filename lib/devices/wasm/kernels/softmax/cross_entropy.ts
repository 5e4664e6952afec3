// Cross-entropies of classes and their gradients. A loss is one sum over the whole batch, in order
// and in double precision, on the calling thread: there are few outputs per sample.

import { element, SIZE } from "../vector";
import { rowMaximum, shiftedExp } from "./softmax";

/** `-1/m sum t log p`; `error = -t / (m p)`; both 0 where `t` is 0. */
export function crossEntropy(
  probabilities: usize,
  targets: usize,
  error: usize,
  m: i32,
  n: i32,
): f64 {
  let sum: f64 = 0;
  for (let i: usize = 0; i < SIZE * <usize>(m * n); i += SIZE) {
    const t = element(targets + i);
    if (t == 0) {
      set(error + i, 0);
    } else {
      const p = element(probabilities + i);
      sum -= t * Math.log(p);
      set(error + i, -t / (m * p));
    }
  }
  return sum / m;
}

/**
 * `1/m sum t (S - x)` with `S` the logarithm of the row's sum of exponentials;
 * `error = (softmax(x) - t) / m`.
 */
export function softmaxCrossEntropy(
  logits: usize,
  targets: usize,
  error: usize,
  m: i32,
  n: i32,
): f64 {
  const bytes = SIZE * <usize>n;
  let loss: f64 = 0;
  for (let r = 0; r < m; r++) {
    const largest = rowMaximum(logits, bytes);
    const sum = <f64>shiftedExp(logits, error, bytes);
    const logarithm = Math.log(sum);
    for (let i: usize = 0; i < bytes; i += SIZE) {
      const t = element(targets + i);
      if (t != 0) loss += t * (logarithm - (element(logits + i) - largest));
      set(error + i, (element(error + i) / sum - t) / m);
    }
    logits += bytes;
    targets += bytes;
    error += bytes;
  }
  return loss / m;
}

@inline
function set(p: usize, value: f64): void {
  store<Real>(p, <Real>value);
}
