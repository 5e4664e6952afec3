import { assertEquals } from "@std/assert";
import type { Device } from "../../../../lib/devices/device.ts";
import { assertClose } from "../../../close.ts";
import { randomMatrix, testAgainstReference, testThreadsAgree } from "../../../wasm.ts";

/** Samples, channels, and values of a channel in a sample. */
type Sizes = readonly [number, number, number];

const SIZES: readonly Sizes[] = [
  ...[1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33].map((channels): Sizes => [5, channels, 1]),
  ...[2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33].map((size): Sizes => [3, 2, size]),
  ...[1, 2, 3].map((samples): Sizes => [samples, 3, 1]),
  [100, 101, 1],
  [20, 6, 196],
];

/** Far from 0, where a careless variance would lose its digits. */
const RANGE: readonly [number, number] = [99, 101];

/** All that batch normalization computes, forward and backward, one after another. */
function normalized(device: Device, [samples, channels, size]: Sizes): number[][] {
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
  return [mean, variance, y, gammaGradient, betaGradient, below, sums].map(({ data }) => [...data]);
}

testAgainstReference("batch normalization agrees at every size", (device, reference, tolerance) => {
  for (const sizes of SIZES) {
    const expected = normalized(reference, sizes);
    normalized(device, sizes).forEach((numbers, i) =>
      // A unit in the last place of x, which is about 100, is the best that can be hoped for.
      assertClose(numbers, expected[i], 100 * tolerance, `result ${i} of ${sizes}`)
    );
  }
});

testAgainstReference("sumChannels does not read old sums that it does not keep", (device) => {
  const x = device.matrix(2, 3);
  x.data.set([1, 2, 3, 4, 5, 6]);
  const sums = device.matrix(1, 3);
  sums.data.fill(NaN);
  device.sumChannels(2, x, 0, sums);
  assertEquals(sums.toRows(), [[10, 14, 18]]);
});

const SHARED: readonly Sizes[] = [[100, 301, 1], [20, 9, 100], [400, 7, 9]];

testThreadsAgree(
  "batch normalization gives the same bits",
  (device) => SHARED.flatMap((sizes) => normalized(device, sizes).flat()),
);
