import { assertEquals, assertThrows } from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { averagePool, globalAveragePool, maxPool } from "../../../lib/layers/pooling.ts";
import { assertClose } from "../../close.ts";
import { elementsOf, rowsOf, testOnEachDevice, testOnEachDoubleDevice } from "../../devices.ts";
import {
  assertGradientsMatchDifferences,
  assertLayerMatchesPytorch,
  layerContext,
  matrixOf,
} from "../../layers.ts";
import { PytorchCase } from "../../pytorch.ts";

for (const name of ["max_pool_2_stride_2", "max_pool_3_stride_2"]) {
  testOnEachDevice(`MaxPool computes PyTorch's ${name}`, async (device, tolerance) => {
    const torch = new PytorchCase(name);
    const layer = maxPool(torch.option("size"), torch.option("stride"));
    await assertLayerMatchesPytorch(name, layer, device, tolerance);
  });
}

testOnEachDoubleDevice("MaxPool has the gradient of its central differences", async (device) => {
  await assertGradientsMatchDifferences(maxPool(2), device, [3, 5, 7], 2);
  await assertGradientsMatchDifferences(maxPool(3, 1), device, [1, 5, 4], 3);
  await assertGradientsMatchDifferences(maxPool({ height: 1, width: 3 }, 2), device, [2, 3, 6], 2);
  await assertGradientsMatchDifferences(maxPool(1, 3), device, [2, 4, 7], 1);
});

testOnEachDevice(
  "MaxPool sends the error to the first of equals, and sums where windows overlap",
  async (device) => {
    const layer = maxPool(2, 1)(layerContext(device, [1, 2, 3], 2));
    const x = matrixOf(device, 2, [7, 0, 7, 7, 0, 7, /**/ -3, -1, -2, -4, -5, -6]);
    assertEquals(await rowsOf(device, layer.forward(x)), [[7, 7], [-1, -1]]);
    const inputError = layer.backward(matrixOf(device, 2, [1, 2, 3, 4]));
    assertEquals(await rowsOf(device, inputError), [[1, 0, 2, 0, 0, 0], [0, 7, 0, 0, 0, 0]]);
  },
);

testOnEachDevice("MaxPool passes NaN on", async (device) => {
  const layer = maxPool(2)(layerContext(device, [1, 2, 4], 1));
  const x = matrixOf(device, 1, [1, NaN, NaN, 3, 2, 5, 4, 9]);
  assertEquals(await rowsOf(device, layer.forward(x)), [[NaN, NaN]]);
});

testOnEachDevice("MaxPool handles a smaller batch than it was built for", async (device) => {
  const layer = maxPool(2)(layerContext(device, [1, 2, 2], 3));
  assertEquals(await rowsOf(device, layer.forward(matrixOf(device, 1, [1, 4, 3, 2]))), [[4]]);
  assertEquals(await rowsOf(device, layer.backward(matrixOf(device, 1, [5]))), [[0, 5, 0, 0]]);
});

Deno.test("MaxPool leaves out rows and columns that fill no window", () => {
  const context = layerContext(createTypeScriptDevice(), [3, 7, 10]);
  assertEquals(maxPool(2)(context).outputShape, [3, 3, 5]);
  assertEquals(maxPool(3, 2)(context).outputShape, [3, 3, 4]);
  assertEquals(maxPool({ height: 7, width: 1 }, 4)(context).outputShape, [3, 1, 3]);
});

Deno.test("MaxPool's notation names its window and a stride that is not the default", () => {
  const context = layerContext(createTypeScriptDevice(), [3, 7, 10]);
  assertEquals(maxPool(2)(context).notation, "max_pool 2");
  assertEquals(maxPool(2, 2)(context).notation, "max_pool 2");
  assertEquals(maxPool(3, 2)(context).notation, "max_pool 3 stride 2");
  assertEquals(maxPool({ height: 2, width: 3 }, 2)(context).notation, "max_pool 2x3 stride 2");
});

