// Optimizer steps and penalties, one element after another.

import type { Matrix } from "../../matrix.ts";
import { clippingFactor } from "../clipping_factor.ts";
import type { Scalar } from "../scalar.ts";
import type { AdamStep, MomentumStep } from "../updates.ts";

/** See {@linkcode Updates.add}. */
export function add(scale: number, { data: x }: Matrix, { data: y }: Matrix): void {
  for (let i = 0; i < y.length; i++) y[i] += scale * x[i];
}

/** See {@linkcode Updates.addSign}. */
export function addSign(scale: number, { data: x }: Matrix, { data: y }: Matrix): void {
  for (let i = 0; i < y.length; i++) y[i] += scale * Math.sign(x[i]);
}

/** See {@linkcode Updates.scale}. */
export function scale(factor: number, { data: x }: Matrix): void {
  for (let i = 0; i < x.length; i++) x[i] *= factor;
}

/** See {@linkcode Updates.average}. */
export function average(
  decay: number,
  values: readonly Matrix[],
  averages: readonly Matrix[],
): void {
  averages.forEach((average, i) => {
    scale(decay, average);
    add(1 - decay, values[i], average);
  });
}

/** See {@linkcode Updates.clip}. */
export function clip(limit: number, { data: x }: Matrix): void {
  for (let i = 0; i < x.length; i++) x[i] = Math.min(Math.max(x[i], -limit), limit);
}

/** See {@linkcode Updates.clipNorm}. */
export function clipNorm(limit: number, gradients: readonly Matrix[]): void {
  let squares = 0;
  for (const gradient of gradients) squares += sumOfSquares(gradient).value;
  const factor = clippingFactor(limit, squares);
  if (factor !== 1) { for (const gradient of gradients) scale(factor, gradient); }
}

/** See {@linkcode Updates.sumOfSquares}. */
export function sumOfSquares({ data: x }: Matrix): Scalar {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * x[i];
  return { value: sum };
}

/** See {@linkcode Updates.sumOfMagnitudes}. */
export function sumOfMagnitudes({ data: x }: Matrix): Scalar {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.abs(x[i]);
  return { value: sum };
}

/** See {@linkcode Updates.momentumStep}. */
export function momentumStep(
  { rate, momentum, dampening, nesterov }: MomentumStep,
  { data: g }: Matrix,
  { data: v }: Matrix,
  { data: w }: Matrix,
): void {
  const damped = 1 - dampening;
  for (let i = 0; i < w.length; i++) {
    const velocity = momentum * v[i] + damped * g[i];
    v[i] = velocity;
    w[i] -= rate * (nesterov ? g[i] + momentum * velocity : velocity);
  }
}

/** See {@linkcode Updates.adagradStep}. */
export function adagradStep(
  rate: number,
  epsilon: number,
  { data: g }: Matrix,
  { data: s }: Matrix,
  { data: w }: Matrix,
): void {
  for (let i = 0; i < w.length; i++) {
    const squares = s[i] + g[i] * g[i];
    s[i] = squares;
    w[i] -= rate * g[i] / (Math.sqrt(squares) + epsilon);
  }
}

/** See {@linkcode Updates.rmspropStep}. */
export function rmspropStep(
  rate: number,
  decay: number,
  epsilon: number,
  { data: g }: Matrix,
  { data: s }: Matrix,
  { data: w }: Matrix,
): void {
  for (let i = 0; i < w.length; i++) {
    const squares = decay * s[i] + (1 - decay) * g[i] * g[i];
    s[i] = squares;
    w[i] -= rate * g[i] / (Math.sqrt(squares) + epsilon);
  }
}

/** See {@linkcode Updates.adamStep}. */
export function adamStep(
  { rate, beta1, beta2, epsilon, correction1, correction2 }: AdamStep,
  { data: g }: Matrix,
  { data: m }: Matrix,
  { data: v }: Matrix,
  { data: w }: Matrix,
): void {
  for (let i = 0; i < w.length; i++) {
    const mean = beta1 * m[i] + (1 - beta1) * g[i];
    const square = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
    m[i] = mean;
    v[i] = square;
    w[i] -= rate * (mean / correction1) / (Math.sqrt(square / correction2) + epsilon);
  }
}
