import type { Device } from "../devices/device.ts";
import type { Parameter, Trainable } from "../layers/parameter.ts";
import type { Matrix } from "../matrix.ts";
import { nonNegative, positive } from "../ranges.ts";
import type { Optimizer, OptimizerOptions, OptimizerState } from "./optimizer.ts";
import type { Penalty } from "./regularizers.ts";
import { StoredGradients } from "./stored_gradients.ts";

/** What the optimizers that carry a state have in common. */
export interface StatefulOptions extends OptimizerOptions {
  /**
   * `λ`, 0 or more, for biases too; 0 when left out. Each step begins with `w ← (1 - η λ) w`, past
   * the optimizer's state.
   *
   * Source: Loshchilov, Hutter, "Decoupled Weight Decay Regularization" (2019).
   */
  readonly decoupledWeightDecay?: number;
}

/** An optimizer that stores gradients, and carries a state of matrices as large as the parameters. */
export abstract class StatefulOptimizer implements Optimizer {
  learningRate: number;
  steps = 0;
  readonly state: readonly OptimizerState[];
  readonly penalties: readonly Penalty[];
  /** Does the arithmetic. */
  protected readonly device: Device;
  readonly #parameters: readonly Parameter[];
  readonly #gradients: StoredGradients;
  /** For each parameter the matrices of its state. */
  readonly #matrices: readonly (readonly Matrix[])[];
  readonly #weightDecay: number;
  readonly #decoupledWeightDecay: number;

  /**
   * Makes the state, all zeros.
   *
   * @param trainable The network to train.
   * @param stateNames One for each matrix per parameter.
   * @throws {RangeError} If an option is out of range.
   */
  constructor(trainable: Trainable, options: StatefulOptions, stateNames: readonly string[]) {
    const { learningRate, weightDecay = 0, decoupledWeightDecay = 0 } = options;
    const { device, parameters } = trainable;
    this.learningRate = positive(learningRate, "the learning rate");
    this.#weightDecay = nonNegative(weightDecay, "the weight decay");
    this.#decoupledWeightDecay = nonNegative(decoupledWeightDecay, "the decoupled weight decay");
    this.penalties = options.penalties ?? [];
    this.device = device;
    this.#parameters = parameters;
    this.#gradients = new StoredGradients(trainable, options);
    this.#matrices = parameters.map(({ value }) =>
      stateNames.map(() => device.matrix(value.rows, value.columns))
    );
    this.state = parameters.flatMap((parameter, p) =>
      stateNames.map((name, i) => ({ parameter, name, matrix: this.#matrices[p][i] }))
    );
  }

  begin(): void {
    this.#gradients.receive();
  }

  step(): void {
    this.steps++;
    this.#gradients.prepare();
    for (const [i, { value }] of this.#parameters.entries()) {
      const gradient = this.#gradients.matrices[i];
      if (this.#weightDecay > 0) this.device.add(this.#weightDecay, value, gradient);
      if (this.#decoupledWeightDecay > 0) {
        this.device.scale(1 - this.learningRate * this.#decoupledWeightDecay, value);
      }
      this.update(value, gradient, this.#matrices[i]);
    }
  }

  /**
   * Updates one parameter, in step number `steps`, counted from 1.
   *
   * @param state Its matrices, in the order of their names; at first 0.
   */
  protected abstract update(value: Matrix, gradient: Matrix, state: readonly Matrix[]): void;
}
