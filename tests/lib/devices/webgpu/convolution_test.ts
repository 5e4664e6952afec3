import { assertEquals } from "@std/assert";
import { createTypeScriptDevice } from "../../../../lib/devices/typescript/typescript_device.ts";
import { convolutions } from "../../../../lib/devices/webgpu/convolution.ts";
import { assertClose } from "../../../close.ts";
import {
  convolutionCase,
  convolve,
  convolveSparse,
  productCases,
  stridedCases,
  title,
} from "../../../convolutions.ts";
import { testWithEachKernel } from "../../../webgpu.ts";

const reference = createTypeScriptDevice("f32");

/**
 * Sums of one term and of many, beside the extents of tiles and blocks; a tile of the largest kind; a
 * kernel that is too large for the memory of a workgroup; a row of outputs that is cut.
 */
const cases = [
  ...productCases,
  ...stridedCases.slice(3),
  convolutionCase([3, 2, 5], [12, 9], [5, 4], [3, 3], { stride: 2, border: "reflect" }),
  convolutionCase([5, 65, 3], [7, 7], [3, 3], [1, 1]),
  convolutionCase([7, 3, 49], [8, 8], [3, 3], [0, 0]),
  convolutionCase([42, 1, 64], [28, 28], [3, 3], [1, 1]),
  convolutionCase([1, 2, 3], [40, 39], [29, 28], [3, 2]),
  convolutionCase([2, 2, 3], [3, 61], [2, 3], [0, 1]),
];

testWithEachKernel("convolutions are those of the reference", async (gpu) => {
  const device = { ...reference, ...convolutions(gpu) };
  for (const g of cases) {
    const expected = convolve(reference, g);
    const results = convolve(device, g);
    await gpu.settle(...Object.values(results));
    for (const [name, { data }] of Object.entries(results)) {
      assertClose(data, expected[name].data, 2e-6, `${title(g)}: ${name}`);
    }
  }
});

testWithEachKernel("convolutions of zeros alone are exact", async (gpu) => {
  const device = { ...reference, ...convolutions(gpu) };
  for (const g of cases) {
    const bias = 0.75;
    const expected = convolveSparse(reference, g, bias);
    const results = convolveSparse(device, g, bias);
    await gpu.settle(...results);
    results.forEach(({ data }, i) => {
      const exact = i === 0 ? bias : 0;
      const differing = expected[i].data.findIndex((value, at) =>
        value === exact && data[at] !== exact
      );
      assertEquals(differing, -1, `${title(g)}, result ${i}`);
    });
  }
});

testWithEachKernel("convolutions have the same bits every time", async (gpu) => {
  const device = { ...reference, ...convolutions(gpu) };
  const g = convolutionCase([33, 5, 18], [14, 13], [5, 5], [2, 2]);
  const bits = async () => {
    const results = Object.values(convolve(device, g));
    await gpu.settle(...results);
    return results.map(({ data }) => data);
  };
  assertEquals(await bits(), await bits());
});
