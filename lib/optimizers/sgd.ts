import type { Device } from "../devices/device.ts";
import type { Parameter, Trainable } from "../layers/parameter.ts";
import { nonNegative, positive } from "../ranges.ts";
import type { Optimizer, OptimizerOptions, OptimizerState } from "./optimizer.ts";
import type { Penalty } from "./regularizers.ts";
import { StoredGradients } from "./stored_gradients.ts";

/**
 * Stochastic gradient descent: `w ← (1 - η λ) w - η ∂L/∂w`.
 *
 * The backward pass itself writes the update to the weights. Only where a penalty or clipping must
 * see the gradient first is it stored.
 */
export class SGD implements Optimizer {
  learningRate: number;
  steps = 0;
  readonly state: readonly OptimizerState[] = [];
  readonly penalties: readonly Penalty[];
  readonly #device: Device;
  readonly #parameters: readonly Parameter[];
  readonly #weightDecay: number;
  readonly #gradients: StoredGradients | undefined;

  /**
   * Makes an optimizer that has taken no step yet.
   *
   * @param trainable The network to train.
   * @throws {RangeError} If an option is out of range.
   */
  constructor(trainable: Trainable, options: OptimizerOptions) {
    const { learningRate, weightDecay = 0, penalties = [], clipping } = options;
    this.learningRate = positive(learningRate, "the learning rate");
    this.#weightDecay = nonNegative(weightDecay, "the weight decay");
    this.penalties = penalties;
    this.#device = trainable.device;
    this.#parameters = trainable.parameters;
    const direct = penalties.length === 0 && clipping === undefined;
    this.#gradients = direct ? undefined : new StoredGradients(trainable, options);
  }

  begin(): void {
    if (this.#gradients !== undefined) return this.#gradients.receive();
    for (const parameter of this.#parameters) {
      parameter.sendGradient(parameter.value, -this.learningRate, this.#keep);
    }
  }

  step(): void {
    this.steps++;
    if (this.#gradients === undefined) return;
    this.#gradients.prepare();
    for (const [i, gradient] of this.#gradients.matrices.entries()) {
      const { value } = this.#parameters[i];
      if (this.#weightDecay > 0) this.#device.scale(this.#keep, value);
      this.#device.add(-this.learningRate, gradient, value);
    }
  }

  /** What remains of a weight after its decay. */
  get #keep(): number {
    return 1 - this.learningRate * this.#weightDecay;
  }
}
