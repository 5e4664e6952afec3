import { exp, log, log1p } from "../../elementary_functions.ts";
import type { Matrix } from "../../matrix.ts";
import type { Scalar } from "../scalar.ts";
import { rowMaximum } from "./activations.ts";

/** Limits of the binary cross-entropy near 0 and 1, PyTorch's: of `log p`, and of `p (1 - p)`. */
const LEAST_LOGARITHM = -100;
const LEAST_VARIANCE = 1e-12;

/** See {@linkcode Losses.crossEntropy}. */
export function crossEntropy(probabilities: Matrix, targets: Matrix, error: Matrix): Scalar {
  const { rows, data: p } = probabilities;
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    const target = targets.data[i];
    if (target !== 0) sum -= target * log(p[i]);
    error.data[i] = target === 0 ? 0 : -target / (rows * p[i]);
  }
  return { value: sum / rows };
}

/** See {@linkcode Losses.softmaxCrossEntropy}. */
export function softmaxCrossEntropy(logits: Matrix, targets: Matrix, error: Matrix): Scalar {
  const { rows, columns, data: x } = logits;
  let loss = 0;
  for (let start = 0; start < x.length; start += columns) {
    const end = start + columns;
    const maximum = rowMaximum(logits, start, end);
    let sum = 0;
    for (let i = start; i < end; i++) sum += error.data[i] = exp(x[i] - maximum);
    const logarithm = log(sum);
    for (let i = start; i < end; i++) {
      const target = targets.data[i];
      if (target !== 0) loss += target * (logarithm - (x[i] - maximum));
      error.data[i] = (error.data[i] / sum - target) / rows;
    }
  }
  return { value: loss / rows };
}

/** See {@linkcode Losses.binaryCrossEntropy}. */
export function binaryCrossEntropy(probabilities: Matrix, targets: Matrix, error: Matrix): Scalar {
  const { data: p } = probabilities;
  const { data: t } = targets;
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    const logarithm = Math.max(log(p[i]), LEAST_LOGARITHM);
    const otherLogarithm = Math.max(log(1 - p[i]), LEAST_LOGARITHM);
    sum -= t[i] * logarithm + (1 - t[i]) * otherLogarithm;
    error.data[i] = (p[i] - t[i]) / (p.length * Math.max(p[i] * (1 - p[i]), LEAST_VARIANCE));
  }
  return { value: sum / p.length };
}

/** See {@linkcode Losses.sigmoidBinaryCrossEntropy}. */
export function sigmoidBinaryCrossEntropy(logits: Matrix, targets: Matrix, error: Matrix): Scalar {
  const { data: x } = logits;
  const { data: t } = targets;
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const decayed = exp(-Math.abs(x[i]));
    const sigmoid = (x[i] < 0 ? decayed : 1) / (1 + decayed);
    sum += Math.max(x[i], 0) - x[i] * t[i] + log1p(decayed);
    error.data[i] = (sigmoid - t[i]) / x.length;
  }
  return { value: sum / x.length };
}

/** See {@linkcode Losses.meanSquaredError}. */
export function meanSquaredError(outputs: Matrix, targets: Matrix, error: Matrix): Scalar {
  const { data: y } = outputs;
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const difference = y[i] - targets.data[i];
    sum += difference * difference;
    error.data[i] = 2 * difference / y.length;
  }
  return { value: sum / y.length };
}

/** See {@linkcode Losses.meanAbsoluteError}. */
export function meanAbsoluteError(outputs: Matrix, targets: Matrix, error: Matrix): Scalar {
  const { data: y } = outputs;
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const difference = y[i] - targets.data[i];
    sum += Math.abs(difference);
    error.data[i] = Math.sign(difference) / y.length;
  }
  return { value: sum / y.length };
}

/** See {@linkcode Losses.huber}. */
export function huber(outputs: Matrix, targets: Matrix, delta: number, error: Matrix): Scalar {
  const { data: y } = outputs;
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const difference = y[i] - targets.data[i];
    const clipped = Math.max(-delta, Math.min(difference, delta));
    sum += clipped * (difference - clipped / 2);
    error.data[i] = clipped / y.length;
  }
  return { value: sum / y.length };
}
