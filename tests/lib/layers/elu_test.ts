import { assertEquals, assertThrows } from "@std/assert";
import { elu } from "../../../lib/layers/elu.ts";
import { TypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { assertClose } from "../../close.ts";
import { testOnEachDevice, testOnEachDoubleDevice } from "../../devices.ts";
import {
  assertGradientsMatchDifferences,
  assertLayerMatchesPytorch,
  layerContext,
  matrixOf,
} from "../../layers.ts";
import { PytorchCase } from "../../pytorch.ts";

testOnEachDevice("ELU computes what PyTorch computes", (device, tolerance) => {
  const alpha = new PytorchCase("elu").option("alpha");
  assertLayerMatchesPytorch("elu", elu(alpha), device, tolerance);
});

testOnEachDoubleDevice("ELU has the gradient of its central differences", (device) => {
  for (const alpha of [0.3, 1, 2.5]) assertGradientsMatchDifferences(elu(alpha), device, [7], 3);
});

testOnEachDevice("ELU approaches -alpha, where its slope ends", (device, tolerance) => {
  const layer = elu(2)(layerContext(device, [3]));
  assertEquals(layer.notation, "elu 2");
  const output = layer.forward(matrixOf(device, 1, [-1000, Math.log(0.5), 1000]));
  assertClose(output.data, [-2, -1, 1000], tolerance);
  assertClose(layer.backward(matrixOf(device, 1, [1, 1, 1])).data, [0, 1, 1], tolerance);
});

testOnEachDevice("ELU has alpha 1 unless another is given", (device, tolerance) => {
  const layer = elu()(layerContext(device, [1]));
  assertClose(layer.forward(matrixOf(device, 1, [-1])).data, [Math.exp(-1) - 1], tolerance);
});

Deno.test("ELU refuses an alpha below 0 or not finite", () => {
  const context = layerContext(new TypeScriptDevice(), [1]);
  for (const alpha of [-1, NaN, Infinity]) {
    assertThrows(() => elu(alpha)(context), RangeError, "alpha of elu");
  }
});
