import type { Optimizer } from "../optimizers/optimizer.ts";
import type { Random, RandomState } from "../random.ts";
import type { Schedule } from "../schedules/schedule.ts";
import type { EarlyStop } from "./early_stop.ts";
import type { Moment } from "./measurement.ts";
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
    watched: earlyStop?.watched ?? [],
    ...monitor.state,
  };
}

/** Puts the parts into a state that {@linkcode stateOf} returned. */
export function restoreState(parts: TrainingParts, state: TrainingState): void {
  const { optimizer, schedule, earlyStop, monitor } = parts;
  optimizer.learningRate = state.learningRate;
  optimizer.steps = state.steps;
  if (schedule !== undefined) schedule.state = state.schedule;
  parts.shuffleRandom.state = state.shuffleRandom;
  parts.augmentationRandom.state = state.augmentationRandom;
  parts.dropoutRandom.state = state.dropoutRandom;
  if (earlyStop !== undefined) earlyStop.watched = state.watched;
  monitor.state = state;
}
