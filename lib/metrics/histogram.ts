import { positiveInteger } from "../ranges.ts";

/** How often numbers fall into ranges of equal width, and what they are like as a whole. */
export interface Histogram {
  /** Where the first range begins. */
  readonly low: number;
  /** Where the last one ends. */
  readonly high: number;
  /**
   * Numbers in each range: range `i` of `n` goes from `low + i (high - low) / n` to before the next
   * one, and the last one contains `high` too.
   */
  readonly counts: readonly number[];
  /** Numbers in all of them. */
  readonly count: number;
  /** `x̄ = Σx / count`; NaN without numbers. */
  readonly mean: number;
  /** `√(Σ(x - x̄)² / count)`; NaN without numbers. */
  readonly standardDeviation: number;
}

/** Ranges of a histogram where nobody asks for a number of them. */
const USUAL_BINS = 30;

/** Numbers up to this have finite squares, of differences too. */
const LARGEST_PLAIN = 2 ** 500;

/**
 * The histogram of some numbers, from the smallest to the largest. Infinities and NaN belong in no
 * range: they are left out.
 *
 * Around numbers that are all equal it reaches from half of the number to one and a half of it, or
 * from -0.5 to 0.5 where they are 0, as it does without numbers.
 *
 * @param bins Number of ranges, 1 or more; 30 when left out.
 * @throws {RangeError} If `bins` is not an integer of 1 or more.
 *
 * @example
 * ```ts
 * import { histogram } from "@handwriting/mnist/metrics";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(histogram([0, 1, 1, 3, 4], 2), {
 *   low: 0,
 *   high: 4,
 *   counts: [3, 2],
 *   count: 5,
 *   mean: 1.8,
 *   standardDeviation: Math.sqrt(2.16),
 * });
 * ```
 */
export function histogram(values: ArrayLike<number>, bins = USUAL_BINS): Histogram {
  positiveInteger(bins, "the number of bins");
  const { low, high } = rangeOf(values);
  const counts = new Array<number>(bins).fill(0);
  // Halves, as the difference of two finite numbers may be infinite.
  const width = high / 2 - low / 2;
  // Squares of larger ones may be infinite.
  const largest = Math.max(-low, high);
  const unit = largest > LARGEST_PLAIN ? largest : 1;
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Number.isFinite(value)) continue;
    const bin = Math.floor((value / 2 - low / 2) / width * bins);
    counts[Math.min(bin, bins - 1)]++;
    // Welford's method: a sum of squares would lose a small spread around a large mean.
    count++;
    const scaled = value / unit;
    const distance = scaled - mean;
    mean += distance / count;
    squares += distance * (scaled - mean);
  }
  if (count === 0) return { low, high, counts, count, mean: NaN, standardDeviation: NaN };
  const standardDeviation = Math.sqrt(squares / count) * unit;
  return { low, high, counts, count, mean: mean * unit, standardDeviation };
}

function rangeOf(values: ArrayLike<number>): { readonly low: number; readonly high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  // The smallest numbers have no half.
  if (high / 2 - low / 2 > 0) return { low, high };
  const value = low <= high ? low : 0;
  const margin = Math.abs(value) / 2 || 0.5;
  return {
    low: Math.max(value - margin, -Number.MAX_VALUE),
    high: Math.min(value + margin, Number.MAX_VALUE),
  };
}
