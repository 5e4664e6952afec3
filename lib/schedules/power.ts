import { positive } from "../ranges.ts";
import { type Schedule, type ScheduleUnit, timed } from "./schedule.ts";

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
  return timed(unit, (time) => learningRate / (1 + time / period) ** exponent);
}
