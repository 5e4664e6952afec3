import { assertEquals, assertThrows } from "@std/assert";
import { TypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { averagePool } from "../../../lib/layers/average_pool.ts";
import { assertClose } from "../../close.ts";
import { testOnEachDevice, testOnEachDoubleDevice } from "../../devices.ts";
import {
  assertGradientsMatchDifferences,
  assertLayerMatchesPytorch,
  layerContext,
  matrixOf,
} from "../../layers.ts";
import { PytorchCase } from "../../pytorch.ts";

testOnEachDevice("AveragePool computes what PyTorch computes", (device, tolerance) => {
  const name = "average_pool_2_stride_2";
  const torch = new PytorchCase(name);
  const layer = averagePool(torch.option("size"), torch.option("stride"));
  assertLayerMatchesPytorch(name, layer, device, tolerance);
});

testOnEachDoubleDevice("AveragePool has the gradient of its central differences", (device) => {
  assertGradientsMatchDifferences(averagePool(2), device, [3, 5, 7], 2);
  assertGradientsMatchDifferences(averagePool(3, 1), device, [1, 5, 4], 3);
  assertGradientsMatchDifferences(averagePool({ height: 1, width: 3 }, 2), device, [2, 3, 6], 2);
  assertGradientsMatchDifferences(averagePool(1, 3), device, [2, 4, 7], 1);
});

testOnEachDevice(
  "AveragePool shares the error, and sums where windows overlap",
  (device, tolerance) => {
    const layer = averagePool(2, 1)(layerContext(device, [1, 2, 3]));
    assertClose(layer.forward(matrixOf(device, 1, [1, 2, 3, 4, 5, 6])).data, [3, 4], tolerance);
    const inputError = layer.backward(matrixOf(device, 1, [4, 8]));
    assertClose(inputError.data, [1, 3, 2, 1, 3, 2], tolerance);
  },
);

Deno.test("AveragePool's notation and errors are its own", () => {
  const device = new TypeScriptDevice();
  assertEquals(averagePool(2)(layerContext(device, [1, 4, 4])).notation, "average_pool 2");
  assertThrows(() => averagePool(2)(layerContext(device, [4])), RangeError, '"average_pool 2"');
});
