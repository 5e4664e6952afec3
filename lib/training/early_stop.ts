import type { Matrix } from "../matrix.ts";
import { BestWeights, type Valued } from "./best_weights.ts";
import { bestEpoch } from "./early_stopping.ts";
import type { Performance } from "./measurement.ts";
import type { EarlyStopping } from "./training_options.ts";

/** The early stopping of one training: what it has seen, and the best parameters so far. */
export class EarlyStop {
  readonly #options: EarlyStopping;
  readonly #best: BestWeights;
  #watched: readonly number[] = [];

  /** @param learned What the training changes. */
  constructor(options: EarlyStopping, learned: readonly Valued[]) {
    this.#options = options;
    this.#best = new BestWeights(learned);
  }

  /** One value for each epoch seen; with {@linkcode matrices} what it goes on from. */
  get watched(): readonly number[] {
    return this.#watched;
  }

  set watched(values: readonly number[]) {
    this.#watched = [...values];
  }

  /** The best parameters so far. */
  get matrices(): readonly Matrix[] {
    return this.#best.copies;
  }

  /** The epoch with the smallest value, counted from 1; 0 before the first. */
  get bestEpoch(): number {
    return bestEpoch(this.#watched);
  }

  /** Whether the rule ends the training after the epochs seen. */
  get isDue(): boolean {
    return this.#options.rule(this.#watched);
  }

  /**
   * Sees what an epoch has come to, and keeps the parameters if it is the best one.
   *
   * @param trainingLoss The mean loss of the epoch.
   * @param validation As measured last; without it the training loss is watched in its place.
   */
  observe(trainingLoss: number, validation: Performance | undefined): void {
    this.#watched = [...this.#watched, this.#valueOf(trainingLoss, validation)];
    if (this.bestEpoch === this.#watched.length) this.#best.keep();
  }

  /** Gives the network the best parameters. */
  restore(): void {
    this.#best.restore();
  }

  #valueOf(trainingLoss: number, validation: Performance | undefined): number {
    const { watch } = this.#options;
    if (watch === "training loss" || validation === undefined) return trainingLoss;
    return watch === "validation loss" ? validation.loss : validation.errorRate;
  }
}
