import type { Parameter } from "../layers/parameter.ts";
import type { Matrix } from "../matrix.ts";
import type { Penalty } from "./regularizers.ts";
import type { GradientOptions } from "./stored_gradients.ts";

/** What all optimizers have in common. */
export interface OptimizerOptions extends GradientOptions {
  /** `η`, above 0. */
  readonly learningRate: number;
  /**
   * `λ`, 0 or more, for biases too; 0 when left out. The optimizer steps along `g + λ w`, as in
   * PyTorch.
   */
  readonly weightDecay?: number;
}

/**
 * Changes the parameters of a network so that its loss falls. A training step is `begin`, a
 * backward pass, `step`.
 */
export interface Optimizer {
  /** Step size `η`, above 0; a schedule may change it between steps. */
  learningRate: number;
  /** Number of steps taken; with {@linkcode state} what it takes to go on from a checkpoint. */
  steps: number;
  /** The matrices that it carries from step to step. */
  readonly state: readonly OptimizerState[];
  /** What it adds to the loss that it makes small. */
  readonly penalties: readonly Penalty[];

  /** Chooses where the gradients of the coming backward pass go. */
  begin(): void;

  /** Updates the parameters, once the backward pass has delivered their gradients. */
  step(): void;
}

/** One matrix that an optimizer carries from step to step. */
export interface OptimizerState {
  /** The parameter that it belongs to, and has the size of. */
  readonly parameter: Parameter;
  /** What the optimizer calls it: `velocity`. */
  readonly name: string;
  /** At first all zeros. */
  readonly matrix: Matrix;
}
