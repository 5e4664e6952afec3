import { positive, positiveInteger } from "../ranges.ts";
import { type Schedule, timed } from "./schedule.ts";

/** How {@linkcode tunable} falls. */
export interface TunableOptions {
  /** `h`: epochs of growth, and then from one halving to the next until epoch 20; 1 or more. */
  readonly halveAfter: number;
  /** Epochs from one halving to the next after epoch 20, 1 or more; 3 when left out. */
  readonly lateHalveAfter?: number;
}

/**
 * Luqué's "tunable" schedule, in epochs `e` counted from 0: the rate begins as `α₀` and grows by
 * `α ← α + α/e`, that is, to `(e + 1) α₀`, while `e < h`. Then it is halved where `h` divides `e`,
 * but not for `e = 5`, and for `e > 20` where 3 divides `e`.
 *
 * Source: R. Luqué's twelfth network for MNIST. His tenth and eleventh halve every `h` epochs
 * throughout, with `lateHalveAfter` equal to `h`.
 *
 * @param learningRate `α₀`, above 0.
 * @throws {RangeError} If a parameter is out of range.
 */
export function tunable(
  learningRate: number,
  { halveAfter, lateHalveAfter = 3 }: TunableOptions,
): Schedule {
  positive(learningRate, "the learning rate");
  positiveInteger(halveAfter, "the number of epochs before halving");
  positiveInteger(lateHalveAfter, "the number of epochs before a late halving");

  const next = (rate: number, epoch: number): number => {
    if (epoch < halveAfter) return rate + rate / epoch;
    if (epoch === 5) return rate;
    const distance = epoch <= 20 ? halveAfter : lateHalveAfter;
    return epoch % distance === 0 ? rate / 2 : rate;
  };
  return timed("epoch", (time) => {
    let rate = learningRate;
    for (let epoch = 1; epoch <= time; epoch++) rate = next(rate, epoch);
    return rate;
  });
}
