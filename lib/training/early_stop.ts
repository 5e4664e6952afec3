import type { Device } from "../devices/device.ts";
import type { Matrix } from "../matrix.ts";
import type { Performance } from "./measurement.ts";
import { bestEpoch, type StoppingRule } from "./stopping_rules.ts";

/** When to end a training early. */
export interface EarlyStopping {
  /** Decides from the values of all epochs so far. */
  readonly rule: StoppingRule;
  /** What it decides from. */
  readonly watch: "training loss" | "validation loss" | "validation error";
}

/** The early stopping of one training: what it has seen, and the best parameters so far. */
export class EarlyStop {
  readonly #options: EarlyStopping;
  readonly #best: BestWeights;
  #watched: number[] = [];

  /**
   * Has seen nothing yet.
   *
   * @param device Where the parameters lie.
   * @param learned What the training changes.
   * @param kept What is kept of it: its averages, if there are any.
   */
  constructor(
    options: EarlyStopping,
    device: Device,
    learned: readonly Valued[],
    kept?: readonly Matrix[],
  ) {
    this.#options = options;
    this.#best = new BestWeights(device, learned, kept);
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
   * @param trainingLoss As for {@linkcode watchedValue}.
   * @param validation Likewise.
   */
  observe(trainingLoss: number, validation: Performance | undefined): void {
    this.#watched.push(watchedValue(this.#options, trainingLoss, validation));
    if (this.bestEpoch === this.#watched.length) this.#best.keep();
  }

  /** Gives the network the best parameters. */
  restore(): void {
    this.#best.restore();
  }
}

/**
 * What early stopping decides from at the end of an epoch.
 *
 * @param trainingLoss The mean loss of the epoch.
 * @param validation As measured last; without it the training loss is watched in its place.
 */
export function watchedValue(
  { watch }: Pick<EarlyStopping, "watch">,
  trainingLoss: number,
  validation: Performance | undefined,
): number {
  if (watch === "training loss" || validation === undefined) return trainingLoss;
  return watch === "validation loss" ? validation.loss : validation.errorRate;
}

/** A parameter or a buffer: anything that keeps a matrix as its value. */
export interface Valued {
  readonly value: Matrix;
}

/**
 * A copy of what a network has learned, its parameters and buffers, at its best so far.
 *
 * @example
 * ```ts
 * import { createTypeScriptDevice, Matrix } from "@handwriting/mnist";
 * import { BestWeights } from "./early_stop.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const weights = { value: Matrix.of([[1, 2]]) };
 * const best = new BestWeights(createTypeScriptDevice(), [weights]);
 * best.keep();
 * weights.value.data.fill(0);
 * best.restore();
 * assertEquals(weights.value.toRows(), [[1, 2]]);
 * ```
 */
export class BestWeights {
  readonly #device: Device;
  readonly #values: readonly Matrix[];
  readonly #kept: readonly Matrix[];
  /** What is kept, in the order of what was learned. */
  readonly copies: readonly Matrix[];

  /**
   * Copies all at once for the first time.
   *
   * @param device Where it lies.
   * @param learned What is restored.
   * @param kept What is copied: the same, when left out.
   */
  constructor(device: Device, learned: readonly Valued[], kept?: readonly Matrix[]) {
    this.#device = device;
    this.#values = learned.map(({ value }) => value);
    this.#kept = kept ?? this.#values;
    this.copies = this.#kept.map(({ rows, columns }) => device.matrix(rows, columns));
    this.keep();
  }

  /** Copies all values as they are now, in place of an earlier copy. */
  keep(): void {
    this.#kept.forEach((matrix, i) => this.#device.copy(matrix, this.copies[i]));
  }

  /** Makes the values what they were when they were last kept. */
  restore(): void {
    this.#values.forEach((value, i) => this.#device.copy(this.copies[i], value));
  }
}
