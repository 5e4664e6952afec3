// Activation functions `y = f(x)`, and the errors below them, `inputError = error f'(x)` with the
// derivative in terms of `y`. Each is exported under its name in the device's table; `alpha` is of
// use to those that have one.

import { exp, expm1, log1p } from "../exponential";
import { operation } from "../parallel";
import { larger, smaller, splat } from "../vector";
import { each, eachDear, load, store } from "./elementwise";

@unmanaged
class Activation {
  x: usize;
  y: usize;
  alpha: f64;
}

@unmanaged
class ActivationBackward {
  y: usize;
  error: usize;
  inputError: usize;
  alpha: f64;
}

function setActivation(alpha: f64, x: usize, y: usize): void {
  const job = operation<Activation>();
  job.alpha = alpha;
  job.x = x;
  job.y = y;
}

function setActivationBackward(alpha: f64, y: usize, error: usize, inputError: usize): void {
  const job = operation<ActivationBackward>();
  job.alpha = alpha;
  job.y = y;
  job.error = error;
  job.inputError = inputError;
}

@inline
function zero(): v128 {
  return v128.splat<Real>(0);
}

@inline
function one(): v128 {
  return v128.splat<Real>(1);
}

/** `x` where `x > 0`, else 0. */
@unmanaged
class Relu extends Activation {
  @inline
  run<L>(at: usize): void {
    const x = load<L>(this.x + at);
    store<L>(this.y + at, v128.andnot(x, v128.le<Real>(x, zero())));
  }
}

export function relu(alpha: f64, x: usize, y: usize, n: i32): void {
  setActivation(alpha, x, y);
  each<Relu>(n);
}

@unmanaged
class ReluBackward extends ActivationBackward {
  @inline
  run<L>(at: usize): void {
    const y = load<L>(this.y + at);
    const error = load<L>(this.error + at);
    store<L>(this.inputError + at, v128.and(error, v128.gt<Real>(y, zero())));
  }
}

export function reluBackward(alpha: f64, y: usize, error: usize, to: usize, n: i32): void {
  setActivationBackward(alpha, y, error, to);
  each<ReluBackward>(n);
}

/** `x` where `x > 0`, else `alpha x`. */
@unmanaged
class LeakyRelu extends Activation {
  @inline
  run<L>(at: usize): void {
    const x = load<L>(this.x + at);
    const below = v128.mul<Real>(splat(this.alpha), x);
    store<L>(this.y + at, v128.bitselect(x, below, v128.gt<Real>(x, zero())));
  }
}

export function leakyRelu(alpha: f64, x: usize, y: usize, n: i32): void {
  setActivation(alpha, x, y);
  each<LeakyRelu>(n);
}

@unmanaged
class LeakyReluBackward extends ActivationBackward {
  @inline
  run<L>(at: usize): void {
    const y = load<L>(this.y + at);
    const error = load<L>(this.error + at);
    const below = v128.mul<Real>(splat(this.alpha), error);
    store<L>(this.inputError + at, v128.bitselect(error, below, v128.gt<Real>(y, zero())));
  }
}

export function leakyReluBackward(alpha: f64, y: usize, error: usize, to: usize, n: i32): void {
  setActivationBackward(alpha, y, error, to);
  each<LeakyReluBackward>(n);
}

/** `x` where `x > 0`, else `alpha (exp(x) - 1)`. */
@unmanaged
class Elu extends Activation {
  @inline
  run<L>(at: usize): void {
    const x = load<L>(this.x + at);
    const below = v128.mul<Real>(splat(this.alpha), expm1(smaller(x, zero())));
    store<L>(this.y + at, v128.bitselect(x, below, v128.gt<Real>(x, zero())));
  }
}

export function elu(alpha: f64, x: usize, y: usize, n: i32): void {
  setActivation(alpha, x, y);
  eachDear<Elu>(n);
}

/** Below 0 the derivative `alpha exp(x)` is `y + alpha`. */
@unmanaged
class EluBackward extends ActivationBackward {
  @inline
  run<L>(at: usize): void {
    const y = load<L>(this.y + at);
    const error = load<L>(this.error + at);
    const below = v128.mul<Real>(v128.add<Real>(y, splat(this.alpha)), error);
    store<L>(this.inputError + at, v128.bitselect(error, below, v128.gt<Real>(y, zero())));
  }
}

