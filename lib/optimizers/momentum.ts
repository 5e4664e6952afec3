import type { Trainable } from "../layers/parameter.ts";
import type { Matrix } from "../matrix.ts";
import { belowOne } from "../ranges.ts";
import { StatefulOptimizer, type StatefulOptions } from "./stateful_optimizer.ts";

/** How {@linkcode Momentum} steps. */
export interface MomentumOptions extends StatefulOptions {
  /** `μ`, in `[0, 1)`; 0.9 when left out. */
  readonly momentum?: number;
  /** `δ`, in `[0, 1)`; 0 when left out. Equal to `μ` it makes the velocity an average. */
  readonly dampening?: number;
  /**
   * The velocity of the first step: the whole gradient, as in PyTorch, when left out; or, from a
   * velocity of zero before, `(1 - δ) g`. Without dampening both are the same.
   */
  readonly firstVelocity?: "gradient" | "from zero";
}

/**
 * Gradient descent with momentum: `v ← μ v + (1 - δ) g`, `w ← w - η v`.
 *
 * The form that averages gradients, `m ← μ m + (1 - μ) g`, `w ← w - η (m + λ w)`, has `dampening`
 * equal to `momentum`, a first velocity from zero, and `λ` as `decoupledWeightDecay`. The form with
 * the learning rate inside, `v ← μ v + η g`, `w ← w - v`, is the same as long as `η` is.
 *
 * Source: Polyak, "Some methods of speeding up the convergence of iteration methods" (1964).
 */
export class Momentum extends StatefulOptimizer {
  /** Whether it is {@linkcode Nesterov}'s. */
  protected readonly looksAhead: boolean = false;
  readonly #momentum: number;
  readonly #dampening: number;
  readonly #firstDampening: number;

  /**
   * Makes an optimizer that has taken no step yet.
   *
   * @param trainable The network to train.
   * @throws {RangeError} If an option is out of range.
   */
  constructor(trainable: Trainable, options: MomentumOptions) {
    const { momentum = 0.9, dampening = 0, firstVelocity = "gradient" } = options;
    super(trainable, options, ["velocity"]);
    this.#momentum = belowOne(momentum, "the momentum");
    this.#dampening = belowOne(dampening, "the dampening");
    this.#firstDampening = firstVelocity === "gradient" ? 0 : dampening;
  }

  /** Takes the step of the formula above. */
  protected override update(value: Matrix, gradient: Matrix, [velocity]: readonly Matrix[]): void {
    const step = {
      rate: this.learningRate,
      momentum: this.#momentum,
      dampening: this.steps === 1 ? this.#firstDampening : this.#dampening,
      nesterov: this.looksAhead,
    };
    this.device.momentumStep(step, gradient, velocity, value);
  }
}

/** How {@linkcode Nesterov} steps. */
export interface NesterovOptions extends StatefulOptions {
  /** `μ`, in `[0, 1)`; 0.9 when left out. */
  readonly momentum?: number;
}

/**
 * Nesterov's accelerated gradient: `v ← μ v + g`, `w ← w - η (g + μ v)`, as in PyTorch.
 *
 * On paper the gradient is taken ahead of the weights, at `u - η μ v`: `v ← μ v + ∂L/∂u`,
 * `u ← u - η v`. Here `w` is that point ahead, so that an ordinary backward pass finds it; both
 * forms take the same path as long as `η` stays the same.
 *
 * Source: Sutskever, Martens, Dahl, Hinton, "On the importance of initialization and momentum in
 * deep learning" (2013).
 */
export class Nesterov extends Momentum {
  /** Always. */
  protected override readonly looksAhead = true;

  /**
   * Makes an optimizer that has taken no step yet.
   *
   * @param trainable The network to train.
   * @throws {RangeError} If an option is out of range.
   */
  constructor(trainable: Trainable, options: NesterovOptions) {
    super(trainable, options);
  }
}
