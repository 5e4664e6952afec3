import { settled, type Steps } from "../devices/steps.ts";
import type { Network } from "../network.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import { penaltyLoss } from "../optimizers/regularizers.ts";
import type { Batches } from "./batches.ts";
import { alone, type Communicator } from "./communicator.ts";
import { performanceOn } from "./evaluate.ts";
import {
  type BatchOutcome,
  type Measurement,
  type Moment,
  type Performance,
  type PerformanceSums,
  RunningPerformance,
} from "./measurement.ts";
import { type WeightAverage, withAverage } from "./weight_average.ts";

/** What a {@linkcode Monitor} measures besides the mini-batches, and when. */
export interface MonitorOptions {
  /** What validation and test data are measured with, in place of the parameters themselves. */
  readonly average?: WeightAverage;
  /** Connects the processes that share the measuring; there are no others when left out. */
  readonly communicator?: Communicator;
  /** Validation data, measured after every epoch. */
  readonly validation?: Batches;
  /** Test data. */
  readonly test?: Batches;
  /** Epochs from one measurement to the next; 1 when left out. */
  readonly measureEpochs?: number;
  /** Iterations from one further measurement to the next; none when left out. */
  readonly measureIterations?: number;
}

/** What a {@linkcode Monitor} goes on from after an epoch. */
export interface MonitorState {
  /** Sums since the last measurement. */
  readonly sums: Readonly<PerformanceSums>;
  /** All measurements so far. */
  readonly history: readonly Measurement[];
}

/**
 * What is measured of a training, and when: the mean loss and error of its mini-batches, the
 * validation and test data, and the history of it all.
 */
export class Monitor {
  readonly #network: Network;
  readonly #optimizer: Optimizer;
  readonly #options: MonitorOptions;
  readonly #thisEpoch = new RunningPerformance();
  readonly #sinceMeasurement = new RunningPerformance();
  #validation: Performance | undefined;
  #history: Measurement[] = [];
  /** Where the current epoch began, for when it begins anew. */
  #epochStart = { measurements: 0, sums: this.#sinceMeasurement.sums };

  /** @param optimizer Tells the learning rate and the penalties. */
  constructor(network: Network, optimizer: Optimizer, options: MonitorOptions) {
    this.#network = network;
    this.#optimizer = optimizer;
    this.#options = options;
  }

  /** All measurements so far. */
  get history(): readonly Measurement[] {
    return this.#history;
  }

  /** What it measures besides the mini-batches. */
  get measures(): { readonly validation: boolean; readonly test: boolean } {
    const { validation, test } = this.#options;
    return { validation: validation !== undefined, test: test !== undefined };
  }

  /** The mini-batches of the current epoch. */
  get thisEpoch(): Readonly<RunningPerformance> {
    return this.#thisEpoch;
  }

  /**
   * Loss and error on the validation data, if there is any, with the parameters since the last
   * mini-batch; evaluated when first asked for.
   */
  *validate(): Steps<Performance | undefined> {
    const { validation } = this.#options;
    if (validation !== undefined) this.#validation ??= yield* this.#evaluate(validation);
    return this.#validation;
  }

  /** What it goes on from, only between epochs; assigning it makes this monitor do so. */
  get state(): MonitorState {
    return { sums: { ...this.#sinceMeasurement.sums }, history: [...this.#history] };
  }

  set state({ sums, history }: MonitorState) {
    this.#sinceMeasurement.sums = { ...sums };
    this.#history = [...history];
    this.#rememberEpochStart();
  }

  /** Begins an epoch, and forgets what there is of one that did not end. */
  beginEpoch(): void {
    this.#thisEpoch.reset();
    this.#history.length = this.#epochStart.measurements;
    this.#sinceMeasurement.sums = { ...this.#epochStart.sums };
  }

  /** Adds the mini-batch that the network has just been trained on. */
  add(outcome: BatchOutcome): void {
    this.#thisEpoch.add(outcome);
    this.#sinceMeasurement.add(outcome);
    this.#validation = undefined;
  }

  /** Whether it is time to measure after a mini-batch, wherever the epoch is. */
  isDue({ iteration }: Moment): boolean {
    return iteration % (this.#options.measureIterations ?? Infinity) === 0;
  }

  /** Measures after a mini-batch, if it is time. */
  *measureByIteration(moment: Moment): Steps<Measurement | undefined> {
    return this.isDue(moment) ? yield* this.#measure(moment) : undefined;
  }

  /**
   * Ends an epoch, and measures if it is time.
   *
   * @param isLast Whether no other follows: the last one is always measured.
   */
  *endEpoch(moment: Moment, isLast: boolean): Steps<Measurement | undefined> {
    const { validation, measureEpochs = 1 } = this.#options;
    const isDue = isLast || validation !== undefined || moment.epoch % measureEpochs === 0;
    const measurement = isDue
      ? yield* this.#measure(moment)
      : yield* this.measureByIteration(moment);
    this.#rememberEpochStart();
    return measurement;
  }

  *#measure(moment: Moment): Steps<Measurement> {
    const validation = yield* this.validate();
    const test = this.#options.test && (yield* this.#evaluate(this.#options.test));
    const { learningRate, penalties } = this.#optimizer;
    const penalty = penaltyLoss(this.#network, penalties);
    if (penalties.length > 0) yield* settled(this.#network.device);
    const measurement = {
      ...moment,
      learningRate,
      training: this.#sinceMeasurement.performance,
      ...(validation && { validation }),
      ...(test && { test }),
      penalty: penalty.value,
    };
    this.#history.push(measurement);
    this.#sinceMeasurement.reset();
    return measurement;
  }

  #evaluate(batches: Batches): Steps<Performance> {
    const { average, communicator = alone } = this.#options;
    return withAverage(average, performanceOn(this.#network, batches, communicator));
  }

  #rememberEpochStart(): void {
    this.#epochStart = {
      measurements: this.#history.length,
      sums: { ...this.#sinceMeasurement.sums },
    };
  }
}
