import { positive } from "../ranges.ts";
import { type Schedule, type ScheduleUnit, timed } from "./schedule.ts";

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
