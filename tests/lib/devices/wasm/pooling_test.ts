import { assertEquals } from "@std/assert";
import type { Device } from "../../../../lib/devices/device.ts";
import type { PoolingGeometry } from "../../../../lib/devices/pooling.ts";
import { assertClose } from "../../../close.ts";
import { randomMatrix, testAgainstReference, testThreadsAgree } from "../../../wasm.ts";

const SAMPLES = 3;

function pooling(
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
const geometries: readonly PoolingGeometry[] = [
  ...[2, 3, 4, 5, 7, 8, 9, 14, 15, 16, 17, 28, 33].map((width) =>
    pooling([5, 4, width], [2, 2], 2)
  ),
  pooling([3, 7, 9], [3, 3], 2),
  pooling([2, 9, 8], [2, 3], 1),
  pooling([2, 10, 11], [2, 2], 3),
  pooling([4, 3, 5], [1, 1], 1),
  pooling([1, 6, 5], [6, 5], 1),
];

/** Values of which many are equal. */
function coarse(device: Device, g: PoolingGeometry) {
  const x = randomMatrix(device, [SAMPLES, g.channels * g.height * g.width], 1);
  x.data.forEach((value, i, data) => data[i] = Math.round(2 * value));
  return x;
}

function pool(device: Device, g: PoolingGeometry, x = coarse(device, g)) {
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

testAgainstReference("pooling is that of the reference", (device, reference, tolerance) => {
  for (const g of geometries) {
    const expected = Object.values(pool(reference, g));
    Object.entries(pool(device, g)).forEach(([name, { data }], i) => {
      const title = `${g.channels}x${g.height}x${g.width}, ${g.poolHeight}x${g.poolWidth}`;
      assertClose(data, expected[i].data, tolerance, `${title}: ${name}`);
    });
  }
});

testAgainstReference("maxPool finds NaN wherever it is in a window", (device, reference) => {
  const g = pooling([1, 2, 16], [2, 2], 2);
  const withNaN = (device: Device) => {
    const x = device.matrix(SAMPLES, 32);
    x.data.forEach((_, i, data) => data[i] = i % 7);
    for (const [sample, place] of [0, 1, 16, 17].entries()) {
      const window = 6 * (sample % 3);
      x.data[Math.min(sample, 2) * 32 + place + window] = NaN;
    }
    const { maxima, winners } = pool(device, g, x);
    return [[...maxima.data], [...winners.data]];
  };
  assertEquals(withNaN(device), withNaN(reference));
});

testThreadsAgree("pooling is the same", (device) => {
  return geometries.flatMap((g) => {
    return Object.values(pool(device, g)).flatMap(({ data }) => [...data]);
  });
});
