import type { Matrix } from "../../matrix.ts";

/** See {@linkcode Memory.gather}. */
export function gather(pixels: Uint8Array, rows: Int32Array, table: Matrix, output: Matrix): void {
  let i = 0;
  for (let r = 0; r < output.rows; r++) {
    let p = rows[r] * output.columns;
    for (let c = 0; c < output.columns; c++) output.data[i++] = table.data[pixels[p++]];
  }
}
