import { assertEquals } from "@std/assert";
import { tanh } from "../../../lib/layers/tanh.ts";
import { testOnEachDevice, testOnEachDoubleDevice } from "../../devices.ts";
import {
  assertGradientsMatchDifferences,
  assertLayerMatchesPytorch,
  layerContext,
  matrixOf,
} from "../../layers.ts";

testOnEachDevice("Tanh computes what PyTorch computes", (device, tolerance) => {
  assertLayerMatchesPytorch("tanh", tanh(), device, tolerance);
});

testOnEachDoubleDevice("Tanh has the gradient of its central differences", (device) => {
  assertGradientsMatchDifferences(tanh(), device, [7], 3);
});

testOnEachDevice("Tanh saturates without overflow", (device) => {
  const layer = tanh()(layerContext(device, [4]));
  const output = layer.forward(matrixOf(device, 1, [-1000, 0, 1000, Infinity]));
  assertEquals(output.toRows(), [[-1, 0, 1, 1]]);
  assertEquals(layer.backward(matrixOf(device, 1, [3, 3, 3, 3])).toRows(), [[0, 3, 0, 0]]);
});
