import { Adam, type AdamOptions } from "./adam.ts";
import type { Trainable } from "./trainable.ts";

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
   * @param trainable The network to train.
   * @throws {RangeError} If an option is out of range.
   */
  constructor(trainable: Trainable, options: AdamWOptions) {
    const { weightDecay = 0.01, ...rest } = options;
    super(trainable, { ...rest, decoupledWeightDecay: weightDecay });
  }
}
