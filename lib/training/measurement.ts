import { rSquared } from "../metrics/regression.ts";

/** Loss and error of a network on some samples. */
export interface Performance {
  /** Mean loss, without penalties. */
  readonly loss: number;
  /** Share of the samples whose predicted class is not their label, from 0 to 1; NaN without classes. */
  readonly errorRate: number;
  /**
   * The coefficient of determination where the targets are numbers, as `rSquared` of the metrics says;
   * absent where they are classes.
   */
  readonly rSquared?: number;
}

/** A moment of a training. */
export interface Moment {
  /** Number of the current epoch, counted from 1, or of the last one that is done; 0 before the first. */
  readonly epoch: number;
  /** Mini-batches that are done, in all epochs. */
  readonly iteration: number;
}

/** The state of a training at one time; all of them are its history. */
export interface Measurement extends Moment {
  /** The learning rate of the last of them. */
  readonly learningRate: number;
  /**
   * On the mini-batches since the measurement before, as they were trained on: with dropout and
   * augmentation, and with the parameters of that moment.
   */
  readonly training: Performance;
  /** On the validation data, if there is any; with the average of the parameters, if there is one. */
  readonly validation?: Performance;
  /** On the test data, likewise. */
  readonly test?: Performance;
  /** What the penalties on large weights add to the loss. */
  readonly penalty: number;
}

/** How far what a network makes of some samples is from what it should be: sums over them. */
export interface ErrorSums {
  /** The number of those that were misclassified; 0 without classes. */
  wrong: number;
  /** Of targets that are numbers: `Σ (ŷ - y)²`. */
  residual?: number;
  /** Of targets that are numbers: `Σ (y - ȳ)²`, about their means over the whole dataset. */
  spread?: number;
}

/** Sums over samples. */
export interface PerformanceSums extends ErrorSums {
  /** Their number. */
  samples: number;
  /** Of their losses. */
  loss: number;
}

/** What a pass over a mini-batch has found. */
export interface BatchOutcome extends Readonly<ErrorSums> {
  /** Number of samples. */
  readonly samples: number;
  /** Their mean loss. */
  readonly loss: number;
}

/** Averages loss and error over mini-batches. */
export class RunningPerformance {
  /** The sums; what it takes to go on from a checkpoint. */
  sums: PerformanceSums = { samples: 0, loss: 0, wrong: 0 };

  /** Adds a mini-batch. */
  add({ samples, loss, wrong, residual, spread }: BatchOutcome): void {
    const { sums } = this;
    sums.samples += samples;
    sums.loss += samples * loss;
    sums.wrong += wrong;
    if (residual !== undefined) sums.residual = (sums.residual ?? 0) + residual;
    if (spread !== undefined) sums.spread = (sums.spread ?? 0) + spread;
  }

  /** Starts anew. */
  reset(): void {
    this.sums = { samples: 0, loss: 0, wrong: 0 };
  }

  /** Samples added. */
  get samples(): number {
    return this.sums.samples;
  }

  /** Mean loss over them. */
  get loss(): number {
    return this.sums.loss / this.sums.samples;
  }

  /** Loss and error, as they are at this moment. */
  get performance(): Performance {
    return performanceOf({ ...this.sums, loss: this.loss });
  }
}

/** Loss and error of some samples. */
export function performanceOf(
  { samples, loss, wrong, residual = 0, spread }: BatchOutcome,
): Performance {
  if (spread === undefined) return { loss, errorRate: wrong / samples };
  return { loss, errorRate: NaN, rSquared: rSquared(residual, spread) };
}
