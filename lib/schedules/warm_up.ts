import { positiveInteger } from "../ranges.ts";
import type { Schedule, ScheduleUnit } from "./schedule.ts";

/**
 * The rate grows linearly, `α₀ (t + 1) / n`, until after `n` epochs or iterations it reaches the
 * first rate `α₀` of another schedule, which begins then.
 *
 * @example Luqué's TensorFlow model: up to 0.0005 over 5 epochs, then halved every 5
 * ```ts
 * import { stepDecay, warmUp } from "@handwriting/mnist";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const schedule = warmUp(5, stepDecay(0.0005, { every: 5 }));
 * assertAlmostEquals(schedule.learningRate(0), 0.0001);
 * assertAlmostEquals(schedule.learningRate(9), 0.0005);
 * assertAlmostEquals(schedule.learningRate(10), 0.00025);
 * ```
 *
 * @param duration `n`, an integer of 1 or more.
 * @param next What follows; it observes from the beginning.
 * @throws {RangeError} If the duration is out of range.
 */
export function warmUp(duration: number, next: Schedule): Schedule {
  return new WarmUp(positiveInteger(duration, "the duration of the warm-up"), next);
}

class WarmUp implements Schedule {
  readonly unit: ScheduleUnit;
  readonly #duration: number;
  readonly #next: Schedule;

  constructor(duration: number, next: Schedule) {
    this.unit = next.unit;
    this.#duration = duration;
    this.#next = next;
  }

  learningRate(time: number): number {
    if (time >= this.#duration) return this.#next.learningRate(time - this.#duration);
    return this.#next.learningRate(0) * (time + 1) / this.#duration;
  }

  observe(value: number): void {
    this.#next.observe(value);
  }

  get state(): Readonly<Record<string, number>> {
    return this.#next.state;
  }

  set state(state: Readonly<Record<string, number>>) {
    this.#next.state = state;
  }
}
