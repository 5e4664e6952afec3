import { positive, positiveInteger } from "../ranges.ts";
import { type Schedule, type ScheduleUnit, timed } from "./schedule.ts";

/** A learning rate, and when it begins to hold. */
export interface Piece {
  /** Number of epochs or iterations before it; 1 or more. */
  readonly from: number;
  /** Above 0. */
  readonly learningRate: number;
}

/**
 * A list of rates, each until the next begins.
 *
 * @example Epochs 1 to 100 with 0.1, 101 to 200 with 0.01, then 0.001
 * ```ts
 * import { piecewise } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = piecewise(0.1, [
 *   { from: 100, learningRate: 0.01 },
 *   { from: 200, learningRate: 0.001 },
 * ]);
 * assertEquals([0, 99, 100, 500].map((t) => schedule.learningRate(t)), [0.1, 0.1, 0.01, 0.001]);
 * ```
 *
 * @param learningRate The first rate.
 * @param pieces The others, in order of time.
 * @throws {RangeError} If a rate is not above 0, or the times do not grow.
 */
export function piecewise(
  learningRate: number,
  pieces: readonly Piece[],
  unit: ScheduleUnit = "epoch",
): Schedule {
  positive(learningRate, "the learning rate");
  pieces.forEach((piece, i) => {
    positive(piece.learningRate, "the learning rate");
    positiveInteger(piece.from, "the time of a new learning rate");
    if (i > 0 && piece.from <= pieces[i - 1].from) {
      throw new RangeError(
        `Expected times that grow but found ${piece.from} after ${pieces[i - 1].from}`,
      );
    }
  });
  return timed(
    unit,
    (time) => pieces.findLast(({ from }) => from <= time)?.learningRate ?? learningRate,
  );
}
