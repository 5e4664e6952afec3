// Matrix products and sums in plain loops. The inner loop of a product always runs along rows in
// memory: where op(B) is B, rows of B are added up; where it is Bᵀ, rows of B are multiplied with
// rows of A. Both are unrolled four times, which lets one load and store of C serve four products.

import type { Matrix } from "../../matrix.ts";

/** See {@linkcode LinearAlgebra.gemm}; skips runs of four zeros in `A`. */
export function gemm(
  transposeA: boolean,
  transposeB: boolean,
  scale: number,
  a: Matrix,
  b: Matrix,
  keep: number,
  c: Matrix,
): void {
  rescale(keep, c);
  const inner = transposeA ? a.rows : a.columns;
  const rowStep = transposeA ? 1 : a.columns;
  const innerStep = transposeA ? a.columns : 1;
  const product = transposeB ? addDotProducts : addScaledRows;
  product(scale, a, rowStep, innerStep, inner, b, c);
}

function rescale(keep: number, c: Matrix): void {
  if (keep === 1) return;
  const { data } = c;
  if (keep === 0) data.fill(0);
  else for (let i = 0; i < data.length; i++) data[i] *= keep;
}

/** `C += scale op(A) B`: each row of `C` is a sum of scaled rows of `B`. */
function addScaledRows(
  scale: number,
  { data: a }: Matrix,
  rowStep: number,
  innerStep: number,
  inner: number,
  { data: b }: Matrix,
  { rows, columns, data: c }: Matrix,
): void {
  const unrolled = inner - inner % 4;
  for (let i = 0; i < rows; i++) {
    const start = i * columns;
    const end = start + columns;
    let p = i * rowStep;
    for (let k = 0; k < unrolled; k += 4, p += 4 * innerStep) {
      const a0 = scale * a[p];
      const a1 = scale * a[p + innerStep];
      const a2 = scale * a[p + 2 * innerStep];
      const a3 = scale * a[p + 3 * innerStep];
      if (a0 === 0 && a1 === 0 && a2 === 0 && a3 === 0) continue;
      let b0 = k * columns;
      let b1 = b0 + columns;
      let b2 = b1 + columns;
      let b3 = b2 + columns;
      for (let j = start; j < end; j++) {
        c[j] += a0 * b[b0++] + a1 * b[b1++] + a2 * b[b2++] + a3 * b[b3++];
      }
    }
    for (let k = unrolled; k < inner; k++, p += innerStep) {
      const a0 = scale * a[p];
      let b0 = k * columns;
      for (let j = start; j < end; j++) c[j] += a0 * b[b0++];
    }
  }
}

/** `C += scale op(A) Bᵀ`: each element of `C` is a dot product with a row of `B`. */
function addDotProducts(
  scale: number,
  { data: a }: Matrix,
  rowStep: number,
  innerStep: number,
  inner: number,
  { data: b }: Matrix,
  { rows, columns, data: c }: Matrix,
): void {
  const unrolled = inner - inner % 4;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let p = i * rowStep;
      let q = j * inner;
      let sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
      for (let k = 0; k < unrolled; k += 4, q += 4, p += 4 * innerStep) {
        sum0 += a[p] * b[q];
        sum1 += a[p + innerStep] * b[q + 1];
        sum2 += a[p + 2 * innerStep] * b[q + 2];
        sum3 += a[p + 3 * innerStep] * b[q + 3];
      }
      for (let k = unrolled; k < inner; k++, p += innerStep) sum0 += a[p] * b[q++];
      c[i * columns + j] += scale * ((sum0 + sum1) + (sum2 + sum3));
    }
  }
}

/** See {@linkcode LinearAlgebra.addRow}. */
export function addRow(row: Matrix, y: Matrix): void {
  let i = 0;
  for (let r = 0; r < y.rows; r++) {
    for (let c = 0; c < y.columns; c++) y.data[i++] += row.data[c];
  }
}

/** See {@linkcode LinearAlgebra.sumRows}. */
export function sumRows(scale: number, x: Matrix, keep: number, row: Matrix): void {
  for (let c = 0; c < x.columns; c++) {
    let sum = 0;
    for (let i = c; i < x.data.length; i += x.columns) sum += x.data[i];
    row.data[c] = scale * sum + (keep === 0 ? 0 : keep * row.data[c]);
  }
}
