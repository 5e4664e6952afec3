/** The quantile of the normal distribution that encloses 95 % between its negative and itself. */
const QUANTILE_95 = 1.959963984540054;

/** From so many images on which two models differ, the chi-square distribution is close enough. */
const CHI_SQUARE_FROM = 25;

/**
 * Wilson's interval for a share that was estimated from a sample: with 95 % probability it encloses
 * the true share. With the share `p = k / n` and `z = 1.96`, it is
 * `(p + z²/2n ± z √(p (1 - p) / n + z²/4n²)) / (1 + z²/n)`. Unlike `p ± z √(p (1 - p) / n)`, it stays
 * within 0 and 1 and is of use where few or no samples count, as with the errors of good networks.
 *
 * Source: Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
 * American Statistical Association 22 (1927).
 *
 * @param count The number of samples that count, `k`: of misclassified images, for an error rate.
 * @param total The number of all samples, `n`.
 * @returns The ends of the interval, from 0 to 1.
 * @throws {RangeError} If the count is not from 0 to the total, or the total not 1 or more.
 *
 * @example
 * ```ts
 * import { wilsonInterval } from "@handwriting/mnist/metrics";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const [low, high] = wilsonInterval(200, 10_000);
 * assertAlmostEquals(low, 0.0174, 1e-4);
 * assertAlmostEquals(high, 0.0229, 1e-4);
 * ```
 */
export function wilsonInterval(count: number, total: number): [low: number, high: number] {
  checkCount("samples", total, 1);
  checkCount("samples that count", count, 0);
  if (count > total) {
    throw new RangeError(`Expected at most ${total} samples that count but found ${count}`);
  }
  const share = count / total;
  const squared = QUANTILE_95 ** 2;
  const centre = share + squared / (2 * total);
  const spread = Math.sqrt(squared * (share * (1 - share) / total + squared / (4 * total ** 2)));
  const norm = 1 + squared / total;
  // At the ends of the scale, rounding must not go beyond it.
  const low = count === 0 ? 0 : (centre - spread) / norm;
  const high = count === total ? 1 : (centre + spread) / norm;
  return [low, high];
}

/** How two models do on the same samples: how many samples which of them classifies correctly. */
export interface PairedCounts {
  /** Both do. */
  readonly both: number;
  /** The first alone. */
  readonly onlyFirst: number;
  /** The second alone. */
  readonly onlySecond: number;
  /** Neither does. */
  readonly neither: number;
}

/**
 * Counts which of two models classifies which samples correctly.
 *
 * @param labels The class of each sample.
 * @param first What the first model takes it for.
 * @param second What the second model takes it for.
 * @throws {RangeError} If they are not of the same number.
 *
 * @example
 * ```ts
 * import { countPairs } from "@handwriting/mnist/metrics";
 * import { assertEquals } from "@std/assert";
 *
 * const counts = countPairs([3, 5, 8, 8], [3, 5, 0, 0], [3, 6, 8, 1]);
 * assertEquals(counts, { both: 1, onlyFirst: 1, onlySecond: 1, neither: 1 });
 * ```
 */
export function countPairs(
  labels: ArrayLike<number>,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): PairedCounts {
  for (const { length } of [first, second]) {
    if (length === labels.length) continue;
    throw new RangeError(`Expected ${labels.length} predictions but found ${length}`);
  }
  const counts = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 };
  for (let i = 0; i < labels.length; i++) {
    const [isFirst, isSecond] = [first[i] === labels[i], second[i] === labels[i]];
    counts[isFirst ? isSecond ? "both" : "onlyFirst" : isSecond ? "onlySecond" : "neither"]++;
  }
  return counts;
}

/** Whether two models differ, as {@linkcode mcNemarTest} finds it. */
export interface McNemarResult {
  /** Which distribution it goes by. */
  readonly method: "exact" | "chi-square";
  /**
   * The probability that two equally good models would differ as much as these or more, from 0 to 1;
   * below 0.05, they are usually said to differ.
   */
  readonly pValue: number;
}

