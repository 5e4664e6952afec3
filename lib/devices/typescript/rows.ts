// Sums between a matrix and a row, in plain loops.

import type { Matrix } from "../../matrix.ts";

/** See {@linkcode LinearAlgebra.addRow}. */
export function addRow(row: Matrix, y: Matrix): void {
  let i = 0;
  for (let r = 0; r < y.rows; r++) {
    for (let c = 0; c < y.columns; c++) y.data[i++] += row.data[c];
  }
}

/** See {@linkcode LinearAlgebra.sumRows}. */
export function sumRows(alpha: number, x: Matrix, beta: number, row: Matrix): void {
  for (let c = 0; c < x.columns; c++) {
    let sum = 0;
    for (let i = c; i < x.data.length; i += x.columns) sum += x.data[i];
    row.data[c] = alpha * sum + (beta === 0 ? 0 : beta * row.data[c]);
  }
}
