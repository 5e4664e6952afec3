/** Loss and error of a network on some samples. */
export interface Performance {
  /** Mean loss, without penalties. */
  readonly loss: number;
  /** Share of the samples whose predicted class is not their label, from 0 to 1. */
  readonly errorRate: number;
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

/** Sums over samples. */
export interface PerformanceSums {
  /** Their number. */
  samples: number;
  /** Of their losses. */
  loss: number;
  /** The number of those that were misclassified. */
  wrong: number;
}

/** Averages loss and error over mini-batches. */
export class RunningPerformance implements Performance {
  /** The sums; what it takes to go on from a checkpoint. */
  sums: PerformanceSums = { samples: 0, loss: 0, wrong: 0 };

  /** Adds a mini-batch, given its mean loss and the number of misclassified samples. */
  add(samples: number, loss: number, wrong: number): void {
    this.sums.samples += samples;
    this.sums.loss += samples * loss;
    this.sums.wrong += wrong;
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

  /** Share of them that were misclassified. */
  get errorRate(): number {
    return this.sums.wrong / this.sums.samples;
  }
}
