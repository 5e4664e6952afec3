import type { Matrix } from "../../matrix.ts";

/** See {@linkcode Activations.softmax}. */
export function softmax(x: Matrix, y: Matrix): void {
  for (let start = 0; start < x.data.length; start += x.columns) {
    const end = start + x.columns;
    const maximum = rowMaximum(x, start, end);
    let sum = 0;
    for (let i = start; i < end; i++) sum += y.data[i] = Math.exp(x.data[i] - maximum);
    for (let i = start; i < end; i++) y.data[i] /= sum;
  }
}

/** See {@linkcode Activations.softmaxBackward}. */
export function softmaxBackward(y: Matrix, error: Matrix, inputError: Matrix): void {
  for (let start = 0; start < y.data.length; start += y.columns) {
    const end = start + y.columns;
    let product = 0;
    for (let i = start; i < end; i++) product += error.data[i] * y.data[i];
    for (let i = start; i < end; i++) inputError.data[i] = y.data[i] * (error.data[i] - product);
  }
}

/** Largest element from `start` to `end` (exclusive); NaN if one of them is. */
export function rowMaximum({ data }: Matrix, start: number, end: number): number {
  let maximum = data[start];
  for (let i = start + 1; i < end; i++) maximum = Math.max(maximum, data[i]);
  return maximum;
}
