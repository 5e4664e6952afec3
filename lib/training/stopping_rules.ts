import { nonNegative, positiveInteger } from "../ranges.ts";

/**
 * Whether a training should end early. A rule decides from the value that it watches, such as the
 * training or validation loss: smaller is better.
 *
 * @param values One for each epoch done so far, the latest last. A rule keeps nothing else in mind,
 * so a training that is resumed only needs to know them.
 */
export type StoppingRule = (values: readonly number[]) => boolean;

/** The numbers of {@linkcode stopWithoutRelativeGain}. */
export interface RelativeGain {
  /** Number of epochs compared; 1 or more. */
  readonly patience: number;
  /** The gain that counts, relative to the smallest value; 0 or more. */
  readonly minDeltaRel: number;
}

/**
 * Luqué's rule for the training loss: stop when the oldest of the last `patience` values is at most
 * `(1 + minDeltaRel)` times the smallest of them, so that nothing after it was a real gain.
 *
 * For values of 0 or more, the smallest of the last values is then the smallest of all: any earlier
 * one would have stopped the training itself.
 *
 * Source: Luqué, chapter 7.
 *
 * @throws {RangeError} If a number is out of range.
 *
 * @example
 * ```ts
 * import { stopWithoutRelativeGain } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const rule = stopWithoutRelativeGain({ patience: 3, minDeltaRel: 0.005 });
 * assertEquals(rule([0.5, 0.4, 0.399]), false);
 * assertEquals(rule([0.5, 0.4, 0.399, 0.4]), true);
 * ```
 */
export function stopWithoutRelativeGain({ patience, minDeltaRel }: RelativeGain): StoppingRule {
  positiveInteger(patience, "the patience");
  nonNegative(minDeltaRel, "the relative gain");
  return (values) => {
    if (values.length < patience) return false;
    const last = values.slice(-patience);
    return last[0] <= Math.min(...last) * (1 + minDeltaRel);
  };
}

/** The numbers of {@linkcode stopWithoutGain}. */
export interface Gain {
  /** Number of epochs in a row without a gain that end the training; 1 or more. */
  readonly patience: number;
  /** How much smaller than the last gain a value must be to be one itself; 0 when left out. */
  readonly minDelta?: number;
}

/**
 * The usual rule, mostly for the loss or error of validation data: stop when for `patience` epochs
 * no value was a gain, more than `minDelta` below the last gain. The first value counts as one.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 5.3.3.
 *
 * @throws {RangeError} If a number is out of range.
 */
export function stopWithoutGain({ patience, minDelta = 0 }: Gain): StoppingRule {
  positiveInteger(patience, "the patience");
  nonNegative(minDelta, "the gain");
  return (values) => {
    let gain = 0;
    for (let epoch = 1; epoch < values.length; epoch++) {
      if (isBelow(values[epoch], values[gain], minDelta)) gain = epoch;
    }
    return values.length - 1 - gain >= patience;
  };
}

/**
 * The epoch with the smallest value, counted from 1, the first of several; 0 if there is none. A
 * training that shall end with its best parameters keeps a copy whenever this is the latest epoch.
 */
export function bestEpoch(values: readonly number[]): number {
  let best = 0;
  for (let epoch = 1; epoch < values.length; epoch++) {
    if (isBelow(values[epoch], values[best])) best = epoch;
  }
  return values.length === 0 ? 0 : best + 1;
}

/** Whether a value is more than `minDelta` below an earlier one, as every number is below NaN. */
function isBelow(value: number, earlier: number, minDelta = 0): boolean {
  return value < earlier - minDelta || Number.isNaN(earlier) && !Number.isNaN(value);
}
