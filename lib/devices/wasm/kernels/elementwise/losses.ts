// Losses that work element by element, and their gradients. As outputs may be whole images, their
// elements are shared among the threads.

import { exp, log, log1p } from "../exponential";
import { operation } from "../parallel";
import { larger, splat } from "../vector";
import { load, store } from "./elementwise";
import { Sum, sumPairs, sumVectors } from "./sums";

@unmanaged
class BinaryCrossEntropy extends Sum {
  probabilities: usize;
  targets: usize;
  error: usize;
  /** Number of elements. */
  count: f64;

  @inline
  vector<L>(at: usize): v128 {
    const p = load<L>(this.probabilities + at);
    const t = load<L>(this.targets + at);
    const one = v128.splat<Real>(1);
    const complement = v128.sub<Real>(one, p);
    const variance = larger(v128.mul<Real>(p, complement), v128.splat<Real>(<Real>1e-12));
    const divisor = v128.mul<Real>(splat(this.count), variance);
    store<L>(this.error + at, v128.div<Real>(v128.sub<Real>(p, t), divisor));
    const lowest = v128.splat<Real>(-100);
    const hit = v128.mul<Real>(t, larger(log(p), lowest));
    const miss = v128.mul<Real>(v128.sub<Real>(one, t), larger(log(complement), lowest));
    return v128.add<Real>(hit, miss);
  }
}

/** `-1/n sum t log p + (1 - t) log(1 - p)`, logs above -100; `error = (p - t) / (n p (1 - p))`. */
export function binaryCrossEntropy(
  probabilities: usize,
  targets: usize,
  error: usize,
  n: i32,
): f64 {
  const job = operation<BinaryCrossEntropy>();
  job.probabilities = probabilities;
  job.targets = targets;
  job.error = error;
  job.count = <f64>n;
  return -sumVectors<BinaryCrossEntropy>(n) / n;
}

@unmanaged
class SigmoidBinaryCrossEntropy extends Sum {
  logits: usize;
  targets: usize;
  error: usize;
  /** One by the number of elements. */
  factor: f64;

  @inline
  vector<L>(at: usize): v128 {
    const x = load<L>(this.logits + at);
    const t = load<L>(this.targets + at);
    const zero = v128.splat<Real>(0);
    const one = v128.splat<Real>(1);
    const decayed = exp(v128.neg<Real>(v128.abs<Real>(x)));
    const top = v128.bitselect(decayed, one, v128.lt<Real>(x, zero));
    const sigmoid = v128.div<Real>(top, v128.add<Real>(one, decayed));
    store<L>(this.error + at, v128.mul<Real>(v128.sub<Real>(sigmoid, t), splat(this.factor)));
    const line = v128.sub<Real>(larger(x, zero), v128.mul<Real>(x, t));
    return v128.add<Real>(line, log1p(decayed));
  }
}

/** `1/n sum max(x, 0) - x t + log(1 + exp(-|x|))`; `error = (sigmoid(x) - t) / n`. */
export function sigmoidBinaryCrossEntropy(
  logits: usize,
  targets: usize,
  error: usize,
  n: i32,
): f64 {
  const job = operation<SigmoidBinaryCrossEntropy>();
  job.logits = logits;
  job.targets = targets;
  job.error = error;
  job.factor = 1 / <f64>n;
  return sumVectors<SigmoidBinaryCrossEntropy>(n) / n;
}

@unmanaged
class MeanSquaredError extends Sum {
  outputs: usize;
  targets: usize;
  error: usize;
  /** Two by the number of elements. */
  factor: f64;

  @inline
  pair<L>(at: usize): v128 {
    const difference = f64x2.sub(load<L>(this.outputs + at), load<L>(this.targets + at));
    store<L>(this.error + at, f64x2.mul(f64x2.splat(this.factor), difference));
    return f64x2.mul(difference, difference);
  }
}

/** `1/n sum (y - t)^2`; `error = 2 (y - t) / n`. */
export function meanSquaredError(outputs: usize, targets: usize, error: usize, n: i32): f64 {
  const job = operation<MeanSquaredError>();
  job.outputs = outputs;
  job.targets = targets;
  job.error = error;
  job.factor = 2 / <f64>n;
  return sumPairs<MeanSquaredError>(n) / n;
}

@unmanaged
class MeanAbsoluteError extends Sum {
  outputs: usize;
  targets: usize;
  error: usize;
  /** One by the number of elements. */
  factor: f64;

  @inline
  pair<L>(at: usize): v128 {
    const difference = f64x2.sub(load<L>(this.outputs + at), load<L>(this.targets + at));
    const zero = f64x2.splat(0);
    const factor = f64x2.splat(this.factor);
    const above = v128.and(factor, f64x2.gt(difference, zero));
    const below = v128.and(factor, f64x2.lt(difference, zero));
    store<L>(this.error + at, f64x2.sub(above, below));
    return f64x2.abs(difference);
  }
}

/** `1/n sum |y - t|`; `error = sign(y - t) / n`, with the sign of 0 being 0. */
export function meanAbsoluteError(outputs: usize, targets: usize, error: usize, n: i32): f64 {
  const job = operation<MeanAbsoluteError>();
  job.outputs = outputs;
  job.targets = targets;
  job.error = error;
  job.factor = 1 / <f64>n;
  return sumPairs<MeanAbsoluteError>(n) / n;
}

@unmanaged
class Huber extends Sum {
  outputs: usize;
  targets: usize;
  error: usize;
  delta: f64;
  /** One by the number of elements. */
  factor: f64;

  @inline
  pair<L>(at: usize): v128 {
    const difference = f64x2.sub(load<L>(this.outputs + at), load<L>(this.targets + at));
    const most = f64x2.splat(this.delta);
    const clipped = f64x2.max(f64x2.min(difference, most), f64x2.neg(most));
    store<L>(this.error + at, f64x2.mul(f64x2.splat(this.factor), clipped));
    const half = f64x2.mul(f64x2.splat(0.5), clipped);
    return f64x2.mul(clipped, f64x2.sub(difference, half));
  }
}

/** `1/n sum c (d - c/2)`, `error = c / n`, with `d = y - t` and `c` the same, cut off at +-delta. */
export function huber(
  outputs: usize,
  targets: usize,
  error: usize,
  n: i32,
  delta: f64,
): f64 {
  const job = operation<Huber>();
  job.outputs = outputs;
  job.targets = targets;
  job.error = error;
  job.delta = delta;
  job.factor = 1 / <f64>n;
  return sumPairs<Huber>(n) / n;
}
