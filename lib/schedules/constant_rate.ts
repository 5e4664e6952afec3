import { positive } from "../ranges.ts";
import { type Schedule, timed } from "./schedule.ts";

/**
 * Always the same rate.
 *
 * @throws {RangeError} If the rate is not a finite number above 0.
 */
export function constantRate(learningRate: number): Schedule {
  positive(learningRate, "the learning rate");
  return timed("epoch", () => learningRate);
}
