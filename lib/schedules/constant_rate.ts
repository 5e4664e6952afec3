import { positive } from "../ranges.ts";
import { type Schedule, type ScheduleUnit, timed } from "./schedule.ts";

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
