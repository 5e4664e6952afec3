import { Augmenter } from "../data/augmentation.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Matrix } from "../matrix.ts";
import type { Network } from "../network.ts";
import { Random } from "../random.ts";
import { positiveInteger } from "../ranges.ts";
import { penaltyLoss } from "../regularizers.ts";
import { Batches } from "./batches.ts";
import { DivergenceError } from "./divergence_error.ts";
import { EarlyStop } from "./early_stop.ts";
import { evaluateBatches } from "./evaluate.ts";
import { type Measurement, type Performance, RunningPerformance } from "./measurement.ts";
import type { TrainingOptions } from "./training_options.ts";
import type { TrainingState } from "./training_state.ts";

/** How far a training is, after each mini-batch. */
export interface TrainingProgress {
  /** The current epoch, counted from 1. */
  readonly epoch: number;
  /** Batches of this epoch that are done. */
  readonly batch: number;
  /** Mean loss over the last of them. */
  readonly batchLoss: number;
  /** Samples of this epoch that are done. */
  readonly samples: number;
  /** Mean loss over those samples. */
  readonly loss: number;
  /** Whether the epoch, or what there is to be of the last one, is done. */
  readonly isEpochEnd: boolean;
  /** Present where it was time for one. */
  readonly measurement?: Measurement;
}

/**
 * Trains a network on mini-batches, the samples shuffled anew for every epoch.
 *
 * Nothing happens until the progress is asked for: iterate over it, and stop whenever you like.
 * With early stopping the network has in the end the parameters of the best epoch.
 *
 * @example
 * ```ts
 * import { Training } from "./training.ts";
 * import { Dataset } from "../data/dataset.ts";
 * import { TypeScriptDevice } from "../devices/typescript/typescript_device.ts";
 * import { dense } from "../layers/dense.ts";
 * import { softmax } from "../layers/softmax.ts";
 * import { Network } from "../network.ts";
 * import { SGD } from "../optimizers/sgd.ts";
 * import { assert } from "@std/assert";
 *
 * const dataset = new Dataset(Uint8Array.of(0, 255, 255, 0), Uint8Array.of(0, 1), [2], 2);
 * const device = new TypeScriptDevice();
 * const layers = [dense(2), softmax()];
 * const network = new Network({ device, inputShape: [2], layers, batchSize: 2 });
 * const optimizer = new SGD(network, { learningRate: 1 });
 * const training = new Training(network, dataset, { length: { epochs: 10 }, optimizer });
 * for (const { measurement } of training) if (measurement) console.log(measurement.training.loss);
 * assert(training.history[9].training.loss < training.history[0].training.loss);
 * ```
 */
export class Training implements Iterable<TrainingProgress> {
  /** Samples in an epoch. */
  readonly samplesPerEpoch: number;
  /** Mini-batches in an epoch. */
  readonly batchesPerEpoch: number;
  /** The epoch that it ends in, counted from 1, if nothing stops it early. */
  readonly lastEpoch: number;
  /**
   * The matrices that it changes: parameters, buffers, what the optimizer carries from step to step
   * and, with early stopping, the best parameters so far. Together with {@linkcode state} they are
   * what it goes on from.
   */
  readonly matrices: readonly Matrix[];
  readonly #network: Network;
  readonly #options: TrainingOptions;
  readonly #batches: Batches;
  readonly #validation: Batches | undefined;
  readonly #test: Batches | undefined;
  readonly #shuffleRandom: Random;
  readonly #lastIteration: number;
  readonly #augmentationRandom: Random;
  readonly #earlyStop: EarlyStop | undefined;
  /** Over the current epoch, and since the last measurement. */
  readonly #thisEpoch = new RunningPerformance();
  readonly #sinceMeasurement = new RunningPerformance();
  #history: Measurement[] = [];
  #epoch = 0;
  #iteration = 0;
  /** Where the current epoch began, for when it begins anew. */
  #epochStart = { iteration: 0, measurements: 0, sums: this.#sinceMeasurement.sums };

