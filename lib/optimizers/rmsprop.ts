import type { Trainable } from "../layers/parameter.ts";
import type { Matrix } from "../matrix.ts";
import { belowOne, positive } from "../ranges.ts";
import { StatefulOptimizer, type StatefulOptions } from "./stateful_optimizer.ts";

/** How {@linkcode RMSprop} steps. */
export interface RMSpropOptions extends StatefulOptions {
  /** `ρ`, in `[0, 1)`: how much of the past mean stays; 0.9 when left out. */
  readonly decay?: number;
  /** `ε`, above 0; 1e-8 when left out. */
  readonly epsilon?: number;
}

/**
 * RMSprop: `s ← ρ s + (1 - ρ) g²`, `w ← w - η g / (√s + ε)`, AdaGrad with a running mean for a sum.
 *
 * Source: Tieleman, Hinton, "Neural Networks for Machine Learning", lecture 6e (2012).
 */
export class RMSprop extends StatefulOptimizer {
  readonly #decay: number;
  readonly #epsilon: number;

  /**
   * Makes an optimizer that has taken no step yet.
   *
   * @param trainable The network to train.
   * @throws {RangeError} If an option is out of range.
   */
  constructor(trainable: Trainable, options: RMSpropOptions) {
    super(trainable, options, ["squares"]);
    this.#decay = belowOne(options.decay ?? 0.9, "the decay");
    this.#epsilon = positive(options.epsilon ?? 1e-8, "epsilon");
  }

  /** Takes the step of the formula above. */
  protected override update(value: Matrix, gradient: Matrix, [squares]: readonly Matrix[]): void {
    const { learningRate, device } = this;
    device.rmspropStep(learningRate, this.#decay, this.#epsilon, gradient, squares, value);
  }
}
