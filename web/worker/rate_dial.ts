import type { ScheduleRecipe } from "../../lib/config/schedule_notation.ts";

/** A schedule whose rate can be turned up and down meanwhile. */
export class RateDial {
  /** Makes the schedule. */
  readonly recipe: ScheduleRecipe;
  /** The scheduled rate of the last mini-batch, and what it is multiplied with. */
  #scheduled: number;
  #factor = 1;

  /** @param learningRate What the schedule begins with. */
  constructor(scheduleRecipe: ScheduleRecipe, learningRate: number) {
    this.#scheduled = learningRate;
    this.recipe = (rate, unit) => {
      const schedule = scheduleRecipe(rate, unit);
      const rateAt = (time: number) => {
        this.#scheduled = schedule.learningRate(time);
        return this.#factor * this.#scheduled;
      };
      return {
        unit: schedule.unit,
        learningRate: rateAt,
        observe: (value) => schedule.observe(value),
        get state() {
          return schedule.state;
        },
        set state(state) {
          schedule.state = state;
        },
      };
    };
  }

  /** The learning rate that holds now. */
  get now(): number {
    return this.#factor * this.#scheduled;
  }

  /**
   * Sets the learning rate that holds now; the schedule goes on in proportion to it.
   *
   * @throws {RangeError} If it is not above 0 and finite.
   */
  turn(rate: number): void {
    if (!(rate > 0 && rate < Infinity)) {
      throw new RangeError(`Expected a learning rate above 0 but found ${rate}`);
    }
    // A rate that has decayed to 0 cannot be turned.
    if (this.#scheduled > 0) this.#factor = rate / this.#scheduled;
  }
}
