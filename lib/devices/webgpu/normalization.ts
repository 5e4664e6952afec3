import type { Matrix } from "../../matrix.ts";
import type { BatchNormalization } from "../normalization.ts";
import { channelNumbers, channelwise, cutChannels, partSums, valueParts } from "./channel_sums.ts";
import { elementwise } from "./elementwise.ts";
import { Kernel } from "./kernel.ts";
import type { Recorder } from "./recorder.ts";

const squareParts = new Kernel({
  name: "channelMoments, sums of squares",
  arrays: { x: "read f32", mean: "read f32", parts: "write f32" },
  numbers: channelNumbers,
  code: partSums("vec2f(pow2(x[p.xStart + i] - mean[p.meanStart + channel]), 0.0)") + `
fn pow2(x: f32) -> f32 { return x * x; }`,
});

const channelMeans = new Kernel({
  name: "channelMoments, means",
  arrays: { parts: "read f32", means: "write f32" },
  numbers: channelNumbers,
  code: channelwise("means[p.meansStart + channel] = sum.x / f32(p.count);"),
});

/** What kernels need to know of a batch that is normalized. */
const normalizeNumbers = { count: "u32", columns: "u32", size: "u32", epsilon: "f32" } as const;

const normalizeKernel = elementwise({
  name: "normalizeChannels",
  arrays: {
    x: "read f32",
    mean: "read f32",
    variance: "read f32",
    gamma: "read f32",
    beta: "read f32",
    y: "write f32",
  },
  numbers: normalizeNumbers,
  code: `
    let c = i % p.columns / p.size;
    let factor = gamma[p.gammaStart + c] / sqrt(variance[p.varianceStart + c] + p.epsilon);
    y[i] = factor * (x[i] - mean[p.meanStart + c]) + beta[p.betaStart + c];`,
});

const errorParts = new Kernel({
  name: "normalizeChannelsBackward, sums of parts",
  arrays: {
    x: "read f32",
    mean: "read f32",
    variance: "read f32",
    error: "read f32",
    parts: "write f32",
  },
  numbers: { ...channelNumbers, epsilon: "f32" },
  code: partSums("error[p.errorStart + i] * vec2f(1.0, normalized(i, channel))") + `
fn normalized(i: u32, channel: u32) -> f32 {
  let deviation = sqrt(variance[p.varianceStart + channel] + p.epsilon);
  return (x[p.xStart + i] - mean[p.meanStart + channel]) / deviation;
}`,
});

const parameterGradients = new Kernel({
  name: "normalizeChannelsBackward, gradients",
  arrays: { parts: "read f32", gammaGradient: "write f32", betaGradient: "write f32" },
  numbers: channelNumbers,
  code: channelwise(`
  betaGradient[p.betaGradientStart + channel] = sum.x;
  gammaGradient[p.gammaGradientStart + channel] = sum.y;`),
});

const inputErrorKernel = elementwise({
  name: "normalizeChannelsBackward",
  arrays: {
    x: "read f32",
    mean: "read f32",
    variance: "read f32",
    gamma: "read f32",
    error: "read f32",
    gammaGradient: "read f32",
    betaGradient: "read f32",
    inputError: "write f32",
  },
  numbers: { ...normalizeNumbers, values: "f32" },
  code: `
    let c = i % p.columns / p.size;
    let deviation = sqrt(variance[p.varianceStart + c] + p.epsilon);
    let normalized = (x[i] - mean[p.meanStart + c]) / deviation;
    let correction = betaGradient[p.betaGradientStart + c] +
      normalized * gammaGradient[p.gammaGradientStart + c];
    inputError[i] = gamma[p.gammaStart + c] / deviation * (error[i] - correction / p.values);`,
});

/** See {@linkcode BatchNormalization}. */
export function batchNormalization(gpu: Recorder): BatchNormalization {
  const elementNumbers = (x: Matrix, channels: number, epsilon: number) => ({
    count: x.data.length,
    columns: x.columns,
    size: x.columns / channels,
    epsilon,
  });
  return {
    channelMoments(x, mean, variance) {
      const { numbers, length, partGroups, channelGroups } = cutChannels(x, mean.columns);
      const parts = gpu.scratch(length);
      gpu.run(valueParts, { x, parts }, numbers, partGroups);
      gpu.run(channelMeans, { parts, means: mean }, numbers, channelGroups);
      gpu.run(squareParts, { x, mean, parts }, numbers, partGroups);
      gpu.run(channelMeans, { parts, means: variance }, numbers, channelGroups);
    },

    normalizeChannels(x, mean, variance, epsilon, gamma, beta, y) {
      const numbers = elementNumbers(x, mean.columns, epsilon);
      gpu.runElementwise(normalizeKernel, { x, mean, variance, gamma, beta, y }, numbers);
    },

    normalizeChannelsBackward(
      ...[x, mean, variance, epsilon, gamma, error, gammaGradient, betaGradient, inputError]
    ) {
      const { numbers, length, partGroups, channelGroups } = cutChannels(x, mean.columns);
      const parts = gpu.scratch(length);
      const moments = { x, mean, variance };
      gpu.run(errorParts, { ...moments, error, parts }, { ...numbers, epsilon }, partGroups);
      const gradients = { gammaGradient, betaGradient };
      gpu.run(parameterGradients, { parts, ...gradients }, numbers, channelGroups);
      gpu.runElementwise(
        inputErrorKernel,
        { ...moments, gamma, error, ...gradients, inputError },
        { ...elementNumbers(x, mean.columns, epsilon), values: numbers.count },
      );
    },
  };
}
