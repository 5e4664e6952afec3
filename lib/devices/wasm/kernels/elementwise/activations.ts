// Activation functions and their derivatives in terms of their outputs, element by element.

import { each, eachDear, load, operands, run, store } from "./elementwise";
import { exp, expm1, log1p } from "../exponential";
import { larger, smaller, splat } from "../vector";

@inline
function zero(): v128 {
  return v128.splat<Real>(0);
}

@inline
function one(): v128 {
  return v128.splat<Real>(1);
}

function setActivation(alpha: f64, x: usize, y: usize): void {
  operands.p = alpha;
  operands.x = x;
  operands.y = y;
}

function setBackward(alpha: f64, y: usize, error: usize, inputError: usize): void {
  operands.p = alpha;
  operands.x = y;
  operands.y = error;
  operands.z = inputError;
}

@final
class Relu {
  @inline
  run<L>(at: usize): void {
    const x = load<L>(operands.x + at);
    store<L>(operands.y + at, v128.andnot(x, v128.le<Real>(x, zero())));
  }
}

export function relu(_alpha: f64, x: usize, y: usize, n: i32): void {
  setActivation(0, x, y);
  each((first: i32, end: i32) => run<Relu>(first, end), n);
}

@final
class ReluBackward {
  @inline
  run<L>(at: usize): void {
    const y = load<L>(operands.x + at);
    const error = load<L>(operands.y + at);
    store<L>(operands.z + at, v128.and(error, v128.gt<Real>(y, zero())));
  }
}

export function reluBackward(_alpha: f64, y: usize, error: usize, to: usize, n: i32): void {
  setBackward(0, y, error, to);
  each((first: i32, end: i32) => run<ReluBackward>(first, end), n);
}

@final
class LeakyRelu {
  @inline
  run<L>(at: usize): void {
    const x = load<L>(operands.x + at);
    const scaled = v128.mul<Real>(splat(operands.p), x);
    store<L>(operands.y + at, v128.bitselect(x, scaled, v128.gt<Real>(x, zero())));
  }
}

export function leakyRelu(alpha: f64, x: usize, y: usize, n: i32): void {
  setActivation(alpha, x, y);
  each((first: i32, end: i32) => run<LeakyRelu>(first, end), n);
}

@final
class LeakyReluBackward {
  @inline
  run<L>(at: usize): void {
    const y = load<L>(operands.x + at);
    const error = load<L>(operands.y + at);
    const scaled = v128.mul<Real>(splat(operands.p), error);
    store<L>(operands.z + at, v128.bitselect(error, scaled, v128.gt<Real>(y, zero())));
  }
}

export function leakyReluBackward(alpha: f64, y: usize, error: usize, to: usize, n: i32): void {
  setBackward(alpha, y, error, to);
  each((first: i32, end: i32) => run<LeakyReluBackward>(first, end), n);
}

@final
class Elu {
  @inline
  run<L>(at: usize): void {
    const x = load<L>(operands.x + at);
    const below = v128.mul<Real>(splat(operands.p), expm1(smaller(x, zero())));
    store<L>(operands.y + at, v128.bitselect(x, below, v128.gt<Real>(x, zero())));
  }
}

export function elu(alpha: f64, x: usize, y: usize, n: i32): void {
  setActivation(alpha, x, y);
  eachDear((first: i32, end: i32) => run<Elu>(first, end), n);
}

@final
class EluBackward {
  @inline
  run<L>(at: usize): void {
    const y = load<L>(operands.x + at);
    const error = load<L>(operands.y + at);
    const below = v128.mul<Real>(v128.add<Real>(y, splat(operands.p)), error);
    store<L>(operands.z + at, v128.bitselect(error, below, v128.gt<Real>(y, zero())));
  }
}

export function eluBackward(alpha: f64, y: usize, error: usize, to: usize, n: i32): void {
  setBackward(alpha, y, error, to);
  each((first: i32, end: i32) => run<EluBackward>(first, end), n);
}