  /**
   * @throws {RangeError} If an option is out of range, a dataset does not fit the network, or there is
   * nothing to train on.
   */
  constructor(network: Network, dataset: Dataset, options: TrainingOptions) {
    const { length, augmentation, labelSmoothing, normalization, validation, test, seed = 1 } =
      options;
    positiveInteger(options.measureEpochs ?? 1, "the epochs from one measurement to the next");
    positiveInteger(
      options.measureIterations ?? 1,
      "the iterations from one measurement to the next",
    );
    if (validation === undefined && options.earlyStopping?.watch.startsWith("validation")) {
      throw new RangeError("Expected validation data for early stopping to watch but found none");
    }
    if (dataset.count === 0) throw new RangeError("Expected 1 or more training images but found 0");
    this.#network = network;
    this.#options = options;
    this.#augmentationRandom = new Random(seed, "augmentation");
    const augmenter = augmentation &&
      new Augmenter(augmentation, dataset.shape, this.#augmentationRandom);
    this.#batches = new Batches(network, dataset, { normalization, augmenter, labelSmoothing });
    this.#validation = validation && new Batches(network, validation, { normalization });
    this.#test = test && new Batches(network, test, { normalization });
    this.#shuffleRandom = new Random(seed, "shuffle");
    this.samplesPerEpoch = dataset.count;
    this.batchesPerEpoch = this.#batches.count;
    this.#lastIteration = "iterations" in length
      ? positiveInteger(length.iterations, "the number of iterations")
      : positiveInteger(length.epochs, "the number of epochs") * this.batchesPerEpoch;
    this.lastEpoch = Math.ceil(this.#lastIteration / this.batchesPerEpoch);
    const learned = [...network.parameters, ...network.layers.flatMap(({ buffers }) => buffers)];
    this.#earlyStop = options.earlyStopping && new EarlyStop(options.earlyStopping, learned);
    this.matrices = [
      ...learned.map(({ value }) => value),
      ...options.optimizer.state.map(({ matrix }) => matrix),
      ...(this.#earlyStop?.matrices ?? []),
    ];
  }

  /** All measurements so far. */
  get history(): readonly Measurement[] {
    return this.#history;
  }

  /** The epoch with the smallest value that early stopping has seen; undefined without it. */
  get bestEpoch(): number | undefined {
    return this.#earlyStop?.bestEpoch;
  }

  /**
   * What it goes on from, besides {@linkcode matrices}; only between epochs is it whole. Assigning
   * a state, of a training of the same network on the same data with the same options, and setting
   * the matrices makes this training end as that one would have.
   */
  get state(): TrainingState {
    const { optimizer, schedule } = this.#options;
    return {
      epoch: this.#epoch,
      iteration: this.#iteration,
      learningRate: optimizer.learningRate,
      steps: optimizer.steps,
      schedule: schedule?.state ?? {},
      shuffleRandom: this.#shuffleRandom.state,
      augmentationRandom: this.#augmentationRandom.state,
      dropoutRandom: this.#network.dropoutRandom.state,
      watched: this.#earlyStop?.watched ?? [],
      sums: { ...this.#sinceMeasurement.sums },
      history: [...this.#history],
    };
  }

  set state(state: TrainingState) {
    const { optimizer, schedule } = this.#options;
    this.#epoch = state.epoch;
    this.#iteration = state.iteration;
    optimizer.learningRate = state.learningRate;
    optimizer.steps = state.steps;
    if (schedule !== undefined) schedule.state = state.schedule;
    this.#shuffleRandom.state = state.shuffleRandom;
    this.#augmentationRandom.state = state.augmentationRandom;
    this.#network.dropoutRandom.state = state.dropoutRandom;
    if (this.#earlyStop !== undefined) this.#earlyStop.watched = state.watched;
    this.#sinceMeasurement.sums = { ...state.sums };
    this.#history = [...state.history];
    this.#rememberEpochStart();
  }

  /**
   * Trains on from the state that it is in, one mini-batch for each value. After a stop within an
   * epoch, that epoch begins anew, in another order.
   *
   * @throws {DivergenceError} As soon as the loss of a mini-batch is infinite or not a number.
   */
  *[Symbol.iterator](): Generator<TrainingProgress, void> {
    while (this.#iteration < this.#lastIteration && !this.#earlyStop?.isDue) {
      yield* this.#trainEpoch(this.#epoch + 1);
    }
    this.#earlyStop?.restore();
  }

  *#trainEpoch(epoch: number): Generator<TrainingProgress, void> {
    this.#batches.shuffle(this.#shuffleRandom);
    this.#thisEpoch.reset();
    this.#iteration = this.#epochStart.iteration;
    this.#history.length = this.#epochStart.measurements;
    this.#sinceMeasurement.sums = { ...this.#epochStart.sums };
    const rest = this.#lastIteration - this.#iteration;
    const last = Math.min(this.batchesPerEpoch, rest);
    for (let batch = 1; batch <= last; batch++) {
      const batchLoss = this.#step(epoch, batch);
      const { samples, loss } = this.#thisEpoch;
      const isEpochEnd = batch === last;
      // What an epoch has come to tells whether it is the last, which is always measured.
      if (isEpochEnd && !this.#awaitsMeasurement) this.#endEpoch(epoch);
      const measurement = this.#isToMeasure(epoch, isEpochEnd) ? this.#measure(epoch) : undefined;
      if (isEpochEnd && this.#awaitsMeasurement) this.#endEpoch(epoch);
      if (isEpochEnd) this.#rememberEpochStart();
      yield { epoch, batch, batchLoss, samples, loss, isEpochEnd, measurement };
    }
  }

  #rememberEpochStart(): void {
    this.#epochStart = {
      iteration: this.#iteration,
      measurements: this.#history.length,
      sums: { ...this.#sinceMeasurement.sums },
    };
  }

  /** Trains on a mini-batch; returns its mean loss. */
  #step(epoch: number, batch: number): number {
    const { optimizer, schedule } = this.#options;
    if (schedule !== undefined) {
      const time = schedule.unit === "epoch" ? epoch - 1 : this.#iteration;
      optimizer.learningRate = schedule.learningRate(time);
    }
    const { inputs, targets, labels } = this.#batches.load(batch - 1);
    optimizer.begin();
    const loss = this.#network.backpropagate(inputs, targets);
    if (!Number.isFinite(loss)) throw new DivergenceError(loss, epoch, batch);
    optimizer.step();
    this.#iteration++;

    let wrong = 0;
    for (let r = 0; r < inputs.rows; r++) {
      if (this.#network.predictedClass(r) !== labels[r]) wrong++;
    }
    this.#thisEpoch.add(inputs.rows, loss, wrong);
    this.#sinceMeasurement.add(inputs.rows, loss, wrong);
    return loss;
  }

  /** Whether it takes a measurement, then one after every epoch, to tell what an epoch has come to. */
  get #awaitsMeasurement(): boolean {
    return this.#validation !== undefined;
  }

  #isToMeasure(epoch: number, isEpochEnd: boolean): boolean {
    const { measureEpochs = 1, measureIterations = Infinity } = this.#options;
    if (this.#iteration % measureIterations === 0) return true;
    if (!isEpochEnd) return false;
    const isLast = epoch === this.lastEpoch || this.#earlyStop?.isDue === true;
    return this.#awaitsMeasurement || isLast || epoch % measureEpochs === 0;
  }

  #measure(epoch: number): Measurement {
    const { optimizer } = this.#options;
    const { loss, errorRate } = this.#sinceMeasurement;
    const measurement = {
      epoch,
      iteration: this.#iteration,
      learningRate: optimizer.learningRate,
      training: { loss, errorRate },
      ...(this.#validation && { validation: this.#evaluate(this.#validation) }),
      ...(this.#test && { test: this.#evaluate(this.#test) }),
      penalty: penaltyLoss(this.#network, optimizer.penalties),
    };
    this.#history.push(measurement);
    this.#sinceMeasurement.reset();
    return measurement;
  }

  #evaluate(batches: Batches): Performance {
    const { loss, errorRate } = evaluateBatches(this.#network, batches);
    return { loss, errorRate };
  }

  /** Lets the schedule and the stopping rule see what an epoch has come to. */
  #endEpoch(epoch: number): void {
    this.#epoch = epoch;
    const { loss } = this.#thisEpoch;
    const validation = this.#history.at(-1)?.validation;
    this.#options.schedule?.observe(validation?.loss ?? loss);
    this.#earlyStop?.observe(loss, validation);
  }
}
