import { pow } from "../elementary_functions.ts";
import { positive, positiveInteger, properShare } from "../ranges.ts";

/** What the time of a schedule is counted in. */
export type ScheduleUnit = "epoch" | "iteration";

/** The learning rate as training goes on. */
export interface Schedule {
  /** The rate holds for one epoch, or for one iteration (mini-batch). */
  readonly unit: ScheduleUnit;
  /**
   * What it has learned from observations, by name, for a checkpoint; assigning it restores it, or
   * throws a RangeError where it is none that this schedule can have. Empty if the rate depends on
   * time alone.
   */
  state: Readonly<Record<string, number>>;

  /**
   * The rate of an epoch or iteration.
   *
   * @param time Number of epochs or iterations before it: 0 for the first.
   */
  learningRate(time: number): number;

  /**
   * Tells it a measured value, such as the validation loss, that training should make small. Once
   * an epoch; most schedules do not listen.
   */
  observe(value: number): void;
}

/** A schedule that depends on time alone. */
export function timed(unit: ScheduleUnit, learningRate: (time: number) => number): Schedule {
  return {
    unit,
    learningRate,
    observe() {},
    get state() {
      return {};
    },
    set state(state: Schedule["state"]) {
      checkNoState(state);
    },
  };
}

/**
 * Checks that a state is that of a schedule which has none, or of no schedule.
 *
 * @throws {RangeError} If it has something in it.
 */
export function checkNoState(state: Schedule["state"]): void {
  const names = Object.keys(state);
  if (names.length === 0) return;
  throw new RangeError(`Expected a schedule without a state but found ${names.join(", ")}`);
}

/**
 * Always the same rate.
 *
 * @param unit What the time of a schedule that goes over to this one is counted in.
 * @throws {RangeError} If the rate is not a finite number above 0.
 */
export function constantRate(learningRate: number, unit: ScheduleUnit = "epoch"): Schedule {
  positive(learningRate, "the learning rate");
  return timed(unit, () => learningRate);
}

/** How {@linkcode stepDecay} falls. */
export interface StepDecayOptions {
  /** Number of epochs or iterations from one fall to the next, 1 or more. */
  readonly every: number;
  /** What the rate is multiplied with, above 0 and below 1; 0.5 when left out. */
  readonly factor?: number;
  /** What time is counted in; epochs when left out. */
  readonly unit?: ScheduleUnit;
}

/**
 * The rate falls in equal steps: `α₀ factor^⌊t / every⌋`.
 *
 * @param learningRate `α₀`, above 0.
 * @throws {RangeError} If a parameter is out of range.
 */
export function stepDecay(
  learningRate: number,
  { every, factor = 0.5, unit = "epoch" }: StepDecayOptions,
): Schedule {
  positive(learningRate, "the learning rate");
  positiveInteger(every, "the distance of two steps");
  properShare(factor, "the factor");
  return timed(unit, (time) => learningRate * pow(factor, Math.floor(time / every)));
}

/**
 * The rate falls evenly to 0, where it stays: `α₀ max(0, 1 - t/T)`.
 *
 * @param learningRate `α₀`, above 0.
 * @param end `T`, above 0: when the rate becomes 0. The length of the training makes its last
 *   epoch or iteration the last that learns.
 * @throws {RangeError} If a parameter is out of range.
 */
export function linearDecay(
  learningRate: number,
  end: number,
  unit: ScheduleUnit = "epoch",
): Schedule {
  positive(learningRate, "the learning rate");
  positive(end, "the end of the schedule");
  return timed(unit, (time) => learningRate * Math.max(0, 1 - time / end));
}

/**
 * The rate falls to a tenth in each period: `α₀ 10^(-t/T)`.
 *
 * @param learningRate `α₀`, above 0.
 * @param period `T`, above 0.
 * @throws {RangeError} If a parameter is out of range.
 */
export function exponential(
  learningRate: number,
  period: number,
  unit: ScheduleUnit = "epoch",
): Schedule {
  positive(learningRate, "the learning rate");
  positive(period, "the period");
  return timed(unit, (time) => learningRate * pow(10, -time / period));
}

/** How {@linkcode power} falls. */
export interface PowerOptions {
  /** `T`, above 0: when the rate has fallen to `2^-c` of the first. */
  readonly period: number;
  /** `c`, above 0; 1 when left out. */
  readonly exponent?: number;
  /** What time is counted in; epochs when left out. */
  readonly unit?: ScheduleUnit;
}

/**
 * The rate falls ever more slowly: `α₀ / (1 + t/T)^c`.
 *
 * @param learningRate `α₀`, above 0.
 * @throws {RangeError} If a parameter is out of range.
 */
export function power(
  learningRate: number,
  { period, exponent = 1, unit = "epoch" }: PowerOptions,
): Schedule {
  positive(learningRate, "the learning rate");
  positive(period, "the period");
  positive(exponent, "the exponent");
  return timed(unit, (time) => learningRate / pow(1 + time / period, exponent));
}
