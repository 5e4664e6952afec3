import type { Device } from "../devices/device.ts";
import type { Steps } from "../devices/steps.ts";
import type { Matrix } from "../matrix.ts";
import { properShare } from "../ranges.ts";
import type { Valued } from "./early_stop.ts";

/**
 * An exponential average of what a network has learned, over the steps of a training: `a ← βₜ a +
 * (1 - βₜ) w` after step `t`, counted from 1, with `βₜ = min(β, (1 + t) / (10 + t))`, where `a` begins
 * as the initial `w`. It is that of about the last `1 / (1 - βₜ)` steps: a ninth of all at first, so
 * that the beginning is soon forgotten, and then as many as `β` says.
 *
 * Averages often generalize as a training does whose learning rate has decayed further. Those of batch
 * normalization's running statistics go with those of the weights.
 *
 * Source: Polyak, Juditsky, "Acceleration of stochastic approximation by averaging" (1992); the growing
 * `βₜ` is that of TensorFlow's `ExponentialMovingAverage`.
 *
 * @example
 * ```ts
 * import { WeightAverage } from "./weight_average.ts";
 * import { createTypeScriptDevice } from "../devices/typescript/typescript_device.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const device = createTypeScriptDevice();
 * const value = device.matrix(1, 1);
 * const average = new WeightAverage(device, [{ value }], 0.999);
 * value.data[0] = 11;
 * average.update(1);
 * assertAlmostEquals(average.matrices[0].at(0, 0), 9); // 2/11 of 0 and 9/11 of 11
 * ```
 */
export class WeightAverage {
  /** The averages, in the order of what was learned. */
  readonly matrices: readonly Matrix[];
  readonly #device: Device;
  readonly #values: readonly Matrix[];
  /** As large as the largest of them. */
  readonly #spare: Matrix;
  readonly #decay: number;

  /**
   * Begins with what the network knows now.
   *
   * @param device Where it lies.
   * @param learned What is averaged: parameters and buffers.
   * @param decay `β`, above 0 and below 1.
   * @throws {RangeError} If the decay is out of range.
   */
  constructor(device: Device, learned: readonly Valued[], decay: number) {
    this.#decay = properShare(decay, "the decay of the weight average");
    this.#device = device;
    this.#values = learned.map(({ value }) => value);
    this.matrices = this.#values.map((value) => {
      const copy = device.matrix(value.rows, value.columns);
      device.copy(value, copy);
      return copy;
    });
    const sizes = this.#values.map(({ rows, columns }) => rows * columns);
    this.#spare = device.matrix(1, Math.max(0, ...sizes));
  }

  /**
   * Moves the averages towards what the network has come to.
   *
   * @param step `t`: the number of the step that it has just taken, counted from 1.
   */
  update(step: number): void {
    const decay = Math.min(this.#decay, (1 + step) / (10 + step));
    this.#device.average(decay, this.#values, this.matrices);
  }

  /** Does some work while the network has the averages in place of what it has learned. */
  *lend<T>(work: Steps<T>): Steps<T> {
    this.#exchange();
    try {
      return yield* work;
    } finally {
      this.#exchange();
    }
  }

  /** Gives the network the averages for good. */
  apply(): void {
    this.#values.forEach((value, i) => this.#device.copy(this.matrices[i], value));
  }

  #exchange(): void {
    this.#values.forEach((value, i) => {
      const spare = this.#spare.withColumns(value.rows * value.columns);
      this.#device.copy(value, spare);
      this.#device.copy(this.matrices[i], value);
      this.#device.copy(spare, this.matrices[i]);
    });
  }
}

/** Does some work with the averages, or without there being any as the network is. */
export function withAverage<T>(average: WeightAverage | undefined, work: Steps<T>): Steps<T> {
  return average === undefined ? work : average.lend(work);
}
