import { assertEquals } from "@std/assert";
import { createTypeScriptDevice } from "../../../../lib/devices/typescript/typescript_device.ts";
import { convolutions } from "../../../../lib/devices/webgpu/convolution.ts";
import { batchNormalization } from "../../../../lib/devices/webgpu/normalization.ts";
import type { Recorder } from "../../../../lib/devices/webgpu/recorder.ts";
import { assertClose } from "../../../close.ts";
import { type ChannelSizes, channelSizes, normalize } from "../../../normalizations.ts";
import { testOnRecorder } from "../../../webgpu.ts";

const reference = createTypeScriptDevice("f32");

async function normalized(gpu: Recorder, sizes: ChannelSizes) {
  const device = { ...reference, ...batchNormalization(gpu), ...convolutions(gpu) };
  const results = normalize(device, sizes);
  await gpu.settle(...results);
  return results;
}

/** With channels of several parts of which the last one is shorter. */
const sizes: readonly ChannelSizes[] = [...channelSizes, [67, 3, 196]];

testOnRecorder("batch normalization agrees at every size", async (gpu) => {
  for (const size of sizes) {
    const expected = normalize(reference, size);
    (await normalized(gpu, size)).forEach(({ data }, i) =>
      // A unit in the last place of x, which is about 100, is the best that can be hoped for.
      assertClose(data, expected[i].data, 1e-4, `result ${i} of ${size}`)
    );
  }
});

testOnRecorder("batch normalization has the same bits every time", async (gpu) => {
  const size = [67, 3, 196] as const;
  const [first, second] = [await normalized(gpu, size), await normalized(gpu, size)];
  assertEquals(first.map(({ data }) => data), second.map(({ data }) => data));
});

testOnRecorder("sumChannels does not read old sums that it does not keep", async (gpu) => {
  const x = reference.matrix(2, 3);
  x.data.set([1, 2, 3, 4, 5, 6]);
  const sums = reference.matrix(1, 3);
  sums.data.fill(NaN);
  convolutions(gpu).sumChannels(2, x, 0, sums);
  await gpu.settle(sums);
  assertEquals(sums.toRows(), [[10, 14, 18]]);
});
