import type { Device } from "../lib/devices/device.ts";
import type { PoolingGeometry } from "../lib/devices/pooling.ts";
import type { Matrix } from "../lib/matrix.ts";
import { randomMatrix } from "./wasm.ts";

/** In a batch of these tests. */
export const SAMPLES = 3;

/** Pooling with windows of the given size and stride. */
export function poolingCase(
  [channels, height, width]: readonly [number, number, number],
  [poolHeight, poolWidth]: readonly [number, number],
  stride: number,
): PoolingGeometry {
  return {
    channels,
    height,
    width,
    poolHeight,
    poolWidth,
    stride,
    outputHeight: Math.floor((height - poolHeight) / stride) + 1,
    outputWidth: Math.floor((width - poolWidth) / stride) + 1,
  };
}

/** Windows of 2 x 2 around the length of vectors; windows that overlap, leave gaps, or are one pixel. */
export const poolingCases: readonly PoolingGeometry[] = [
  ...[2, 3, 4, 5, 7, 8, 9, 14, 15, 16, 17, 28, 33].map((width) =>
    poolingCase([5, 4, width], [2, 2], 2)
  ),
  poolingCase([3, 7, 9], [3, 3], 2),
  poolingCase([2, 9, 8], [2, 3], 1),
  poolingCase([2, 10, 11], [2, 2], 3),
  poolingCase([4, 3, 5], [1, 1], 1),
  poolingCase([1, 6, 5], [6, 5], 1),
];

/** Values of which many are equal. */
function coarseImages(device: Device, g: PoolingGeometry): Matrix {
  const x = randomMatrix(device, [SAMPLES, g.channels * g.height * g.width], 1);
  x.data.forEach((value, i, data) => data[i] = Math.round(2 * value));
  return x;
}

/** The results of the four operations. */
export function pool(device: Device, g: PoolingGeometry, x = coarseImages(device, g)) {
  const outputs = g.channels * g.outputHeight * g.outputWidth;
  const error = randomMatrix(device, [SAMPLES, outputs], 2);
  const [maxima, means] = [device.matrix(SAMPLES, outputs), device.matrix(SAMPLES, outputs)];
  const winners = device.indices(SAMPLES * outputs);
  const maximumError = randomMatrix(device, [SAMPLES, x.columns], 3);
  const meanError = randomMatrix(device, [SAMPLES, x.columns], 4);
  device.maxPool(g, x, maxima, winners);
  device.maxPoolBackward(g, winners, error, maximumError);
  device.averagePool(g, x, means);
  device.averagePoolBackward(g, error, meanError);
  return { maxima, means, winners: { data: winners }, maximumError, meanError };
}