Deno.test("MaxPool refuses sizes that do not fit", () => {
  const device = createTypeScriptDevice();
  const context = layerContext(device, [2, 4, 5]);
  const list = layerContext(device, [40]);
  assertThrows(() => maxPool(2)(list), RangeError, 'of "max_pool 2" but found a plain list of 40');
  assertThrows(() => maxPool(5)(context), RangeError, 'of 5x5 or more as input of "max_pool 5"');
  assertThrows(() => maxPool(5)(context), RangeError, "found 2x4x5");
  assertThrows(
    () => maxPool({ height: 1, width: 2 })(context),
    RangeError,
    "a stride for max_pool",
  );
  for (const size of [0, -1, 1.5, NaN]) {
    assertThrows(() => maxPool(size)(context), RangeError, "height of a window of max_pool");
    assertThrows(() => maxPool(2, size)(context), RangeError, "stride of max_pool");
  }
});

testOnEachDevice("AveragePool computes what PyTorch computes", async (device, tolerance) => {
  const name = "average_pool_2_stride_2";
  const torch = new PytorchCase(name);
  const layer = averagePool(torch.option("size"), torch.option("stride"));
  await assertLayerMatchesPytorch(name, layer, device, tolerance);
});

testOnEachDoubleDevice(
  "AveragePool has the gradient of its central differences",
  async (device) => {
    await assertGradientsMatchDifferences(averagePool(2), device, [3, 5, 7], 2);
    await assertGradientsMatchDifferences(averagePool(3, 1), device, [1, 5, 4], 3);
    await assertGradientsMatchDifferences(averagePool({ height: 1, width: 3 }, 2), device, [
      2,
      3,
      6,
    ], 2);
    await assertGradientsMatchDifferences(averagePool(1, 3), device, [2, 4, 7], 1);
  },
);

testOnEachDevice(
  "AveragePool shares the error, and sums where windows overlap",
  async (device, tolerance) => {
    const layer = averagePool(2, 1)(layerContext(device, [1, 2, 3]));
    assertClose(await elementsOf(device, layer.forward(matrixOf(device, 1, [1, 2, 3, 4, 5, 6]))), [
      3,
      4,
    ], tolerance);
    const inputError = layer.backward(matrixOf(device, 1, [4, 8]));
    assertClose(await elementsOf(device, inputError), [1, 3, 2, 1, 3, 2], tolerance);
  },
);

Deno.test("AveragePool's notation and errors are its own", () => {
  const device = createTypeScriptDevice();
  assertEquals(averagePool(2)(layerContext(device, [1, 4, 4])).notation, "average_pool 2");
  assertThrows(() => averagePool(2)(layerContext(device, [4])), RangeError, '"average_pool 2"');
});

testOnEachDevice("GlobalAveragePool takes the mean of each channel", async (device, tolerance) => {
  const layer = globalAveragePool()(layerContext(device, [2, 2, 3], 2));
  assertEquals(layer.outputShape, [2]);
  const channels = [1, 2, 3, 4, 5, 9, /**/ -6, 0, 0, 0, 0, 0];
  const output = layer.forward(matrixOf(device, 2, [...channels, ...channels.map((x) => 10 * x)]));
  assertClose(await elementsOf(device, output), [4, -1, 40, -10], tolerance);
  const inputError = layer.backward(matrixOf(device, 1, [6, -3]));
  assertClose(await elementsOf(device, inputError), [
    1,
    1,
    1,
    1,
    1,
    1,
    -0.5,
    -0.5,
    -0.5,
    -0.5,
    -0.5,
    -0.5,
  ], tolerance);
});

testOnEachDoubleDevice(
  "GlobalAveragePool has the gradient of its central differences",
  async (device) => {
    await assertGradientsMatchDifferences(globalAveragePool(), device, [3, 5, 7], 2);
    await assertGradientsMatchDifferences(globalAveragePool(), device, [2, 1, 1], 3);
  },
);

Deno.test("GlobalAveragePool shows no pictures, and refuses what is no image", () => {
  const device = createTypeScriptDevice();
  const layer = globalAveragePool()(layerContext(device, [3, 7, 10]));
  assertEquals([layer.notation, layer.featureMaps], ["global_average_pool", undefined]);
  assertEquals(averagePool(2)(layerContext(device, [3, 7, 10])).featureMaps, "pooled");
  assertThrows(
    () => globalAveragePool()(layerContext(device, [40])),
    RangeError,
    'of "global_average_pool" but found a plain list of 40',
  );
});
