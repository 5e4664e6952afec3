import { pow } from "../../elementary_functions.ts";
import type { Field } from "./field.ts";

/** Pixels that a surface is fitted to at most: more would not make it any better. */
const MOST_SAMPLES = 8000;

/**
 * The surface `Σ c_ij x^i y^j`, `i + j <= degree`, that is nearest to the values of some pixels by the
 * method of least squares; it is a smooth model of light on paper. Undefined if the pixels are too few.
 *
 * @param counts Only pixels whose entry here is not 0 count.
 */
export function fitSurface(field: Field, counts: Uint8Array, degree: number): Field | undefined {
  const { width, height } = field;
  const powers: [number, number][] = [];
  for (let i = 0; i <= degree; i++) for (let j = 0; i + j <= degree; j++) powers.push([i, j]);
  const { moments, products } = sumPowers(field, counts, degree);
  if (moments[0][0] < 4 * powers.length) return undefined;
  // The normal equations: all their coefficients are sums of powers of x and y.
  const normal = powers.map(([i, j]) =>
    Float64Array.of(...powers.map(([k, l]) => moments[i + k][j + l]), products[i][j])
  );
  const coefficients = solve(normal);
  if (coefficients === undefined) return undefined;
  return evaluate(coefficients, powers, width, height);
}

/** A place along an extent as a number from -1 to 1. */
function centred(i: number, extent: number): number {
  return extent === 1 ? 0 : 2 * i / (extent - 1) - 1;
}

/**
 * `moments[i][j] = Σ x^i y^j` up to twice the degree and `products[i][j] = Σ x^i y^j value` up to the
 * degree, over the pixels that count.
 */
function sumPowers({ width, height, values }: Field, counts: Uint8Array, degree: number) {
  const table = (most: number) =>
    Array.from({ length: most + 1 }, () => new Float64Array(most + 1));
  const moments = table(2 * degree);
  const products = table(degree);
  const rowMoments = new Float64Array(2 * degree + 1);
  const rowProducts = new Float64Array(degree + 1);
  const step = Math.max(1, Math.floor(Math.sqrt(values.length / MOST_SAMPLES)));
  for (let y = 0; y < height; y += step) {
    // Each row is summed over x first, as y is the same in all of it.
    rowMoments.fill(0);
    rowProducts.fill(0);
    for (let x = 0; x < width; x += step) {
      const pixel = y * width + x;
      if (counts[pixel] === 0) continue;
      const u = centred(x, width);
      const value = values[pixel];
      let power = 1;
      for (let i = 0; i <= degree; i++) {
        rowMoments[i] += power;
        rowProducts[i] += power * value;
        power *= u;
      }
      for (let i = degree + 1; i <= 2 * degree; i++) {
        rowMoments[i] += power;
        power *= u;
      }
    }
    addRow(moments, rowMoments, centred(y, height));
    addRow(products, rowProducts, centred(y, height));
  }
  return { moments, products };
}

/** Adds what a row at `v` has come to, times each power of `v`. */
function addRow(sums: readonly Float64Array[], row: Float64Array, v: number): void {
  for (let i = 0; i < row.length; i++) {
    let power = 1;
    for (let j = 0; j < row.length; j++) {
      sums[i][j] += row[i] * power;
      power *= v;
    }
  }
}

/** Gauss's elimination with partial pivoting; undefined if there is no single solution. */
function solve(equations: Float64Array[]): Float64Array | undefined {
  const n = equations.length;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) {
      if (Math.abs(equations[i][k]) > Math.abs(equations[pivot][k])) pivot = i;
    }
    [equations[k], equations[pivot]] = [equations[pivot], equations[k]];
    if (Math.abs(equations[k][k]) < 1e-9) return undefined;
    for (let i = k + 1; i < n; i++) {
      const factor = equations[i][k] / equations[k][k];
      for (let j = k; j <= n; j++) equations[i][j] -= factor * equations[k][j];
    }
  }
  const solution = new Float64Array(n);
  for (let k = n - 1; k >= 0; k--) {
    let rest = equations[k][n];
    for (let j = k + 1; j < n; j++) rest -= equations[k][j] * solution[j];
    solution[k] = rest / equations[k][k];
  }
  return solution;
}

function evaluate(
  coefficients: Float64Array,
  powers: [number, number][],
  width: number,
  height: number,
): Field {
  const degree = Math.max(...powers.map(([i]) => i));
  const result = new Float32Array(width * height);
  const inX = new Float64Array(degree + 1);
  for (let y = 0; y < height; y++) {
    // A polynomial in x alone remains of each row.
    inX.fill(0);
    const v = centred(y, height);
    powers.forEach(([i, j], t) => inX[i] += coefficients[t] * pow(v, j));
    for (let x = 0; x < width; x++) {
      const u = centred(x, width);
      let value = 0;
      for (let i = degree; i >= 0; i--) value = value * u + inX[i];
      result[y * width + x] = value;
    }
  }
  return { width, height, values: result };
}