/** `1 / (1 + d)` or, for negative `x`, `d / (1 + d)`; `d = exp(-|x|)` cannot overflow. */
@final
class Sigmoid {
  @inline
  run<L>(at: usize): void {
    const x = load<L>(operands.x + at);
    const decayed = exp(v128.neg<Real>(v128.abs<Real>(x)));
    const top = v128.bitselect(decayed, one(), v128.lt<Real>(x, zero()));
    store<L>(operands.y + at, v128.div<Real>(top, v128.add<Real>(one(), decayed)));
  }
}

export function sigmoid(_alpha: f64, x: usize, y: usize, n: i32): void {
  setActivation(0, x, y);
  eachDear((first: i32, end: i32) => run<Sigmoid>(first, end), n);
}

@final
class SigmoidBackward {
  @inline
  run<L>(at: usize): void {
    const y = load<L>(operands.x + at);
    const slope = v128.mul<Real>(y, v128.sub<Real>(one(), y));
    store<L>(operands.z + at, v128.mul<Real>(slope, load<L>(operands.y + at)));
  }
}

export function sigmoidBackward(_alpha: f64, y: usize, error: usize, to: usize, n: i32): void {
  setBackward(0, y, error, to);
  each((first: i32, end: i32) => run<SigmoidBackward>(first, end), n);
}

/** `tanh |x| = -t / (t + 2)` with `t = exp(-2 |x|) - 1`, and the sign of `x`. */
@final
class Tanh {
  @inline
  run<L>(at: usize): void {
    const x = load<L>(operands.x + at);
    const t = expm1(v128.mul<Real>(v128.abs<Real>(x), v128.splat<Real>(-2)));
    const quotient = v128.div<Real>(t, v128.add<Real>(t, v128.splat<Real>(2)));
    const sign = v128.splat<Real>(<Real>-0.0);
    store<L>(operands.y + at, v128.bitselect(x, quotient, sign));
  }
}

export function tanh(_alpha: f64, x: usize, y: usize, n: i32): void {
  setActivation(0, x, y);
  eachDear((first: i32, end: i32) => run<Tanh>(first, end), n);
}

@final
class TanhBackward {
  @inline
  run<L>(at: usize): void {
    const y = load<L>(operands.x + at);
    // 1 - y^2, without cancellation where y is nearly 1
    const slope = v128.mul<Real>(v128.sub<Real>(one(), y), v128.add<Real>(one(), y));
    store<L>(operands.z + at, v128.mul<Real>(slope, load<L>(operands.y + at)));
  }
}

export function tanhBackward(_alpha: f64, y: usize, error: usize, to: usize, n: i32): void {
  setBackward(0, y, error, to);
  each((first: i32, end: i32) => run<TanhBackward>(first, end), n);
}

@final
class Softplus {
  @inline
  run<L>(at: usize): void {
    const x = load<L>(operands.x + at);
    const tail = log1p(exp(v128.neg<Real>(v128.abs<Real>(x))));
    store<L>(operands.y + at, v128.add<Real>(larger(x, zero()), tail));
  }
}

export function softplus(_alpha: f64, x: usize, y: usize, n: i32): void {
  setActivation(0, x, y);
  eachDear((first: i32, end: i32) => run<Softplus>(first, end), n);
}

/** The derivative is the sigmoid of x, `1 - exp(-y)`. */
@final
class SoftplusBackward {
  @inline
  run<L>(at: usize): void {
    const slope = v128.neg<Real>(expm1(v128.neg<Real>(load<L>(operands.x + at))));
    store<L>(operands.z + at, v128.mul<Real>(slope, load<L>(operands.y + at)));
  }
}

export function softplusBackward(_alpha: f64, y: usize, error: usize, to: usize, n: i32): void {
  setBackward(0, y, error, to);
  eachDear((first: i32, end: i32) => run<SoftplusBackward>(first, end), n);
}
