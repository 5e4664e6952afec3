import { Augmenter } from "../data/augmenter.ts";
import type { TrainingSet } from "../data/samples.ts";
import { type Display, notebookDisplay } from "../formats/display.ts";
import type { Device } from "../devices/device.ts";
import type { Steps } from "../devices/steps.ts";
import type { Matrix } from "../matrix.ts";
import type { Network } from "../network.ts";
import { Random } from "../random.ts";
import { positiveInteger } from "../ranges.ts";
import { type BatchPass, checkSlices, slicedPass, wholePass } from "./batch_pass.ts";
import { Batches } from "./batches.ts";
import { alone, type Communicator } from "./communicator.ts";
import { DivergenceError } from "./divergence_error.ts";
import { EarlyStop } from "./early_stop.ts";
import { displayHistory } from "./history_display.ts";
import type { Measurement, Moment } from "./measurement.ts";
import { Monitor } from "./monitor.ts";
import { OutcomeReader } from "./outcome_reader.ts";
import { fingerprintOf, ranksThatDiffer } from "./rank_agreement.ts";
import { checkTraining, type TrainingOptions } from "./training_options.ts";
import { restoreState, stateOf, type TrainingParts, type TrainingState } from "./training_state.ts";
import { WeightAverage } from "./weight_average.ts";

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
 * With early stopping the network has in the end the parameters of the best epoch; with a weight
 * average it has the averages, which take its parameters' place whenever it is measured, too.
 *
 * @example
 * ```ts
 * import { createTypeScriptDevice, Dataset, dense, Network, SGD, softmax, Training } from "@handwriting/mnist";
 * import { assert } from "@std/assert";
 *
 * const dataset = new Dataset(Uint8Array.of(0, 255, 255, 0), Uint8Array.of(0, 1), [2], 2);
 * const device = createTypeScriptDevice();
 * const layers = [dense(2), softmax()];
 * const network = new Network({ device, inputShape: [2], layers, batchSize: 2 });
 * const optimizer = new SGD(network, { learningRate: 1 });
 * const training = new Training(network, dataset, { length: { epochs: 10 }, optimizer });
 * for (const { measurement } of training) if (measurement) console.log(measurement.training.loss);
 * assert(training.history[9].training.loss < training.history[0].training.loss);
 * ```
 */
export class Training implements Iterable<TrainingProgress>, AsyncIterable<TrainingProgress> {
  /** Where its matrices lie. */
  readonly device: Device;
  /** Samples in an epoch. */
  readonly samplesPerEpoch: number;
  /** Mini-batches in an epoch. */
  readonly batchesPerEpoch: number;
  /** Whether it learns classes, so that there are error rates, rather than numbers. */
  readonly hasClasses: boolean;
  /** The epoch that it ends in, counted from 1, if nothing stops it early. */
  readonly lastEpoch: number;
  /**
   * The matrices that it changes: parameters, buffers, what the optimizer carries from step to step
   * and, if there are any, the averages of the former and the best of them so far. Together with
   * {@linkcode state} they are what it goes on from. Within a training on a device whose results come
   * later they are read after `await device.settle(...matrices)`, and set with `device.changed(...matrices)`.
   */
  readonly matrices: readonly Matrix[];
  readonly #communicator: Communicator;
  readonly #learned: readonly Matrix[];
  readonly #batches: Batches;
  readonly #pass: BatchPass;
  readonly #lastIteration: number;
  readonly #stepsAhead: number;
  readonly #average: WeightAverage | undefined;
  readonly #parts: TrainingParts;
  /** The epochs and mini-batches that are done; those of an epoch count once it ends. */
  #done: Moment = { epoch: 0, iteration: 0 };

