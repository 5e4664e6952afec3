import { exp } from "../../elementary_functions.ts";
import type { Matrix } from "../../matrix.ts";
import { hash } from "../../random.ts";
import type { Activation } from "../activations.ts";
import { activationFunctions } from "./activation_functions.ts";

/** See {@linkcode Activations.activate}. */
export function activate({ name, alpha = 0 }: Activation, x: Matrix, y: Matrix): void {
  activationFunctions[name].activate(x.data, y.data, alpha);
}

/** See {@linkcode Activations.activateBackward}. */
export function activateBackward(
  { name, alpha = 0 }: Activation,
  y: Matrix,
  error: Matrix,
  inputError: Matrix,
): void {
  activationFunctions[name].activateBackward(y.data, error.data, inputError.data, alpha);
}

/** See {@linkcode Activations.heaviside}. */
export function heaviside({ data: x }: Matrix, { data: y }: Matrix): void {
  for (let i = 0; i < x.length; i++) y[i] = Number.isNaN(x[i]) ? NaN : +(x[i] >= 0);
}

/** See {@linkcode Activations.softmax}. */
export function softmax(x: Matrix, y: Matrix): void {
  for (let start = 0; start < x.data.length; start += x.columns) {
    const end = start + x.columns;
    const maximum = rowMaximum(x, start, end);
    let sum = 0;
    for (let i = start; i < end; i++) sum += y.data[i] = exp(x.data[i] - maximum);
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

/** See {@linkcode Activations.dropout}. */
export function dropout(
  seed: number,
  rate: number,
  { data: x }: Matrix,
  { data: y }: Matrix,
): void {
  const first = Math.imul(seed, 0x9e3779b9);
  const threshold = rate * 2 ** 32;
  for (let i = 0; i < x.length; i++) {
    y[i] = hash(i + first) < threshold ? 0 : x[i] / (1 - rate);
  }
}
