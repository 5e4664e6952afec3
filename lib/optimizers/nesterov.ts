import type { Matrix } from "../matrix.ts";
import { belowOne } from "../ranges.ts";
import { StatefulOptimizer, type StatefulOptions } from "./stateful_optimizer.ts";
import type { Trainable } from "./trainable.ts";

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
export class Nesterov extends StatefulOptimizer {
  readonly #momentum: number;

  /**
   * @param trainable The network to train.
   * @throws {RangeError} If an option is out of range.
   */
  constructor(trainable: Trainable, options: NesterovOptions) {
    super(trainable, options, ["velocity"]);
    this.#momentum = belowOne(options.momentum ?? 0.9, "the momentum");
  }

  protected override update(value: Matrix, gradient: Matrix, [velocity]: readonly Matrix[]): void {
    const step = {
      rate: this.learningRate,
      momentum: this.#momentum,
      dampening: 0,
      nesterov: true,
    };
    this.device.momentumStep(step, gradient, velocity, value);
  }
}
