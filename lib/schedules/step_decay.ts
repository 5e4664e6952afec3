import { positive, positiveInteger, properShare } from "../ranges.ts";
import { type Schedule, type ScheduleUnit, timed } from "./schedule.ts";

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
  return timed(unit, (time) => learningRate * factor ** Math.floor(time / every));
}
