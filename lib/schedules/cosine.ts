import { cos } from "../elementary_functions.ts";
import { positive, positiveInteger, properShare } from "../ranges.ts";
import { type Schedule, type ScheduleUnit, timed } from "./schedule.ts";

/**
 * The rate falls to 0 along half a wave, slowly at both ends: `α₀ (1 + cos(π t/T)) / 2`. After `T` it
 * stays 0, where PyTorch's `CosineAnnealingLR` rises again.
 *
 * Source: Loshchilov, Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts" (2017), eq. 5,
 * without restarts.
 *
 * @param learningRate `α₀`, above 0.
 * @param end `T`, above 0: when the rate becomes 0.
 * @throws {RangeError} If a parameter is out of range.
 */
export function cosineDecay(
  learningRate: number,
  end: number,
  unit: ScheduleUnit = "epoch",
): Schedule {
  positive(learningRate, "the learning rate");
  positive(end, "the end of the schedule");
  return timed(unit, (time) => halfWave(learningRate, 0, Math.min(1, time / end)));
}

/** What the highest rate of {@linkcode oneCycle} is divided by for the first one. */
const FIRST_DIVISOR = 25;

/** What the first rate is divided by for the last one. */
const LAST_DIVISOR = 1e4;

/** How {@linkcode oneCycle} rises and falls. */
export interface OneCycleOptions {
  /** `T`, an integer of 1 or more: epochs or iterations of the whole cycle, the training's length. */
  readonly length: number;
  /** Share of them in which the rate rises, above 0 and below 1; 0.3 when left out. */
  readonly rise?: number;
  /** What time is counted in; epochs when left out. */
  readonly unit?: ScheduleUnit;
}

/**
 * The rate rises along half a wave from `α/25` to `α`, at time `rise T - 1`, and falls along another
 * one to `α/250000` at `T - 1`, the last of the `T` times; there it stays.
 *
 * Source: Smith, Topin, "Super-Convergence" (2018), as PyTorch's `OneCycleLR` has it, whose momentum
 * stays as it is with `cycle_momentum=False`.
 *
 * @param learningRate `α`, the highest, above 0.
 * @throws {RangeError} If a parameter is out of range.
 */
export function oneCycle(
  learningRate: number,
  { length, rise = 0.3, unit = "epoch" }: OneCycleOptions,
): Schedule {
  positive(learningRate, "the learning rate");
  positiveInteger(length, "the length of the cycle");
  properShare(rise, "the share of the rise");
  const first = learningRate / FIRST_DIVISOR;
  const last = first / LAST_DIVISOR;
  const top = rise * length - 1;
  return timed(unit, (time) => {
    if (time < top) return halfWave(first, learningRate, time / top);
    return halfWave(learningRate, last, Math.min(1, (time - top) / (length - 1 - top)));
  });
}

/** From one value, at 0, to another one, at 1, along half a cosine wave. */
function halfWave(from: number, to: number, at: number): number {
  return to + (from - to) * (1 + cos(Math.PI * at)) / 2;
}
