import { positive } from "../ranges.ts";
import { type Schedule, type ScheduleUnit, timed } from "./schedule.ts";

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
  return timed(unit, (time) => learningRate * 10 ** (-time / period));
}
