/** What the time of a schedule is counted in. */
export type ScheduleUnit = "epoch" | "iteration";

/** The learning rate as training goes on. */
export interface Schedule {
  /** The rate holds for one epoch, or for one iteration (mini-batch). */
  readonly unit: ScheduleUnit;
  /**
   * What it has learned from observations, by name, for a checkpoint; assigning it restores it.
   * Empty if the rate depends on time alone.
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
  return { unit, learningRate, observe() {}, state: {} };
}
