// Cross-entropies of classes and their gradients. A loss is one sum over the whole batch, in order
// and in double precision, on the calling thread: there are few outputs per sample.

import { element, SIZE } from "../vector";
import { rowMaximum, shiftedExp } from "./softmax";

/** `-1/m sum t log p`; error `-t / (m p)`; both 0 where `t` is 0. */
export function crossEntropy(p: usize, t: usize, error: usize, m: i32, n: i32): f64 {
  let sum: f64 = 0;
  for (let i: usize = 0; i < SIZE * <usize>(m * n); i += SIZE) {
    const target = element(t + i);
    if (target == 0) {
      set(error + i, 0);
    } else {
      sum -= target * Math.log(element(p + i));
      set(error + i, -target / (m * element(p + i)));
    }
  }
  return sum / m;
}

/** `1/m sum t (S - x)` with `S` the log of the row's sum of exponentials; error `(softmax - t) / m`. */
export function softmaxCrossEntropy(x: usize, t: usize, error: usize, m: i32, n: i32): f64 {
  const bytes = SIZE * <usize>n;
  let loss: f64 = 0;
  for (let r = 0; r < m; r++) {
    const largest = rowMaximum(x, bytes);
    const sum = <f64>shiftedExp(x, error, bytes);
    const logarithm = Math.log(sum);
    for (let i: usize = 0; i < bytes; i += SIZE) {
      const target = element(t + i);
      if (target != 0) loss += target * (logarithm - (element(x + i) - largest));
      set(error + i, (element(error + i) / sum - target) / m);
    }
    x += bytes;
    t += bytes;
    error += bytes;
  }
  return loss / m;
}

@inline
function set(p: usize, value: f64): void {
  store<Real>(p, <Real>value);
}
