import { assertEquals } from "@std/assert";
import { sigmoid } from "../../../lib/layers/sigmoid.ts";
import { testOnEachDevice, testOnEachDoubleDevice } from "../../devices.ts";
import {
  assertGradientsMatchDifferences,
  assertLayerMatchesPytorch,
  layerContext,
  matrixOf,
} from "../../layers.ts";

testOnEachDevice("Sigmoid computes what PyTorch computes", (device, tolerance) => {
  assertLayerMatchesPytorch("sigmoid", sigmoid(), device, tolerance);
});

testOnEachDoubleDevice("Sigmoid has the gradient of its central differences", (device) => {
  assertGradientsMatchDifferences(sigmoid(), device, [7], 3);
});

testOnEachDevice("Sigmoid saturates without overflow", (device) => {
  const layer = sigmoid()(layerContext(device, [5]));
  const output = layer.forward(matrixOf(device, 1, [-1000, -Infinity, 0, 1000, Infinity]));
  assertEquals(output.toRows(), [[0, 0, 0.5, 1, 1]]);
  assertEquals(layer.backward(matrixOf(device, 1, [1, 1, 1, 1, 1])).toRows(), [[0, 0, 0.25, 0, 0]]);
});
