// The steps of optimizers that remember earlier gradients, element by element: `g` is the gradient,
// `w` the parameters.

import { operation } from "../parallel";
import { multiplyAdd, splat } from "../vector";
import { each, load, store } from "./elementwise";

@unmanaged
class VelocityStep {
  gradient: usize;
  velocity: usize;
  w: usize;
  rate: f64;
  momentum: f64;
  /** One minus the dampening. */
  damped: f64;

  @inline
  newVelocity<L>(at: usize): v128 {
    const v = this.velocity + at;
    const damped = v128.mul<Real>(splat(this.damped), load<L>(this.gradient + at));
    const velocity = multiplyAdd(splat(this.momentum), load<L>(v), damped);
    store<L>(v, velocity);
    return velocity;
  }
}

@unmanaged
class MomentumStep extends VelocityStep {
  @inline
  run<L>(at: usize): void {
    const w = this.w + at;
    const velocity = this.newVelocity<L>(at);
    store<L>(w, v128.sub<Real>(load<L>(w), v128.mul<Real>(splat(this.rate), velocity)));
  }
}

@unmanaged
class NesterovStep extends VelocityStep {
  @inline
  run<L>(at: usize): void {
    const w = this.w + at;
    const velocity = this.newVelocity<L>(at);
    const ahead = multiplyAdd(splat(this.momentum), velocity, load<L>(this.gradient + at));
    store<L>(w, v128.sub<Real>(load<L>(w), v128.mul<Real>(splat(this.rate), ahead)));
  }
}

/**
 * `v <- momentum v + (1 - dampening) g`, then `w <- w - rate v` or, with Nesterov's look-ahead,
 * `w <- w - rate (g + momentum v)`.
 */
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
  const job = operation<VelocityStep>();
  job.rate = rate;
  job.momentum = momentum;
  job.damped = 1 - dampening;
  job.gradient = gradient;
  job.velocity = velocity;
  job.w = w;
  if (nesterov) each<NesterovStep>(n);
  else each<MomentumStep>(n);
}

/** `s <- keep s + fresh g^2`, `w <- w - rate g / (sqrt(s) + epsilon)` */
@unmanaged
class RootScaledStep {
  gradient: usize;
  squares: usize;
  w: usize;
  rate: f64;
  keep: f64;
  fresh: f64;
  epsilon: f64;

  @inline
  run<L>(at: usize): void {
    const s = this.squares + at;
    const w = this.w + at;
    const g = load<L>(this.gradient + at);
    const fresh = v128.mul<Real>(v128.mul<Real>(splat(this.fresh), g), g);
    const squares = multiplyAdd(splat(this.keep), load<L>(s), fresh);
    store<L>(s, squares);
    const root = v128.add<Real>(v128.sqrt<Real>(squares), splat(this.epsilon));
    const step = v128.div<Real>(v128.mul<Real>(splat(this.rate), g), root);
    store<L>(w, v128.sub<Real>(load<L>(w), step));
  }
}

/** `s <- s + g^2`, `w <- w - rate g / (sqrt(s) + epsilon)` */
export function adagradStep(
  rate: f64,
  epsilon: f64,
  gradient: usize,
  squares: usize,
  w: usize,
  n: i32,
): void {
  stepByRoot(rate, 1, 1, epsilon, gradient, squares, w, n);
}

/** `s <- decay s + (1 - decay) g^2`, `w <- w - rate g / (sqrt(s) + epsilon)` */
export function rmspropStep(
  rate: f64,
  decay: f64,
  epsilon: f64,
  gradient: usize,
  squares: usize,
  w: usize,
  n: i32,
): void {
  stepByRoot(rate, decay, 1 - decay, epsilon, gradient, squares, w, n);
}

function stepByRoot(
  rate: f64,
  keep: f64,
  fresh: f64,
  epsilon: f64,
  gradient: usize,
  squares: usize,
  w: usize,
  n: i32,
): void {
  const job = operation<RootScaledStep>();
  job.rate = rate;
  job.keep = keep;
  job.fresh = fresh;
  job.epsilon = epsilon;
  job.gradient = gradient;
  job.squares = squares;
  job.w = w;
  each<RootScaledStep>(n);
}

@unmanaged
class AdamStep {
  gradient: usize;
  m: usize;
  v: usize;
  w: usize;
  beta1: f64;
  beta2: f64;
  epsilon: f64;
  /** `rate / correction1` and `1 / correction2` */
  correctedRate: f64;
  correction: f64;

  @inline
  run<L>(at: usize): void {
    const m = this.m + at;
    const v = this.v + at;
    const w = this.w + at;
    const g = load<L>(this.gradient + at);
    const freshMean = v128.mul<Real>(splat(1 - this.beta1), g);
    const mean = multiplyAdd(splat(this.beta1), load<L>(m), freshMean);
    const freshSquare = v128.mul<Real>(v128.mul<Real>(splat(1 - this.beta2), g), g);
    const square = multiplyAdd(splat(this.beta2), load<L>(v), freshSquare);
    store<L>(m, mean);
    store<L>(v, square);
    const root = v128.sqrt<Real>(v128.mul<Real>(square, splat(this.correction)));
    const step = v128.div<Real>(
      v128.mul<Real>(splat(this.correctedRate), mean),
      v128.add<Real>(root, splat(this.epsilon)),
    );
    store<L>(w, v128.sub<Real>(load<L>(w), step));
  }
}

/**
 * `m <- beta1 m + (1 - beta1) g`, `v <- beta2 v + (1 - beta2) g^2`,
 * `w <- w - rate (m / correction1) / (sqrt(v / correction2) + epsilon)`
 */
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
  const job = operation<AdamStep>();
  job.beta1 = beta1;
  job.beta2 = beta2;
  job.epsilon = epsilon;
  job.correctedRate = rate / correction1;
  job.correction = 1 / correction2;
  job.gradient = gradient;
  job.m = m;
  job.v = v;
  job.w = w;
  each<AdamStep>(n);
}
