import { exp, sin } from "../elementary_functions.ts";
import { nonNegative, positiveInteger } from "../ranges.ts";
import { Random } from "../random.ts";
import { type GeneratorOptions, USUAL_COUNT } from "./point_sets.ts";
import { RegressionSamples } from "./samples.ts";

/** A function to be learned from samples of it. */
export interface TrueFunction {
  /** What generators and charts call it. */
  readonly name: string;
  /** Number of its arguments. */
  readonly arity: 1 | 2;
  /** Each argument is sampled from here ... */
  readonly from: number;
  /** ... to here. */
  readonly to: number;
  /** Its value, `arity` arguments given. */
  readonly valueAt: (...x: number[]) => number;
}

/** Height, centre and width of each of the {@linkcode bumpsFunction}. */
const bumpShapes = [[1, 0.2, 0.06], [-0.6, 0.5, 0.1], [0.8, 0.8, 0.04]] as const;

/** Half the width of the {@linkcode ridgeFunction}, where it has fallen to `1/e`. */
const RIDGE_WIDTH = 0.5;

/** A whole period of a sine: `sin 2πx` for `x` from 0 to 1. */
export const sineFunction: TrueFunction = {
  name: "sine",
  arity: 1,
  from: 0,
  to: 1,
  valueAt: (x) => sin(2 * Math.PI * x),
};

/**
 * Three bumps of different heights and widths: `Σ h exp(-((x - c) / w)²)` for `x` from 0 to 1, with
 * `(h, c, w)` of (1, 0.2, 0.06), (-0.6, 0.5, 0.1) and (0.8, 0.8, 0.04).
 */
export const bumpsFunction: TrueFunction = {
  name: "bumps",
  arity: 1,
  from: 0,
  to: 1,
  valueAt: (x) => bumpShapes.reduce((sum, [h, c, w]) => sum + h * exp(-(((x - c) / w) ** 2)), 0),
};

/** Chebyshev's polynomial of degree 3: `4x³ - 3x` for `x` from -1 to 1, which is `cos 3θ` for `x = cos θ`. */
export const polynomialFunction: TrueFunction = {
  name: "polynomial",
  arity: 1,
  from: -1,
  to: 1,
  valueAt: (x) => x * (4 * x * x - 3),
};

/**
 * A ridge in the plane: `exp(-(u / 0.5)²)` with `u = (x₁ + x₂) / √2`, for both from -1 to 1. It is the same
 * along each line `x₁ + x₂ = constant`.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, figure 105.
 */
export const ridgeFunction: TrueFunction = {
  name: "ridge",
  arity: 2,
  from: -1,
  to: 1,
  valueAt: (x1, x2) => exp(-(((x1 + x2) / Math.SQRT2 / RIDGE_WIDTH) ** 2)),
};

/**
 * Samples of a function: arguments uniform in its range, and its values with normal noise
 * (`y = f(x) + σ N(0, 1)`; `σ` is 0.1 when left out).
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.6.1.1.
 *
 * @throws {RangeError} If an option is out of range.
 *
 * @example
 * ```ts
 * import { sampleFunction, sineFunction } from "@handwriting/mnist";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { features, targets } = sampleFunction(sineFunction, { count: 30, noise: 0 });
 * features.forEach((x, i) => assertAlmostEquals(targets[i], Math.sin(2 * Math.PI * x)));
 * ```
 */
export function sampleFunction(
  { name, arity, from, to, valueAt }: TrueFunction,
  { count = USUAL_COUNT, noise = 0.1, seed = 1 }: GeneratorOptions = {},
): RegressionSamples {
  positiveInteger(count, "the number of samples");
  nonNegative(noise, "the noise");
  const random = new Random(seed, name);
  const features = new Float64Array(count * arity);
  const targets = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const x = features.subarray(i * arity, (i + 1) * arity);
    for (let k = 0; k < arity; k++) x[k] = random.uniform(from, to);
    targets[i] = valueAt(...x) + random.normal(0, noise);
  }
  const featureNames = arity === 1 ? ["x"] : ["x1", "x2"];
  return new RegressionSamples({ features, featureNames, targets, targetNames: ["y"] });
}
