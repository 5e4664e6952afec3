import { checkAsMany, nonNegativeInteger } from "../ranges.ts";

/**
 * A polynomial on an interval, as a sum of Legendre polynomials: `h(x) = Σₖ cₖ Pₖ(t)`, where `t` goes
 * from -1 to 1 as `x` goes from one end of the interval to the other.
 *
 * It is the same family of functions as `θ₀ + θ₁ x + … + θ_d x^d`, but the powers of `x` grow so alike
 * that beyond a degree of ten or so rounding decides what their coefficients are.
 */
export class Polynomial {
  /** `c`, from degree 0 up. */
  readonly coefficients: Float64Array;
  readonly #interval: Interval;

  /**
   * A polynomial with given coefficients.
   *
   * @param coefficients `c`, kept, not copied.
   * @param interval Its two ends, which differ.
   */
  constructor(coefficients: Float64Array, interval: Interval) {
    this.coefficients = coefficients;
    this.#interval = interval;
  }

  /** `d`. */
  get degree(): number {
    return this.coefficients.length - 1;
  }

  /** `h(x)`, outside of the interval too. */
  at(x: number): number {
    const terms = legendre(positionIn(this.#interval, x), this.degree);
    return this.coefficients.reduce((sum, coefficient, k) => sum + coefficient * terms[k], 0);
  }
}

/** Two ends, the smaller one first. */
export type Interval = readonly [number, number];

/**
 * Polynomial regression by least squares: of all polynomials of a degree, the one with the smallest
 * `Σᵢ (h(xᵢ) - yᵢ)²`.
 *
 * The places `xᵢ` are given once, and their matrix of Legendre polynomials is factored into `Q R` by
 * Householder's reflections; then any number of values `yᵢ` can be fitted, each by `R c = Qᵀ y`.
 * (Normal equations would square the condition of the matrix.)
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.6.1.1; Golub, Van Loan, "Matrix Computations" (2013), 5.3.
 *
 * @example
 * ```ts
 * import { PolynomialRegression } from "@handwriting/mnist/units";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * // The mean of the values, then the line through them.
 * const x = [0, 1, 2];
 * assertAlmostEquals(new PolynomialRegression(x, 0).fit([1, 2, 6]).at(7), 3, 1e-12);
 * assertAlmostEquals(new PolynomialRegression(x, 1).fit([1, 3, 5]).at(7), 15, 1e-12);
 * ```
 */
export class PolynomialRegression {
  readonly #places: ArrayLike<number>;
  readonly #interval: Interval;
  /** For each reflection its vector, which begins at the row of its number; all of length 1. */
  readonly #reflections: readonly Float64Array[];
  /** The columns of `R`, each down to the diagonal. */
  readonly #triangle: readonly Float64Array[];

  /**
   * Prepares to fit values at these places.
   *
   * @param places `x`, finite numbers.
   * @param degree `d`, 0 or more.
   * @throws {RangeError} If the degree is no such integer, a place is not finite, or there are fewer
   * different places than the `d + 1` that determine a polynomial.
   */
  constructor(places: ArrayLike<number>, degree: number) {
    nonNegativeInteger(degree, "the degree of the polynomial");
    const distinct = new Set(Array.from(places));
    if (!Array.from(distinct).every(Number.isFinite)) {
      throw new RangeError("Expected finite places but found others");
    }
    if (distinct.size <= degree) {
      throw new RangeError(
        `Expected ${degree + 1} or more different places for a polynomial of degree ${degree} ` +
          `but found ${distinct.size}`,
      );
    }
    this.#places = places;
    this.#interval = intervalOf(distinct);
    const columns = legendreColumns(places, this.#interval, degree);
    this.#reflections = columns.map((column, k) => {
      const reflection = reflectionFor(column.subarray(k));
      for (const later of columns.slice(k)) reflect(reflection, later.subarray(k));
      return reflection;
    });
    this.#triangle = columns.map((column, k) => column.subarray(0, k + 1));
  }

  /**
   * The polynomial for some values.
   *
   * @param values `y`, one for each place.
   * @throws {RangeError} If there are not as many.
   */
  fit(values: ArrayLike<number>): Polynomial {
    checkAsMany("values", values, "places", this.#places);
    const rotated = Float64Array.from(values);
    this.#reflections.forEach((reflection, k) => reflect(reflection, rotated.subarray(k)));
    const coefficients = rotated.slice(0, this.#triangle.length);
    for (let k = coefficients.length - 1; k >= 0; k--) {
      const column = this.#triangle[k];
      coefficients[k] /= column[k];
      for (let i = 0; i < k; i++) coefficients[i] -= coefficients[k] * column[i];
    }
    return new Polynomial(coefficients, this.#interval);
  }
}

function intervalOf(places: Iterable<number>): Interval {
  let [low, high] = [Infinity, -Infinity];
  for (const place of places) [low, high] = [Math.min(low, place), Math.max(high, place)];
  // A single place can be anywhere in its interval.
  return low < high ? [low, high] : [low - 1, high + 1];
}

/** Where a number lies in an interval, from -1 to 1. */
function positionIn([low, high]: Interval, x: number): number {
  return (2 * x - low - high) / (high - low);
}

/** A column for each Legendre polynomial, a row for each place. */
function legendreColumns(
  places: ArrayLike<number>,
  interval: Interval,
  degree: number,
): Float64Array[] {
  const rows = Array.from(places, (x) => legendre(positionIn(interval, x), degree));
  return Array.from(
    { length: degree + 1 },
    (_, k) => Float64Array.from(rows, (terms) => terms[k]),
  );
}

/** `P₀(t)` to `P_d(t)`, by Bonnet's recursion: `(k + 1) Pₖ₊₁ = (2k + 1) t Pₖ - k Pₖ₋₁`. */
function legendre(t: number, degree: number): Float64Array {
  const terms = new Float64Array(degree + 1);
  terms[0] = 1;
  if (degree > 0) terms[1] = t;
  for (let k = 1; k < degree; k++) {
    terms[k + 1] = ((2 * k + 1) * t * terms[k] - k * terms[k - 1]) / (k + 1);
  }
  return terms;
}

/** The unit vector whose reflection leaves of a column its first element alone. */
function reflectionFor(column: Float64Array): Float64Array {
  const reflection = column.slice();
  // Away from zero, so that nothing cancels.
  reflection[0] += (column[0] < 0 ? -1 : 1) * lengthOf(column);
  const length = lengthOf(reflection);
  return reflection.map((value) => value / length);
}

function lengthOf(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}

/** Mirrors a vector at the plane to which a unit vector is perpendicular: `a ← a - 2 (v · a) v`. */
function reflect(v: Float64Array, a: Float64Array): void {
  const twice = 2 * v.reduce((sum, value, i) => sum + value * a[i], 0);
  v.forEach((value, i) => a[i] -= twice * value);
}