/**
 * McNemar's test of whether two models that were tested on the same samples are equally good. Only the
 * `n` samples count that one of them alone classifies correctly: of equally good models, each has half
 * of these, up to chance. For the smaller half `k` of fewer than 25, the probability is that of a
 * binomial distribution, `2 Σ (n over i) / 2ⁿ` for `i` from 0 to `k`, at most 1. From 25 on, it is that
 * of the chi-square distribution with one degree of freedom, with Edwards' correction for continuity:
 * `χ² = (|b - c| - 1)² / (b + c)`, where `b` and `c` are the halves.
 *
 * Source: McNemar, "Note on the sampling error of the difference between correlated proportions or
 * percentages", Psychometrika 12 (1947); Dietterich, "Approximate statistical tests for comparing
 * supervised classification learning algorithms", Neural Computation 10 (1998), for its use here.
 *
 * @throws {RangeError} If a number is not a whole one of 0 or more.
 *
 * @example
 * ```ts
 * import { mcNemarTest } from "@handwriting/mnist/metrics";
 * import { assertEquals } from "@std/assert";
 *
 * // Of 5 samples, all by the first: 2 / 2⁵.
 * const result = mcNemarTest({ onlyFirst: 5, onlySecond: 0 });
 * assertEquals(result, { method: "exact", pValue: 0.0625 });
 * ```
 */
export function mcNemarTest(
  { onlyFirst, onlySecond }: Pick<PairedCounts, "onlyFirst" | "onlySecond">,
): McNemarResult {
  checkCount("samples by the first alone", onlyFirst, 0);
  checkCount("samples by the second alone", onlySecond, 0);
  const total = onlyFirst + onlySecond;
  if (total < CHI_SQUARE_FROM) {
    return { method: "exact", pValue: twoSided(Math.min(onlyFirst, onlySecond), total) };
  }
  const excess = Math.max(0, Math.abs(onlyFirst - onlySecond) - 1);
  const chiSquare = excess ** 2 / total;
  return { method: "chi-square", pValue: complementaryError(Math.sqrt(chiSquare / 2)) };
}

/** Twice the probability of `smaller` heads or fewer in `total` throws of a coin, at most 1. */
function twoSided(smaller: number, total: number): number {
  let ways = 1;
  let sum = 1;
  for (let i = 1; i <= smaller; i++) {
    ways = ways * (total - i + 1) / i;
    sum += ways;
  }
  return Math.min(1, 2 * sum / 2 ** total);
}

/** From here on, the continued fraction of {@linkcode complementaryError} needs few terms. */
const FRACTION_FROM = 2;
const FRACTION_TERMS = 60;

/**
 * The complementary error function `erfc(x) = 2/√π ∫ e^(-t²) dt` from `x` to infinity, for `x` of 0 or
 * more: for small `x` by the series `erf(x) = 2/√π e^(-x²) Σ 2ⁿ x^(2n+1) / (1·3·5…(2n+1))`, else by the
 * continued fraction `e^(-x²)/√π · 1/(x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …`.
 *
 * Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", 7.1.6 and 7.1.14.
 */
function complementaryError(x: number): number {
  const density = Math.exp(-(x ** 2)) / Math.sqrt(Math.PI);
  if (x >= FRACTION_FROM) {
    let rest = x;
    for (let k = FRACTION_TERMS; k >= 1; k--) rest = x + k / 2 / rest;
    return density / rest;
  }
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * Number.EPSILON; n++) {
    term *= 2 * x ** 2 / (2 * n + 1);
    sum += term;
  }
  return 1 - 2 * density * sum;
}

function checkCount(what: string, count: number, least: number): void {
  if (Number.isSafeInteger(count) && count >= least) return;
  throw new RangeError(`Expected ${least} or more ${what} but found ${count}`);
}
