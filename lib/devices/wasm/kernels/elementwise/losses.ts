// Losses that work element by element, and their gradients. As outputs may be whole images, their
// elements are shared among the threads.

import { load, operands, store } from "./elementwise";
import { exp, log, log1p } from "../exponential";
import { sumPairs, sumVectors, total } from "./sums";
import { larger, splat } from "../vector";

/** With `p` the number of elements. */
@final
class BinaryCrossEntropy {
  @inline
  vector<L>(at: usize): v128 {
    const p = load<L>(operands.x + at);
    const t = load<L>(operands.y + at);
    const one = v128.splat<Real>(1);
    const complement = v128.sub<Real>(one, p);
    const variance = larger(v128.mul<Real>(p, complement), v128.splat<Real>(<Real>1e-12));
    const divisor = v128.mul<Real>(splat(operands.p), variance);
    store<L>(operands.z + at, v128.div<Real>(v128.sub<Real>(p, t), divisor));
    const lowest = v128.splat<Real>(-100);
    const hit = v128.mul<Real>(t, larger(log(p), lowest));
    const miss = v128.mul<Real>(v128.sub<Real>(one, t), larger(log(complement), lowest));
    return v128.add<Real>(hit, miss);
  }
}

/** `-1/n sum t log p + (1 - t) log(1 - p)`, logs above -100; error `(p - t) / (n p (1 - p))`. */
export function binaryCrossEntropy(p: usize, t: usize, error: usize, n: i32): f64 {
  setOperands(p, t, error, n);
  return -total((first: i32, end: i32) => sumVectors<BinaryCrossEntropy>(first, end), n) / n;
}

/** With `p` 1 by the number of elements. */
@final
class SigmoidBinaryCrossEntropy {
  @inline
  vector<L>(at: usize): v128 {
    const x = load<L>(operands.x + at);
    const t = load<L>(operands.y + at);
    const zero = v128.splat<Real>(0);
    const one = v128.splat<Real>(1);
    const decayed = exp(v128.neg<Real>(v128.abs<Real>(x)));
    const top = v128.bitselect(decayed, one, v128.lt<Real>(x, zero));
    const sigmoid = v128.div<Real>(top, v128.add<Real>(one, decayed));
    store<L>(operands.z + at, v128.mul<Real>(v128.sub<Real>(sigmoid, t), splat(operands.p)));
    const line = v128.sub<Real>(larger(x, zero), v128.mul<Real>(x, t));
    return v128.add<Real>(line, log1p(decayed));
  }
}

/** `1/n sum max(x, 0) - x t + log(1 + exp(-|x|))`; error `(sigmoid(x) - t) / n`. */
export function sigmoidBinaryCrossEntropy(x: usize, t: usize, error: usize, n: i32): f64 {
  setOperands(x, t, error, 1 / <f64>n);
  return total((first: i32, end: i32) => sumVectors<SigmoidBinaryCrossEntropy>(first, end), n) / n;
}

/** With `p` 2 by the number of elements. */
@final
class SquaredError {
  @inline
  pair<L>(at: usize): v128 {
    const difference = f64x2.sub(load<L>(operands.x + at), load<L>(operands.y + at));
    store<L>(operands.z + at, f64x2.mul(f64x2.splat(operands.p), difference));
    return f64x2.mul(difference, difference);
  }
}

/** `1/n sum (y - t)^2`; error `2 (y - t) / n`. */
export function meanSquaredError(y: usize, t: usize, error: usize, n: i32): f64 {
  setOperands(y, t, error, 2 / <f64>n);
  return total((first: i32, end: i32) => sumPairs<SquaredError>(first, end), n) / n;
}

function setOperands(x: usize, targets: usize, error: usize, p: f64): void {
  operands.x = x;
  operands.y = targets;
  operands.z = error;
  operands.p = p;
}
