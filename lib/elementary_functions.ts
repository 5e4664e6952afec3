/**
 * Elementary functions whose every bit is the same on all machines. JavaScript leaves the last bits of
 * `Math.exp`, `Math.log`, `Math.sin`, `Math.cos` and the like to the engine, and Deno's differ from a
 * browser's; sums, products, quotients and square roots it does not.
 *
 * Unless a function says otherwise, its result is within one unit in the last place of the true one.
 *
 * Source: Cody, Waite, "Software Manual for the Elementary Functions" (1980), for the reductions;
 * the series are those of Taylor.
 */

/** `ln 2` in two parts, the first with 21 trailing zeros: whole multiples of it are exact. */
const LN2_HIGH = 6.93147180369123816490e-1;
const LN2_LOW = 1.90821492927058770002e-10;

/** `π/2` in three parts, the first two of 33 bits. */
const HALF_PI_HIGH = 1.57079632673412561417;
const HALF_PI_MIDDLE = 6.07710050630396597660e-11;
const HALF_PI_LOW = 2.02226624879595063154e-21;

/** `1 / n!` for `n` from 2 on: as far as `eʳ - 1 - r` needs them for `|r| ≤ ln(2) / 2`. */
const EXPONENTIAL_TERMS = inverseFactorials(2, 14, 1);
/** `(-1)ᵏ / (2k + 1)!` and `(-1)ᵏ / (2k)!` for `k` from 1 and 2 on, for `|r| ≤ π/4`. */
const SINE_TERMS = alternating(inverseFactorials(3, 17, 2), -1);
const COSINE_TERMS = alternating(inverseFactorials(4, 18, 2), 1);
/** `2 / (2k + 1)` for `k` from 1 on, for `|s| ≤ 3 - √8`. */
const LOGARITHM_TERMS = Array.from({ length: 10 }, (_, k) => 2 / (2 * k + 3));

/** Whole exponents up to this one are multiplications. */
const MOST_MULTIPLIED = 32;

/** `2ᵏ` for `k` from -1023 to 1023: looked up, it is there sooner than as bits put together. */
const POWERS_OF_TWO = Float64Array.from({ length: 2047 }, (_, i) => 2 ** (i - 1023));

const word = new DataView(new ArrayBuffer(8));

/** `eˣ`. */
export function exp(x: number): number {
  if (!(x < 709.79)) return x > 0 ? Infinity : x;
  if (x < -745.2) return 0;
  const k = Math.round(x / Math.LN2);
  const value = 1 + smallExpm1(x - k * LN2_HIGH - k * LN2_LOW);
  // In two steps, as 2ᵏ alone may be too large or too small for a number.
  const half = k >> 1;
  return value * powerOfTwo(half) * powerOfTwo(k - half);
}

/** `eˣ - 1`, also for small `x`, within four units in the last place. */
export function expm1(x: number): number {
  return Math.abs(x) < Math.LN2 / 2 ? smallExpm1(x) : exp(x) - 1;
}

/** The natural logarithm of `x`; NaN below 0. */
export function log(x: number): number {
  if (!(x > 0 && x < Infinity)) return x === 0 ? -Infinity : x < 0 ? NaN : x;
  const normal = x < 2 ** -1022 ? x * 2 ** 54 : x;
  word.setFloat64(0, normal);
  const exponent = (word.getInt32(0) >> 20) - 1023;
  let k = normal === x ? exponent : exponent - 54;
  let mantissa = normal * powerOfTwo(-exponent);
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    k++;
  }
  // ln(1 + f) = 2 artanh(s) with s = f / (2 + f), written as a small correction of f.
  const f = mantissa - 1;
  const s = f / (2 + f);
  const square = s * s;
  const halfSquare = f * f / 2;
  const correction = s * (halfSquare + square * polynomial(LOGARITHM_TERMS, square));
  return k * LN2_HIGH - (halfSquare - (correction + k * LN2_LOW) - f);
}

/** `ln(1 + x)`, also for small `x`, within three units in the last place. */
export function log1p(x: number): number {
  const sum = 1 + x;
  return sum === 1 || sum === Infinity ? x : log(sum) * (x / (sum - 1));
}

/** The hyperbolic tangent of `x`, within four units in the last place. */
export function tanh(x: number): number {
  const e = expm1(-2 * Math.abs(x));
  return x < 0 ? e / (2 + e) : -e / (2 + e);
}

/** The sine of `x` radians, for `|x|` up to a million. */
export function sin(x: number): number {
  return quarterWaves(x, 0);
}

/** The cosine of `x` radians, for `|x|` up to a million. */
export function cos(x: number): number {
  return quarterWaves(x, 1);
}

/**
 * `baseᵉˣᵖᵒⁿᵉⁿᵗ`, as products for whole exponents up to 32, and else with a relative error of up to
 * `|exponent ln(base)|` units in the last place.
 *
 * @param base At least 0.
 */
export function pow(base: number, exponent: number): number {
  if (!Number.isInteger(exponent) || Math.abs(exponent) > MOST_MULTIPLIED) {
    return exp(exponent * log(base));
  }
  let product = 1;
  for (let i = Math.abs(exponent); i > 0; i--) product *= base;
  return exponent < 0 ? 1 / product : product;
}

/** `eʳ - 1` for `|r|` up to `ln(2) / 2`. */
function smallExpm1(r: number): number {
  return r + r * r * polynomial(EXPONENTIAL_TERMS, r);
}

/** `sin(x + quarters π/2)`. */
function quarterWaves(x: number, quarters: number): number {
  const k = Math.round(x / (Math.PI / 2));
  const r = x - k * HALF_PI_HIGH - k * HALF_PI_MIDDLE - k * HALF_PI_LOW;
  const square = r * r;
  const quadrant = (k + quarters) & 3;
  const value = quadrant % 2 === 0
    ? r + r * square * polynomial(SINE_TERMS, square)
    : 1 - (square / 2 - square * square * polynomial(COSINE_TERMS, square));
  return quadrant < 2 ? value : -value;
}

/** `2ᵏ` for `k` from -1023 to 1023. */
function powerOfTwo(k: number): number {
  return POWERS_OF_TWO[k + 1023];
}

/** `Σ coefficients[i] xⁱ`, by Horner's rule. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i];
  return sum;
}

/** `1 / n!` for `n = first, first + step, …, last`. */
function inverseFactorials(first: number, last: number, step: number): number[] {
  const values: number[] = [];
  let factorial = 1;
  for (let n = 1; n <= last; n++) {
    factorial *= n;
    if (n >= first && (n - first) % step === 0) values.push(1 / factorial);
  }
  return values;
}

/** The values with alternating signs. */
function alternating(values: readonly number[], sign: number): number[] {
  return values.map((value, i) => i % 2 === 0 ? sign * value : -sign * value);
}
