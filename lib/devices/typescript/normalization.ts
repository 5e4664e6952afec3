import type { Elements, Matrix } from "../../matrix.ts";

/** See {@linkcode BatchNormalization.channelMoments}. */
export function channelMoments(x: Matrix, mean: Matrix, variance: Matrix): void {
  const channels = mean.columns;
  const count = x.data.length / channels;
  for (let c = 0; c < channels; c++) {
    let sum = 0;
    forEachValue(x, channels, c, (i) => sum += x.data[i]);
    const μ = sum / count;
    let squares = 0;
    forEachValue(x, channels, c, (i) => squares += (x.data[i] - μ) ** 2);
    mean.data[c] = μ;
    variance.data[c] = squares / count;
  }
}

/** See {@linkcode BatchNormalization.normalizeChannels}. */
export function normalizeChannels(
  x: Matrix,
  mean: Matrix,
  variance: Matrix,
  epsilon: number,
  gamma: Matrix,
  beta: Matrix,
  y: Matrix,
): void {
  const channels = mean.columns;
  for (let c = 0; c < channels; c++) {
    const μ = mean.data[c];
    const factor = gamma.data[c] / deviation(variance.data, c, epsilon);
    const shift = beta.data[c];
    forEachValue(x, channels, c, (i) => y.data[i] = factor * (x.data[i] - μ) + shift);
  }
}

/** See {@linkcode BatchNormalization.normalizeChannelsBackward}. */
export function normalizeChannelsBackward(
  x: Matrix,
  mean: Matrix,
  variance: Matrix,
  epsilon: number,
  gamma: Matrix,
  error: Matrix,
  gammaGradient: Matrix,
  betaGradient: Matrix,
  inputError: Matrix,
): void {
  const channels = mean.columns;
  const count = x.data.length / channels;
  const e = error.data;
  for (let c = 0; c < channels; c++) {
    const μ = mean.data[c];
    const σ = deviation(variance.data, c, epsilon);
    let sum = 0;
    let product = 0;
    forEachValue(x, channels, c, (i) => {
      sum += e[i];
      product += e[i] * (x.data[i] - μ) / σ;
    });
    betaGradient.data[c] = sum;
    gammaGradient.data[c] = product;
    const factor = gamma.data[c] / σ;
    forEachValue(x, channels, c, (i) => {
      const normalized = (x.data[i] - μ) / σ;
      inputError.data[i] = factor * (e[i] - sum / count - normalized * product / count);
    });
  }
}

function deviation(variance: Elements, channel: number, epsilon: number): number {
  return Math.sqrt(variance[channel] + epsilon);
}

/** Calls `use` with the place of each value that channel `channel` has in the batch. */
function forEachValue(
  x: Matrix,
  channels: number,
  channel: number,
  use: (index: number) => void,
): void {
  const size = x.columns / channels;
  for (let start = channel * size; start < x.data.length; start += x.columns) {
    for (let i = start; i < start + size; i++) use(i);
  }
}
