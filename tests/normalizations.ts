import type { Device } from "../lib/devices/device.ts";
import type { Matrix } from "../lib/matrix.ts";
import { randomMatrix } from "./wasm.ts";

/** Samples, channels, and values of a channel in a sample. */
export type ChannelSizes = readonly [number, number, number];

/** Around the ends of vectors, and larger. */
export const channelSizes: readonly ChannelSizes[] = [
  ...[1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33].map((channels): ChannelSizes => [5, channels, 1]),
  ...[2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33].map((size): ChannelSizes => [3, 2, size]),
  ...[1, 2, 3].map((samples): ChannelSizes => [samples, 3, 1]),
  [100, 101, 1],
  [20, 6, 196],
];

/** Far from 0, where a careless variance would lose its digits. */
const RANGE: readonly [number, number] = [99, 101];

/** All that batch normalization computes, forward and backward, one after another. */
export function normalize(device: Device, [samples, channels, size]: ChannelSizes): Matrix[] {
  const row = () => device.matrix(1, channels);
  const batch = () => device.matrix(samples, channels * size);
  const x = randomMatrix(device, [samples, channels * size], 1, RANGE);
  const error = randomMatrix(device, [samples, channels * size], 2);
  const gamma = randomMatrix(device, [1, channels], 3);
  const beta = randomMatrix(device, [1, channels], 4);
  const [mean, variance, y] = [row(), row(), batch()];
  device.channelMoments(x, mean, variance);
  device.normalizeChannels(x, mean, variance, 0.01, gamma, beta, y);
  const [gammaGradient, betaGradient, below] = [row(), row(), batch()];
  device.normalizeChannelsBackward(
    ...[x, mean, variance, 0.01, gamma] as const,
    ...[error, gammaGradient, betaGradient, below] as const,
  );
  const sums = randomMatrix(device, [1, channels], 5);
  device.sumChannels(0.5, error, 2, sums);
  return [mean, variance, y, gammaGradient, betaGradient, below, sums];
}
