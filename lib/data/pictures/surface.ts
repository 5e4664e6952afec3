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
  const { width, height, values } = field;
  const powers: [number, number][] = [];
  for (let i = 0; i <= degree; i++) for (let j = 0; i + j <= degree; j++) powers.push([i, j]);
  const terms = powers.length;
  const normal = Array.from({ length: terms }, () => new Float64Array(terms + 1));
  const step = Math.max(1, Math.floor(Math.sqrt(values.length / MOST_SAMPLES)));
  const row = new Float64Array(terms);
  let samples = 0;
  for (let y = 0; y < height; y += step) {
    for (let x = 0; x < width; x += step) {
      const i = y * width + x;
      if (counts[i] === 0) continue;
      samples++;
      fillRow(row, powers, centred(x, width), centred(y, height));
      for (let a = 0; a < terms; a++) {
        for (let b = a; b < terms; b++) normal[a][b] += row[a] * row[b];
        normal[a][terms] += row[a] * values[i];
      }
    }
  }
  if (samples < 4 * terms) return undefined;
  for (let a = 0; a < terms; a++) for (let b = 0; b < a; b++) normal[a][b] = normal[b][a];
  const coefficients = solve(normal);
  if (coefficients === undefined) return undefined;
  return evaluate(coefficients, powers, width, height);
}

/** A place along an extent as a number from -1 to 1. */
function centred(i: number, extent: number): number {
  return extent === 1 ? 0 : 2 * i / (extent - 1) - 1;
}

function fillRow(row: Float64Array, powers: [number, number][], x: number, y: number): void {
  for (let t = 0; t < powers.length; t++) {
    let product = 1;
    for (let i = powers[t][0]; i > 0; i--) product *= x;
    for (let j = powers[t][1]; j > 0; j--) product *= y;
    row[t] = product;
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
    powers.forEach(([i, j], t) => inX[i] += coefficients[t] * v ** j);
    for (let x = 0; x < width; x++) {
      const u = centred(x, width);
      let value = 0;
      for (let i = degree; i >= 0; i--) value = value * u + inX[i];
      result[y * width + x] = value;
    }
  }
  return { width, height, values: result };
}
