import { type BiasVariance, biasVariance } from "../metrics/bias_variance.ts";
import { Random } from "../random.ts";
import { nonNegative, positiveInteger } from "../ranges.ts";
import { type Polynomial, PolynomialRegression } from "./polynomial.ts";

/** What polynomials are fitted to. */
export interface CapacityStudyOptions {
  /** `f`, what the samples are of. */
  readonly truth: (x: number) => number;
  /** `x`, the places of the samples, the same in all of them. */
  readonly places: readonly number[];
  /** `σ`, the standard deviation of the noise, 0 or more. */
  readonly deviation: number;
  /** The degrees `d` of the polynomials. */
  readonly degrees: readonly number[];
  /** Samples that are drawn, 1 or more. */
  readonly repetitions: number;
  /** Determines the noise; 1 when left out. */
  readonly seed?: number;
}

/** What polynomials of different degrees come to. */
export interface CapacityStudy {
  /** The samples: for each, a value at each place. */
  readonly samples: readonly Float64Array[];
  /** What each degree comes to, in the order in which they were given. */
  readonly degrees: readonly DegreeResult[];
}

/** What polynomials of one degree come to. */
export interface DegreeResult {
  /** `d`. */
  readonly degree: number;
  /** For each sample, the polynomial that fits it best. */
  readonly fits: readonly Polynomial[];
  /** What their error on further samples consists of. */
  readonly parts: BiasVariance;
  /** The mean squared error on the samples that they were fitted to. */
  readonly trainingError: number;
  /** The mean squared error on as many further samples, at the same places. */
  readonly testError: number;
}

/**
 * Bias and variance over the capacity of a model: samples `y = f(x) + σ N(0, 1)` are drawn again and
 * again, and polynomials of each degree are fitted to them. All errors are those at the places of the
 * samples. There, a degree `d` has the variance `σ² (d + 1) / m` for `m` places, and a training error
 * that is `2 σ² (d + 1) / m` below that on further samples.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.6.1.1.
 *
 * @throws {RangeError} If an option is out of range, or a degree needs more places.
 *
 * @example
 * ```ts
 * import { studyCapacity } from "@handwriting/mnist/units";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const truth = (x: number) => x * x;
 * const options = { truth, places: [-1, 0, 1], deviation: 0, degrees: [1, 2], repetitions: 1 };
 * const [line, parabola] = studyCapacity(options).degrees;
 * // The best line has the height 2/3: it misses by 1/3, 2/3 and 1/3.
 * assertAlmostEquals(line.parts.biasSquared, (1 + 4 + 1) / 9 / 3, 1e-12);
 * assertAlmostEquals(parabola.parts.biasSquared, 0, 1e-12);
 * ```
 */
export function studyCapacity(
  { truth, places, deviation, degrees, repetitions, seed = 1 }: CapacityStudyOptions,
): CapacityStudy {
  nonNegative(deviation, "the standard deviation of the noise");
  positiveInteger(repetitions, "the number of samples");
  const expected = Float64Array.from(places, truth);
  const draw = (stream: string): Float64Array[] => {
    const random = new Random(seed, stream);
    return Array.from(
      { length: repetitions },
      () => expected.map((value) => random.normal(value, deviation)),
    );
  };
  const samples = draw("samples");
  const furtherSamples = draw("further samples");
  const study = (degree: number): DegreeResult => {
    const regression = new PolynomialRegression(places, degree);
    const fits = samples.map((sample) => regression.fit(sample));
    const predictions = fits.map((fit) => Float64Array.from(places, (x) => fit.at(x)));
    return {
      degree,
      fits,
      parts: biasVariance(predictions, expected, deviation),
      trainingError: meanSquaredDistance(predictions, samples),
      testError: meanSquaredDistance(predictions, furtherSamples),
    };
  };
  return { samples, degrees: degrees.map(study) };
}

function meanSquaredDistance(
  predictions: readonly Float64Array[],
  samples: readonly Float64Array[],
): number {
  const squares = predictions.flatMap((ofSample, s) =>
    Array.from(ofSample, (prediction, i) => (prediction - samples[s][i]) ** 2)
  );
  return squares.reduce((sum, square) => sum + square, 0) / squares.length;
}
