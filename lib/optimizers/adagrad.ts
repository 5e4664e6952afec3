import type { Trainable } from "../layers/parameter.ts";
import type { Matrix } from "../matrix.ts";
import { positive } from "../ranges.ts";
import { StatefulOptimizer, type StatefulOptions } from "./stateful_optimizer.ts";

/** How {@linkcode AdaGrad} steps. */
export interface AdaGradOptions extends StatefulOptions {
  /** `ε`, above 0; 1e-8 when left out. */
  readonly epsilon?: number;
}

/**
 * AdaGrad: `s ← s + g²`, `w ← w - η g / (√s + ε)`. The more a weight has moved, the slower it gets.
 *
 * The form `g / √(s + ε)` that is also in use differs only where gradients are as small as `ε`.
 *
 * Source: Duchi, Hazan, Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic
 * Optimization" (2011).
 */
export class AdaGrad extends StatefulOptimizer {
  readonly #epsilon: number;

  /**
   * Makes an optimizer that has taken no step yet.
   *
   * @param trainable The network to train.
   * @throws {RangeError} If an option is out of range.
   */
  constructor(trainable: Trainable, options: AdaGradOptions) {
    super(trainable, options, ["squares"]);
    this.#epsilon = positive(options.epsilon ?? 1e-8, "epsilon");
  }

  /** Takes the step of the formula above. */
  protected override update(value: Matrix, gradient: Matrix, [squares]: readonly Matrix[]): void {
    this.device.adagradStep(this.learningRate, this.#epsilon, gradient, squares, value);
  }
}
