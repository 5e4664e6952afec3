import { indexOfLargest } from "../../largest.ts";
import type { Matrix } from "../../matrix.ts";
import type { Scalar } from "../scalar.ts";

/** See {@linkcode Measures.classify}. */
export function classify(
  { rows: count, columns, data }: Matrix,
  threshold: number,
  labels: Int32Array,
  rows: Int32Array,
  classes: Int32Array,
): Scalar {
  let wrong = 0;
  for (let r = 0; r < count; r++) {
    const told = columns === 1
      ? Number(data[r] > threshold)
      : indexOfLargest(data, r * columns, (r + 1) * columns);
    classes[r] = told;
    if (told !== labels[rows[r]]) wrong++;
  }
  return { value: wrong };
}

/** See {@linkcode Measures.squaredError}. */
export function squaredError({ data: y }: Matrix, { data: t }: Matrix): Scalar {
  let value = 0;
  for (let i = 0; i < t.length; i++) value += (y[i] - t[i]) ** 2;
  return { value };
}
