// What optimizers and penalties do to parameters, element by element.

import { each, load, operands, run, store } from "./elementwise";
import { sumPairs, total } from "./sums";
import { larger, multiplyAdd, smaller, splat } from "../vector";

@final
class Add {
  @inline
  run<L>(at: usize): void {
    const y = operands.y + at;
    store<L>(y, multiplyAdd(splat(operands.p), load<L>(operands.x + at), load<L>(y)));
  }
}

/** `y <- y + alpha x` */
export function add(alpha: f64, x: usize, y: usize, n: i32): void {
  operands.p = alpha;
  operands.x = x;
  operands.y = y;
  each((first: i32, end: i32) => run<Add>(first, end), n);
}

@final
class AddSign {
  @inline
  run<L>(at: usize): void {
    const x = load<L>(operands.x + at);
    const zero = v128.splat<Real>(0);
    const above = v128.and(v128.gt<Real>(x, zero), v128.splat<Real>(1));
    const below = v128.and(v128.lt<Real>(x, zero), v128.splat<Real>(-1));
    // A NaN has no sign; x itself stands for it.
    const sign = v128.bitselect(v128.or(above, below), x, v128.eq<Real>(x, x));
    const y = operands.y + at;
    store<L>(y, multiplyAdd(splat(operands.p), sign, load<L>(y)));
  }
}

/** `y <- y + alpha sign(x)` */
export function addSign(alpha: f64, x: usize, y: usize, n: i32): void {
  operands.p = alpha;
  operands.x = x;
  operands.y = y;
  each((first: i32, end: i32) => run<AddSign>(first, end), n);
}

@final
class Scale {
  @inline
  run<L>(at: usize): void {
    const x = operands.x + at;
    store<L>(x, v128.mul<Real>(splat(operands.p), load<L>(x)));
  }
}

/** `x <- factor x` */
export function scale(factor: f64, x: usize, n: i32): void {
  operands.p = factor;
  operands.x = x;
  each((first: i32, end: i32) => run<Scale>(first, end), n);
}

@final
class Clip {
  @inline
  run<L>(at: usize): void {
    const x = operands.x + at;
    const raised = larger(load<L>(x), splat(-operands.p));
    store<L>(x, smaller(raised, splat(operands.p)));
  }
}

/** Limits each element to -limit to limit. */
export function clip(limit: f64, x: usize, n: i32): void {
  operands.p = limit;
  operands.x = x;
  each((first: i32, end: i32) => run<Clip>(first, end), n);
}

@final
class Square {
  @inline
  pair<L>(at: usize): v128 {
    const x = load<L>(operands.x + at);
    return f64x2.mul(x, x);
  }
}

/** `sum x^2`, in double precision */
export function sumOfSquares(x: usize, n: i32): f64 {
  operands.x = x;
  return total((first: i32, end: i32) => sumPairs<Square>(first, end), n);
}

@final
class Magnitude {
  @inline
  pair<L>(at: usize): v128 {
    return f64x2.abs(load<L>(operands.x + at));
  }
}

/** `sum |x|`, in double precision */
export function sumOfMagnitudes(x: usize, n: i32): f64 {
  operands.x = x;
  return total((first: i32, end: i32) => sumPairs<Magnitude>(first, end), n);
}

/** With `p` the momentum, `q` its complement to the dampening, `r` the rate. */
@final
class Momentum {
  @inline
  run<L>(at: usize): void {
    const w = operands.w + at;
    const velocity = newVelocity<L>(at);
    store<L>(w, v128.sub<Real>(load<L>(w), v128.mul<Real>(splat(operands.r), velocity)));
  }
}

@final
class Nesterov {
  @inline
  run<L>(at: usize): void {
    const w = operands.w + at;
    const velocity = newVelocity<L>(at);
    const ahead = multiplyAdd(splat(operands.p), velocity, load<L>(operands.x + at));
    store<L>(w, v128.sub<Real>(load<L>(w), v128.mul<Real>(splat(operands.r), ahead)));
  }
}

