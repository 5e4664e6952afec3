import { assertEquals } from "@std/assert";
import { assertClose } from "../../../close.ts";
import { type ChannelSizes, channelSizes, normalize } from "../../../normalizations.ts";
import { testAgainstReference, testThreadsAgree } from "../../../wasm.ts";

testAgainstReference("batch normalization agrees at every size", (device, reference, tolerance) => {
  for (const sizes of channelSizes) {
    const expected = normalize(reference, sizes);
    normalize(device, sizes).forEach(({ data }, i) =>
      // A unit in the last place of x, which is about 100, is the best that can be hoped for.
      assertClose(data, expected[i].data, 100 * tolerance, `result ${i} of ${sizes}`)
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

const SHARED: readonly ChannelSizes[] = [[100, 301, 1], [20, 9, 100], [400, 7, 9]];

testThreadsAgree(
  "batch normalization gives the same bits",
  (device) => SHARED.flatMap((sizes) => normalize(device, sizes).flatMap(({ data }) => [...data])),
);
