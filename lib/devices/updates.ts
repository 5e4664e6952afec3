import type { Matrix } from "../matrix.ts";
import type { Scalar } from "./scalar.ts";

/**
 * What optimizers and penalties do to parameters `w`, given their gradient `g`, element by element.
 * Unless one says otherwise, all matrices of a call have the same size.
 */
export interface Updates {
  /** `y ← y + scale x`. */
  add(scale: number, x: Matrix, y: Matrix): void;

  /** `y ← y + scale sign(x)`, with sign(0) = 0. */
  addSign(scale: number, x: Matrix, y: Matrix): void;

  /** `x ← factor x`. */
  scale(factor: number, x: Matrix): void;

  /**
   * Moves exponential averages on: `a ← decay a + (1 - decay) v` for each of several matrices `v` of any
   * sizes and its average `a`.
   */
  average(decay: number, values: readonly Matrix[], averages: readonly Matrix[]): void;

  /** Limits each element to `[-limit, limit]`. */
  clip(limit: number, x: Matrix): void;

  /**
   * Limits the norm `‖g‖ = √(Σ g²)` of several matrices, of any sizes, taken as one vector: where it is
   * above the limit, `g ← g limit / (‖g‖ + 1e-6)`. A norm that is NaN is not above it.
   *
   * @param limit Above 0.
   */
  clipNorm(limit: number, gradients: readonly Matrix[]): void;

  /** `Σ x²`. */
  sumOfSquares(x: Matrix): Scalar;

  /** `Σ |x|`. */
  sumOfMagnitudes(x: Matrix): Scalar;

  /**
   * Gradient descent with momentum `μ`: `v ← μ v + (1 - dampening) g`, then `w ← w - rate v`, or
   * with Nesterov's look-ahead `w ← w - rate (g + μ v)`.
   */
  momentumStep(step: MomentumStep, gradient: Matrix, velocity: Matrix, w: Matrix): void;

  /** AdaGrad: `s ← s + g²`, `w ← w - rate g / (√s + epsilon)`. */
  adagradStep(rate: number, epsilon: number, gradient: Matrix, squares: Matrix, w: Matrix): void;

  /** RMSprop: `s ← decay s + (1 - decay) g²`, `w ← w - rate g / (√s + epsilon)`. */
  rmspropStep(
    rate: number,
    decay: number,
    epsilon: number,
    gradient: Matrix,
    squares: Matrix,
    w: Matrix,
  ): void;

  /**
   * Adam: `m ← β₁ m + (1 - β₁) g`, `v ← β₂ v + (1 - β₂) g²`,
   * `w ← w - rate (m / correction₁) / (√(v / correction₂) + epsilon)`.
   */
  adamStep(step: AdamStep, gradient: Matrix, m: Matrix, v: Matrix, w: Matrix): void;
}

/** The numbers of one momentum step. */
export interface MomentumStep {
  /** The learning rate. */
  readonly rate: number;
  /** In `[0, 1)`. */
  readonly momentum: number;
  /** In `[0, 1]`. */
  readonly dampening: number;
  /** Whether the step looks ahead. */
  readonly nesterov: boolean;
}

/** The numbers of one Adam step. */
export interface AdamStep {
  /** The learning rate. */
  readonly rate: number;
  /** `β₁`, in `[0, 1)`. */
  readonly beta1: number;
  /** `β₂`, in `[0, 1)`. */
  readonly beta2: number;
  /** Added to the root, above 0. */
  readonly epsilon: number;
  /** `1 - β₁ᵗ` in step `t`, counted from 1. */
  readonly correction1: number;
  /** `1 - β₂ᵗ`. */
  readonly correction2: number;
}
