// What optimizers and penalties do to parameters, element by element; the steps of optimizers with
// a memory are optimizer_steps.ts's.

import { operation } from "../parallel";
import { larger, multiplyAdd, smaller, splat } from "../vector";
import { each, load, store } from "./elementwise";
import { Sum, sumPairs } from "./sums";

@unmanaged
class Add {
  x: usize;
  y: usize;
  scale: f64;

  @inline
  run<L>(at: usize): void {
    const y = this.y + at;
    store<L>(y, multiplyAdd(splat(this.scale), load<L>(this.x + at), load<L>(y)));
  }
}

/** `y <- y + scale x` */
export function add(scale: f64, x: usize, y: usize, n: i32): void {
  const job = operation<Add>();
  job.scale = scale;
  job.x = x;
  job.y = y;
  each<Add>(n);
}

@unmanaged
class AddSign {
  x: usize;
  y: usize;
  scale: f64;

  @inline
  run<L>(at: usize): void {
    const x = load<L>(this.x + at);
    const zero = v128.splat<Real>(0);
    const above = v128.and(v128.gt<Real>(x, zero), v128.splat<Real>(1));
    const below = v128.and(v128.lt<Real>(x, zero), v128.splat<Real>(-1));
    // A NaN has no sign; x itself stands for it.
    const sign = v128.bitselect(v128.or(above, below), x, v128.eq<Real>(x, x));
    const y = this.y + at;
    store<L>(y, multiplyAdd(splat(this.scale), sign, load<L>(y)));
  }
}

/** `y <- y + scale sign(x)` */
export function addSign(scale: f64, x: usize, y: usize, n: i32): void {
  const job = operation<AddSign>();
  job.scale = scale;
  job.x = x;
  job.y = y;
  each<AddSign>(n);
}

@unmanaged
class Scale {
  x: usize;
  factor: f64;

  @inline
  run<L>(at: usize): void {
    const x = this.x + at;
    store<L>(x, v128.mul<Real>(splat(this.factor), load<L>(x)));
  }
}

/** `x <- factor x` */
export function scale(factor: f64, x: usize, n: i32): void {
  const job = operation<Scale>();
  job.factor = factor;
  job.x = x;
  each<Scale>(n);
}

@unmanaged
class Clip {
  x: usize;
  limit: f64;

  @inline
  run<L>(at: usize): void {
    const x = this.x + at;
    const raised = larger(load<L>(x), splat(-this.limit));
    store<L>(x, smaller(raised, splat(this.limit)));
  }
}

/** Limits each element to -limit to limit. */
export function clip(limit: f64, x: usize, n: i32): void {
  const job = operation<Clip>();
  job.limit = limit;
  job.x = x;
  each<Clip>(n);
}

@unmanaged
class SumOfSquares extends Sum {
  x: usize;

  @inline
  pair<L>(at: usize): v128 {
    const x = load<L>(this.x + at);
    return f64x2.mul(x, x);
  }
}

/** `sum x^2`, in double precision */
export function sumOfSquares(x: usize, n: i32): f64 {
  operation<SumOfSquares>().x = x;
  return sumPairs<SumOfSquares>(n);
}

@unmanaged
class SumOfMagnitudes extends Sum {
  x: usize;

  @inline
  pair<L>(at: usize): v128 {
    return f64x2.abs(load<L>(this.x + at));
  }
}

/** `sum |x|`, in double precision */
export function sumOfMagnitudes(x: usize, n: i32): f64 {
  operation<SumOfMagnitudes>().x = x;
  return sumPairs<SumOfMagnitudes>(n);
}