export function eluBackward(alpha: f64, y: usize, error: usize, to: usize, n: i32): void {
  setActivationBackward(alpha, y, error, to);
  each<EluBackward>(n);
}

/** `1 / (1 + d)` or, for negative `x`, `d / (1 + d)`; `d = exp(-|x|)` cannot overflow. */
@unmanaged
class Sigmoid extends Activation {
  @inline
  run<L>(at: usize): void {
    const x = load<L>(this.x + at);
    const decayed = exp(v128.neg<Real>(v128.abs<Real>(x)));
    const top = v128.bitselect(decayed, one(), v128.lt<Real>(x, zero()));
    store<L>(this.y + at, v128.div<Real>(top, v128.add<Real>(one(), decayed)));
  }
}

export function sigmoid(alpha: f64, x: usize, y: usize, n: i32): void {
  setActivation(alpha, x, y);
  eachDear<Sigmoid>(n);
}

/** The derivative is `y (1 - y)`. */
@unmanaged
class SigmoidBackward extends ActivationBackward {
  @inline
  run<L>(at: usize): void {
    const y = load<L>(this.y + at);
    const slope = v128.mul<Real>(y, v128.sub<Real>(one(), y));
    store<L>(this.inputError + at, v128.mul<Real>(slope, load<L>(this.error + at)));
  }
}

export function sigmoidBackward(alpha: f64, y: usize, error: usize, to: usize, n: i32): void {
  setActivationBackward(alpha, y, error, to);
  each<SigmoidBackward>(n);
}

/** `tanh |x| = -t / (t + 2)` with `t = exp(-2 |x|) - 1`, and the sign of `x`. */
@unmanaged
class Tanh extends Activation {
  @inline
  run<L>(at: usize): void {
    const x = load<L>(this.x + at);
    const t = expm1(v128.mul<Real>(v128.abs<Real>(x), v128.splat<Real>(-2)));
    const quotient = v128.div<Real>(t, v128.add<Real>(t, v128.splat<Real>(2)));
    const sign = v128.splat<Real>(<Real>-0.0);
    store<L>(this.y + at, v128.bitselect(x, quotient, sign));
  }
}

export function tanh(alpha: f64, x: usize, y: usize, n: i32): void {
  setActivation(alpha, x, y);
  eachDear<Tanh>(n);
}

/** The derivative is `1 - y^2`, taken without cancellation where `y` is nearly 1. */
@unmanaged
class TanhBackward extends ActivationBackward {
  @inline
  run<L>(at: usize): void {
    const y = load<L>(this.y + at);
    const slope = v128.mul<Real>(v128.sub<Real>(one(), y), v128.add<Real>(one(), y));
    store<L>(this.inputError + at, v128.mul<Real>(slope, load<L>(this.error + at)));
  }
}

export function tanhBackward(alpha: f64, y: usize, error: usize, to: usize, n: i32): void {
  setActivationBackward(alpha, y, error, to);
  each<TanhBackward>(n);
}

/** `log(1 + exp(x)) = max(x, 0) + log(1 + exp(-|x|))`, which cannot overflow. */
@unmanaged
class Softplus extends Activation {
  @inline
  run<L>(at: usize): void {
    const x = load<L>(this.x + at);
    const tail = log1p(exp(v128.neg<Real>(v128.abs<Real>(x))));
    store<L>(this.y + at, v128.add<Real>(larger(x, zero()), tail));
  }
}

export function softplus(alpha: f64, x: usize, y: usize, n: i32): void {
  setActivation(alpha, x, y);
  eachDear<Softplus>(n);
}

/** The derivative is the sigmoid of x, `1 - exp(-y)`. */
@unmanaged
class SoftplusBackward extends ActivationBackward {
  @inline
  run<L>(at: usize): void {
    const slope = v128.neg<Real>(expm1(v128.neg<Real>(load<L>(this.y + at))));
    store<L>(this.inputError + at, v128.mul<Real>(slope, load<L>(this.error + at)));
  }
}

export function softplusBackward(alpha: f64, y: usize, error: usize, to: usize, n: i32): void {
  setActivationBackward(alpha, y, error, to);
  eachDear<SoftplusBackward>(n);
}
