import type { Optimizer } from "../optimizers/optimizer.ts";
import type { Random, RandomState } from "../random.ts";
import { checkAsMany, nonNegative, nonNegativeInteger } from "../ranges.ts";
import { checkNoState, type Schedule } from "../schedules/schedule.ts";
import type { EarlyStop } from "./early_stop.ts";
import type { Measurement, Moment } from "./measurement.ts";
import type { Monitor, MonitorState } from "./monitor.ts";

/**
 * What a training goes on from after an epoch, apart from its matrices: plain data, which JSON keeps
 * exactly, except for numbers that are not finite.
 */
export interface TrainingState extends Moment, MonitorState {
  /** The optimizer's. */
  readonly learningRate: number;
  /** Steps that the optimizer has taken. */
  readonly steps: number;
  /** What the schedule remembers. */
  readonly schedule: Schedule["state"];
  /** Draws the order of the samples. */
  readonly shuffleRandom: RandomState;
  /** Draws the distortions. */
  readonly augmentationRandom: RandomState;
  /** Draws what dropout drops. */
  readonly dropoutRandom: RandomState;
  /** What early stopping has seen, one value for each epoch. */
  readonly watched: readonly number[];
}

/** The parts of a training that change as it goes on. */
export interface TrainingParts {
  readonly optimizer: Optimizer;
  readonly schedule: Schedule | undefined;
  readonly shuffleRandom: Random;
  readonly augmentationRandom: Random;
  readonly dropoutRandom: Random;
  readonly earlyStop: EarlyStop | undefined;
  readonly monitor: Monitor;
}

/** How long a training is, in mini-batches. */
export interface TrainingLength {
  /** Mini-batches in a whole epoch. */
  readonly batchesPerEpoch: number;
  /** The mini-batch that it ends with, counted from 1, if nothing stops it early. */
  readonly lastIteration: number;
}

/**
 * The state of a training.
 *
 * @param done The epochs and mini-batches that are done.
 */
export function stateOf(parts: TrainingParts, done: Moment): TrainingState {
  const { optimizer, schedule, earlyStop, monitor } = parts;
  return {
    epoch: done.epoch,
    iteration: done.iteration,
    learningRate: optimizer.learningRate,
    steps: optimizer.steps,
    schedule: schedule?.state ?? {},
    shuffleRandom: parts.shuffleRandom.state,
    augmentationRandom: parts.augmentationRandom.state,
    dropoutRandom: parts.dropoutRandom.state,
    watched: [...earlyStop?.watched ?? []],
    ...monitor.state,
  };
}

/**
 * Puts the parts into a state that {@linkcode stateOf} returned.
 *
 * @throws {RangeError} If it is no state that they can be in; they stay in theirs.
 */
export function restoreState(
  parts: TrainingParts,
  state: TrainingState,
  length: TrainingLength,
): void {
  const { optimizer, schedule, earlyStop, monitor } = parts;
  checkState(parts, state, length);
  // The last that can refuse something comes first.
  if (schedule !== undefined) schedule.state = state.schedule;
  else checkNoState(state.schedule);
  optimizer.learningRate = state.learningRate;
  optimizer.steps = state.steps;
  parts.shuffleRandom.state = state.shuffleRandom;
  parts.augmentationRandom.state = state.augmentationRandom;
  parts.dropoutRandom.state = state.dropoutRandom;
  if (earlyStop !== undefined) earlyStop.watched = state.watched;
  monitor.state = state;
}

/**
 * Checks that a training can go on from a state, except for that of its schedule, which knows itself
 * what it can be.
 *
 * @throws {RangeError} If a number is out of its range, or the state is of another training.
 */
function checkState(
  { earlyStop, monitor }: TrainingParts,
  state: TrainingState,
  { batchesPerEpoch, lastIteration }: TrainingLength,
): void {
  const { epoch, iteration, watched } = state;
  nonNegativeInteger(iteration, "the mini-batches that are done");
  if (epoch !== Math.ceil(iteration / batchesPerEpoch)) {
    throw new RangeError(
      `Expected epoch ${Math.ceil(iteration / batchesPerEpoch)} after ${iteration} mini-batches, ` +
        `${batchesPerEpoch} in an epoch, but found ${epoch}`,
    );
  }
  if (iteration > lastIteration) {
    throw new RangeError(
      `Expected at most ${lastIteration} mini-batches, the length of this training, ` +
        `but found ${iteration}`,
    );
  }
  // Only the last epoch may be cut short: the rest of another one would never be trained on.
  if (iteration % batchesPerEpoch !== 0 && iteration !== lastIteration) {
    throw new RangeError(
      `Expected whole epochs of ${batchesPerEpoch} mini-batches but found ${iteration} mini-batches`,
    );
  }
  nonNegative(state.learningRate, "the learning rate");
  nonNegativeInteger(state.steps, "the steps of the optimizer");
  checkRandom(state.shuffleRandom);
  checkRandom(state.augmentationRandom);
  checkRandom(state.dropoutRandom);
  const seen = { length: earlyStop === undefined ? 0 : epoch };
  checkAsMany("values of early stopping", watched, "epochs that it has seen", seen);
  checkSums(state.sums);
  let previous = 0;
  for (const measurement of state.history) {
    checkMeasurement(measurement, previous, batchesPerEpoch);
    checkPresence(measurement, monitor.measures);
    previous = measurement.iteration;
  }
  if (previous > iteration) {
    throw new RangeError(
      `Expected measurements up to iteration ${iteration} but found one of ${previous}`,
    );
  }
}

function checkSums({ samples, wrong, loss, residual, spread }: MonitorState["sums"]): void {
  nonNegativeInteger(samples, "the samples since the last measurement");
  nonNegativeInteger(wrong, "the misclassified ones among them");
  if (wrong > samples) {
    throw new RangeError(`Expected at most ${samples} misclassified samples but found ${wrong}`);
  }
  if (Number.isNaN(loss)) {
    throw new RangeError("Expected a sum of losses but found NaN");
  }
  if (spread === undefined) return;
  nonNegative(spread, "the spread of the targets");
  if (residual !== undefined && residual >= 0) return;
  throw new RangeError(`Expected a sum of squared errors of 0 or more but found ${residual}`);
}

/** @param previous Mini-batches that were done at the measurement before. */
function checkMeasurement(
  { epoch, iteration }: Measurement,
  previous: number,
  batchesPerEpoch: number,
): void {
  if (
    Number.isSafeInteger(iteration) && iteration > previous &&
    epoch === Math.ceil(iteration / batchesPerEpoch)
  ) return;
  throw new RangeError(
    `Expected a measurement after iteration ${previous}, with its epoch, but found one of ` +
      `epoch ${epoch}, iteration ${iteration}`,
  );
}

/** A measurement tells of the data that the training has, and of no others. */
function checkPresence(
  measurement: Measurement,
  measures: { readonly validation: boolean; readonly test: boolean },
): void {
  for (const data of ["validation", "test"] as const) {
    if ((measurement[data] !== undefined) === measures[data]) continue;
    const [expected, found] = measures[data] ? ["with", "without"] : ["without", "with"];
    throw new RangeError(
      `Expected measurements ${expected} ${data} data but found one ${found} them`,
    );
  }
}

function checkRandom(state: RandomState): void {
  const isWord = (word: number) => word === word >> 0 || word === word >>> 0;
  if (state.length === 4 && state.every(isWord) && state.some((word) => word !== 0)) return;
  throw new RangeError(
    `Expected a state of random numbers, four 32-bit integers, but found ${state.join(", ")}`,
  );
}