@inline
function newVelocity<L>(at: usize): v128 {
  const v = operands.y + at;
  const damped = v128.mul<Real>(splat(operands.q), load<L>(operands.x + at));
  const velocity = multiplyAdd(splat(operands.p), load<L>(v), damped);
  store<L>(v, velocity);
  return velocity;
}

export function momentumStep(
  rate: f64,
  momentum: f64,
  dampening: f64,
  nesterov: bool,
  gradient: usize,
  velocity: usize,
  w: usize,
  n: i32,
): void {
  operands.p = momentum;
  operands.q = 1 - dampening;
  operands.r = rate;
  operands.x = gradient;
  operands.y = velocity;
  operands.w = w;
  if (nesterov) each((first: i32, end: i32) => run<Nesterov>(first, end), n);
  else each((first: i32, end: i32) => run<Momentum>(first, end), n);
}

/** With `p` and `q` the weights of the old squares and the new one, `r` the rate, `s` epsilon. */
@final
class RootScaled {
  @inline
  run<L>(at: usize): void {
    const s = operands.y + at;
    const w = operands.w + at;
    const g = load<L>(operands.x + at);
    const fresh = v128.mul<Real>(v128.mul<Real>(splat(operands.q), g), g);
    const squares = multiplyAdd(splat(operands.p), load<L>(s), fresh);
    store<L>(s, squares);
    const root = v128.add<Real>(v128.sqrt<Real>(squares), splat(operands.s));
    const step = v128.div<Real>(v128.mul<Real>(splat(operands.r), g), root);
    store<L>(w, v128.sub<Real>(load<L>(w), step));
  }
}

/** `s <- keep s + fresh g^2`, `w <- w - rate g / (sqrt(s) + epsilon)`: AdaGrad and RMSprop. */
export function rootScaledStep(
  rate: f64,
  keep: f64,
  fresh: f64,
  epsilon: f64,
  gradient: usize,
  squares: usize,
  w: usize,
  n: i32,
): void {
  operands.p = keep;
  operands.q = fresh;
  operands.r = rate;
  operands.s = epsilon;
  operands.x = gradient;
  operands.y = squares;
  operands.w = w;
  each((first: i32, end: i32) => run<RootScaled>(first, end), n);
}

/** With `p` and `q` the betas, `r` rate / correction 1, `s` epsilon, `u` 1 / correction 2. */
@final
class Adam {
  @inline
  run<L>(at: usize): void {
    const m = operands.y + at;
    const v = operands.z + at;
    const w = operands.w + at;
    const g = load<L>(operands.x + at);
    const freshMean = v128.mul<Real>(splat(1 - operands.p), g);
    const mean = multiplyAdd(splat(operands.p), load<L>(m), freshMean);
    const freshSquare = v128.mul<Real>(v128.mul<Real>(splat(1 - operands.q), g), g);
    const square = multiplyAdd(splat(operands.q), load<L>(v), freshSquare);
    store<L>(m, mean);
    store<L>(v, square);
    const root = v128.sqrt<Real>(v128.mul<Real>(square, splat(operands.u)));
    const step = v128.div<Real>(
      v128.mul<Real>(splat(operands.r), mean),
      v128.add<Real>(root, splat(operands.s)),
    );
    store<L>(w, v128.sub<Real>(load<L>(w), step));
  }
}

export function adamStep(
  rate: f64,
  beta1: f64,
  beta2: f64,
  epsilon: f64,
  correction1: f64,
  correction2: f64,
  gradient: usize,
  m: usize,
  v: usize,
  w: usize,
  n: i32,
): void {
  operands.p = beta1;
  operands.q = beta2;
  operands.r = rate / correction1;
  operands.s = epsilon;
  operands.u = 1 / correction2;
  operands.x = gradient;
  operands.y = m;
  operands.z = v;
  operands.w = w;
  each((first: i32, end: i32) => run<Adam>(first, end), n);
}
