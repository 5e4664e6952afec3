import { pow } from "../elementary_functions.ts";
import type { Trainable } from "../layers/parameter.ts";
import type { Matrix } from "../matrix.ts";
import { belowOne, positive } from "../ranges.ts";
import { StatefulOptimizer, type StatefulOptions } from "./stateful_optimizer.ts";

/** How {@linkcode Adam} steps. */
export interface AdamOptions extends StatefulOptions {
  /** `β₁`, in `[0, 1)`: how much of the gradient's past mean stays; 0.9 when left out. */
  readonly beta1?: number;
  /** `β₂`, in `[0, 1)`: how much of the squares' past mean stays; 0.999 when left out. */
  readonly beta2?: number;
  /** `ε`, above 0; 1e-8 when left out. */
  readonly epsilon?: number;
}

/**
 * Adam, in step `t` from 1: `m ← β₁ m + (1 - β₁) g`, `v ← β₂ v + (1 - β₂) g²`,
 * `w ← w - η m̂ / (√v̂ + ε)`, with `m̂ = m / (1 - β₁ᵗ)` and `v̂ = v / (1 - β₂ᵗ)`.
 *
 * Source: Kingma, Ba, "Adam: A Method for Stochastic Optimization" (2015), algorithm 1.
 */
export class Adam extends StatefulOptimizer {
  readonly #beta1: number;
  readonly #beta2: number;
  readonly #epsilon: number;

  /**
   * Makes an optimizer that has taken no step yet.
   *
   * @param trainable The network to train.
   * @throws {RangeError} If an option is out of range.
   */
  constructor(trainable: Trainable, options: AdamOptions) {
    super(trainable, options, ["mean", "squares"]);
    this.#beta1 = belowOne(options.beta1 ?? 0.9, "beta1");
    this.#beta2 = belowOne(options.beta2 ?? 0.999, "beta2");
    this.#epsilon = positive(options.epsilon ?? 1e-8, "epsilon");
  }

  /** Takes the step of the formula above. */
  protected override update(
    value: Matrix,
    gradient: Matrix,
    [mean, squares]: readonly Matrix[],
  ): void {
    const step = {
      rate: this.learningRate,
      beta1: this.#beta1,
      beta2: this.#beta2,
      epsilon: this.#epsilon,
      correction1: 1 - pow(this.#beta1, this.steps),
      correction2: 1 - pow(this.#beta2, this.steps),
    };
    this.device.adamStep(step, gradient, mean, squares, value);
  }
}

/** How {@linkcode AdamW} steps. */
export interface AdamWOptions extends Omit<AdamOptions, "decoupledWeightDecay"> {
  /** `λ`, 0 or more, for biases too; 0.01 when left out. */
  readonly weightDecay?: number;
}

/**
 * Adam with decoupled weight decay: `w ← (1 - η λ) w`, then {@linkcode Adam}'s step.
 *
 * Source: Loshchilov, Hutter, "Decoupled Weight Decay Regularization" (2019), algorithm 2.
 */
export class AdamW extends Adam {
  /**
   * Makes an optimizer that has taken no step yet.
   *
   * @param trainable The network to train.
   * @throws {RangeError} If an option is out of range.
   */
  constructor(trainable: Trainable, options: AdamWOptions) {
    const { weightDecay = 0.01, ...rest } = options;
    super(trainable, { ...rest, decoupledWeightDecay: weightDecay });
  }
}
