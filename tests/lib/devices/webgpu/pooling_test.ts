import { assertEquals } from "@std/assert";
import { createTypeScriptDevice } from "../../../../lib/devices/typescript/typescript_device.ts";
import type { PoolingGeometry } from "../../../../lib/devices/pooling.ts";
import { pooling } from "../../../../lib/devices/webgpu/pooling.ts";
import type { Recorder } from "../../../../lib/devices/webgpu/recorder.ts";
import type { Matrix } from "../../../../lib/matrix.ts";
import { assertClose } from "../../../close.ts";
import { pool, poolingCase, poolingCases, SAMPLES } from "../../../poolings.ts";
import { testOnRecorder } from "../../../webgpu.ts";

const reference = createTypeScriptDevice("f32");

async function pooled(gpu: Recorder, ...[g, x]: [PoolingGeometry, Matrix?]) {
  const results = pool({ ...reference, ...pooling(gpu) }, g, x);
  const { winners, ...matrices } = results;
  await gpu.settle(winners.data, ...Object.values(matrices));
  return results;
}

testOnRecorder("pooling is that of the reference", async (gpu) => {
  for (const g of poolingCases) {
    const expected = Object.values(pool(reference, g));
    Object.entries(await pooled(gpu, g)).forEach(([name, { data }], i) => {
      const title = `${g.channels}x${g.height}x${g.width}, ${g.poolHeight}x${g.poolWidth}`;
      assertClose(data, expected[i].data, 1e-6, `${title}: ${name}`);
    });
  }
});

testOnRecorder("maxPool finds NaN wherever it is in a window", async (gpu) => {
  const g = poolingCase([1, 2, 8], [2, 2], 2);
  const x = reference.matrix(SAMPLES, 16);
  x.data.forEach((_, i, data) => data[i] = i % 7);
  for (const [window, place] of [0, 1, 8, 9].entries()) x.data[2 * window + place] = NaN;
  // Two of them: the last one wins.
  x.data.fill(NaN, 16, 18);
  const { maxima, winners } = await pooled(gpu, g, x);
  const expected = pool(reference, g, x);
  assertEquals([...maxima.data], [...expected.maxima.data]);
  assertEquals([...winners.data], [...expected.winners.data]);
});