  /**
   * A training that has not begun yet.
   *
   * @throws {RangeError} If an option is out of range, a dataset does not fit the network, or there is
   * nothing to train on.
   */
  constructor(network: Network, dataset: TrainingSet, options: TrainingOptions) {
    checkTraining(network.device, dataset, options);
    const { length, optimizer, augmentation, labelSmoothing, normalization, seed = 1 } = options;
    const { weightAverage, slices = 1, communicator = alone, stepsAhead = 200 } = options;
    const batchSize = Math.min(options.batchSize ?? network.batchSize, dataset.count);
    checkSlices(slices, batchSize, communicator);
    const augmentationRandom = new Random(seed, "augmentation");
    const augmenter = augmentation &&
      new Augmenter(augmentation, dataset.shape, augmentationRandom);
    const held = (data?: TrainingSet) => data && new Batches(network, data, { normalization });
    const learned = [...network.parameters, ...network.layers.flatMap(({ buffers }) => buffers)];
    this.device = network.device;
    this.#stepsAhead = stepsAhead;
    this.#communicator = communicator;
    this.#learned = learned.map(({ value }) => value);
    this.#batches = new Batches(network, dataset, {
      batchSize,
      slices,
      normalization,
      augmenter,
      labelSmoothing,
    });
    const parts = { network, batches: this.#batches, optimizer };
    this.#pass = slices === 1 ? wholePass(parts) : slicedPass(parts, slices, communicator);
    this.#average = weightAverage === undefined
      ? undefined
      : new WeightAverage(network.device, learned, weightAverage);
    const monitor = new Monitor(network, optimizer, {
      average: this.#average,
      communicator,
      validation: held(options.validation),
      test: held(options.test),
      measureEpochs: options.measureEpochs,
      measureIterations: options.measureIterations,
    });
    this.samplesPerEpoch = dataset.count;
    this.hasClasses = "labels" in dataset;
    this.batchesPerEpoch = this.#batches.count;
    this.#lastIteration = iterationsOf(length, this.batchesPerEpoch);
    this.lastEpoch = Math.ceil(this.#lastIteration / this.batchesPerEpoch);
    const { earlyStopping } = options;
    const earlyStop = earlyStopping &&
      new EarlyStop(earlyStopping, this.device, learned, this.#average?.matrices);
    this.matrices = [
      ...this.#learned,
      ...optimizer.state.map(({ matrix }) => matrix),
      ...(this.#average?.matrices ?? []),
      ...(earlyStop?.matrices ?? []),
    ];
    this.#parts = {
      optimizer,
      schedule: options.schedule,
      shuffleRandom: new Random(seed, "shuffle"),
      augmentationRandom,
      dropoutRandom: network.dropoutRandom,
      earlyStop,
      monitor,
    };
  }

  /** All measurements so far. */
  get history(): readonly Measurement[] {
    return this.#parts.monitor.history;
  }

  /** What a notebook shows of it: its history. */
  [notebookDisplay](): Display {
    return displayHistory(this.history);
  }

  /** The epoch with the smallest value that early stopping has seen; undefined without it. */
  get bestEpoch(): number | undefined {
    return this.#parts.earlyStop?.bestEpoch;
  }

  /**
   * What it goes on from, besides {@linkcode matrices}; only between epochs is it whole. Assigning
   * a state, of a training of the same network on the same data with the same options, and setting
   * the matrices makes this training end as that one would have.
   *
   * @throws {RangeError} If what is assigned is no such state; this training stays in its own.
   */
  get state(): TrainingState {
    return stateOf(this.#parts, this.#done);
  }

  set state(state: TrainingState) {
    restoreState(this.#parts, state, {
      batchesPerEpoch: this.batchesPerEpoch,
      lastIteration: this.#lastIteration,
    });
    this.#done = { epoch: state.epoch, iteration: state.iteration };
  }

  /**
   * Trains on from the state that it is in, one mini-batch for each value. After a stop within an
   * epoch, that epoch begins anew, in another order.
   *
   * @throws {DivergenceError} As soon as the loss of a mini-batch is infinite or not a number.
   * @throws {Error} If the ranks that share it have not come to the same after an epoch; or the network
   * is on a device whose results come later, which takes `for await`.
   */
  *[Symbol.iterator](): Generator<TrainingProgress, void> {
    const { name, immediate } = this.device;
    if (!immediate) {
      throw new Error(
        `Expected a training by for await, as the results of the device ${name} come later, ` +
          "but found one by for",
      );
    }
    for (const step of this.#steps()) if (!(step instanceof Promise)) yield step;
  }

  /**
   * The same on any device. Where results come later, values come in bursts: the device trains some
   * mini-batches ahead of the value, as {@linkcode TrainingOptions.stepsAhead} says, up to the next
   * measurement or the end of the epoch. Once it is over, the {@linkcode matrices} can be read.
   *
   * @throws {DivergenceError} As above, but up to that many mini-batches late.
   * @throws {Error} As above; or if the device is lost.
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<TrainingProgress, void> {
    for (const step of this.#steps()) {
      if (step instanceof Promise) await step;
      else yield step;
    }
    await this.device.settle(...this.matrices);
  }

  *#steps(): Generator<TrainingProgress | Promise<void>, void> {
    while (!this.#isOver) yield* this.#trainEpoch(this.#done.epoch + 1);
    this.#average?.apply();
    this.#parts.earlyStop?.restore();
  }

  get #isOver(): boolean {
    return this.#done.iteration >= this.#lastIteration || this.#parts.earlyStop?.isDue === true;
  }

  /** For every mini-batch: forward, loss and backward, then the update, then the average. */
  *#trainEpoch(epoch: number): Generator<TrainingProgress | Promise<void>, void> {
    const { optimizer, shuffleRandom, monitor } = this.#parts;
    const before = this.#done.iteration;
    const last = Math.min(this.batchesPerEpoch, this.#lastIteration - before);
    const reader = new OutcomeReader(this.device, this.#stepsAhead);
    /** Mini-batches of which it is known what they have come to. */
    let known = 0;
    this.#batches.shuffle(shuffleRandom);
    monitor.beginEpoch();
    for (let batch = 1; batch <= last; batch++) {
      const moment = { epoch, iteration: before + batch };
      const isEpochEnd = batch === last;
      const isMeasured = isEpochEnd || monitor.isDue(moment);
      this.#setLearningRate(moment);
      const read = this.#pass(batch - 1);
      const outcomes = this.device.immediate ? [read()] : yield* reader.next(read, isMeasured);
      for (let i = 0; i < outcomes.length; i++) {
        const { loss } = outcomes[i];
        if (!Number.isFinite(loss)) throw new DivergenceError(loss, epoch, known + i + 1);
      }
      optimizer.step();
      this.#average?.update(moment.iteration);

      for (const outcome of outcomes) {
        const isNewest = ++known === batch;
        monitor.add(outcome);
        const { samples, loss } = monitor.thisEpoch;
        const measurement = isNewest && isMeasured
          ? yield* this.#measure(moment, isEpochEnd)
          : undefined;
        yield {
          epoch,
          batch: known,
          batchLoss: outcome.loss,
          samples,
          loss,
          isEpochEnd: isEpochEnd && isNewest,
          measurement,
        };
      }
    }
  }

  /** Measures after a mini-batch, if it is time; at the end of an epoch there is more to do. */
  #measure(moment: Moment, isEpochEnd: boolean): Steps<Measurement | undefined> {
    return isEpochEnd ? this.#endEpoch(moment) : this.#parts.monitor.measureByIteration(moment);
  }

  /** Sets what the schedule says for the mini-batch before a moment. */
  #setLearningRate({ epoch, iteration }: Moment): void {
    const { optimizer, schedule } = this.#parts;
    if (schedule === undefined) return;
    const time = schedule.unit === "epoch" ? epoch - 1 : iteration - 1;
    optimizer.learningRate = schedule.learningRate(time);
  }

  /** Lets the schedule and the stopping rule see what an epoch has come to; measures if it is time. */
  *#endEpoch(moment: Moment): Steps<Measurement | undefined> {
    const { schedule, earlyStop, monitor } = this.#parts;
    this.#done = moment;
    this.#compareRanks(moment.epoch);
    const { loss } = monitor.thisEpoch;
    const validation = yield* monitor.validate();
    schedule?.observe(validation?.loss ?? loss);
    earlyStop?.observe(loss, validation);
    return yield* monitor.endEpoch(moment, this.#isOver);
  }

  #compareRanks(epoch: number): void {
    if (this.#communicator.size === 1) return;
    const [other] = ranksThatDiffer(this.#communicator, fingerprintOf(this.#learned));
    if (other === undefined) return;
    throw new Error(
      `Expected the same parameters on all ranks after epoch ${epoch} but found others on rank ${other}`,
    );
  }
}

function iterationsOf(length: TrainingOptions["length"], batchesPerEpoch: number): number {
  if ("iterations" in length) return positiveInteger(length.iterations, "the number of iterations");
  return positiveInteger(length.epochs, "the number of epochs") * batchesPerEpoch;
}
