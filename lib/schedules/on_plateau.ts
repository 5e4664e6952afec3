import {
  nonNegative,
  nonNegativeInteger,
  positive,
  positiveInteger,
  properShare,
} from "../ranges.ts";
import { checkNoState, type Schedule } from "./schedule.ts";

/** When {@linkcode onPlateau} reduces the rate, and how. */
export interface PlateauOptions {
  /** Number of epochs without improvement after which the rate falls; 1 or more. */
  readonly patience: number;
  /** What the rate is multiplied with, above 0 and below 1; 0.1 when left out. */
  readonly factor?: number;
}

/**
 * The rate falls whenever the observed value has not become smaller for `patience` epochs; then the
 * patience begins anew. A value that is not a number is no improvement.
 *
 * @param learningRate The first rate, above 0.
 * @throws {RangeError} If a parameter is out of range.
 */
export function onPlateau(learningRate: number, options: PlateauOptions): Schedule {
  return new OnPlateau(learningRate, options);
}

class OnPlateau implements Schedule {
  readonly unit = "epoch";
  readonly #patience: number;
  readonly #factor: number;
  #learningRate: number;
  #best: number | undefined;
  #epochsWithoutImprovement = 0;

  constructor(learningRate: number, { patience, factor = 0.1 }: PlateauOptions) {
    this.#learningRate = positive(learningRate, "the learning rate");
    this.#patience = positiveInteger(patience, "the patience");
    this.#factor = properShare(factor, "the factor");
  }

  learningRate(): number {
    return this.#learningRate;
  }

  observe(value: number): void {
    if (value < (this.#best ?? Infinity)) {
      this.#best = value;
      this.#epochsWithoutImprovement = 0;
      return;
    }
    this.#epochsWithoutImprovement++;
    if (this.#epochsWithoutImprovement < this.#patience) return;
    this.#learningRate *= this.#factor;
    this.#epochsWithoutImprovement = 0;
  }

  /** `best` is absent until a value has been observed. */
  get state(): Readonly<Record<string, number>> {
    return {
      learningRate: this.#learningRate,
      epochsWithoutImprovement: this.#epochsWithoutImprovement,
      ...(this.#best === undefined ? {} : { best: this.#best }),
    };
  }

  set state(state: Readonly<Record<string, number>>) {
    const { learningRate, epochsWithoutImprovement, best, ...others } = state;
    checkNoState(others);
    nonNegative(learningRate, "the learning rate of the schedule");
    const epochs = nonNegativeInteger(epochsWithoutImprovement, "the epochs without improvement");
    if (epochs >= this.#patience) {
      throw new RangeError(
        `Expected fewer than ${this.#patience} epochs without improvement but found ${epochs}`,
      );
    }
    if (Number.isNaN(best)) throw new RangeError("Expected the best value but found NaN");
    this.#learningRate = learningRate;
    this.#epochsWithoutImprovement = epochsWithoutImprovement;
    this.#best = best;
  }
}
