import { assertEquals } from "@std/assert";
import type { Device } from "../../../../lib/devices/device.ts";
import { assertClose } from "../../../close.ts";
import { pool, poolingCase, poolingCases, SAMPLES } from "../../../poolings.ts";
import { testAgainstReference, testThreadsAgree } from "../../../wasm.ts";

testAgainstReference("pooling is that of the reference", (device, reference, tolerance) => {
  for (const g of poolingCases) {
    const expected = Object.values(pool(reference, g));
    Object.entries(pool(device, g)).forEach(([name, { data }], i) => {
      const title = `${g.channels}x${g.height}x${g.width}, ${g.poolHeight}x${g.poolWidth}`;
      assertClose(data, expected[i].data, tolerance, `${title}: ${name}`);
    });
  }
});

testAgainstReference("maxPool finds NaN wherever it is in a window", (device, reference) => {
  const g = poolingCase([1, 2, 16], [2, 2], 2);
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
  return poolingCases.flatMap((g) => {
    return Object.values(pool(device, g)).flatMap(({ data }) => [...data]);
  });
});
