import { assertEquals } from "@std/assert";
import { relu } from "../../../lib/layers/relu.ts";
import { testOnEachDevice } from "../../devices.ts";
import { assertLayerMatchesPytorch, layerContext, matrixOf } from "../../layers.ts";

testOnEachDevice("ReLU computes what PyTorch computes", (device, tolerance) => {
  assertLayerMatchesPytorch("relu", relu(), device, tolerance);
});

testOnEachDevice("ReLU stops the error at 0 and passes NaN on", (device) => {
  const layer = relu()(layerContext(device, [4]));
  assertEquals(layer.forward(matrixOf(device, 1, [-1, 0, 2, NaN])).toRows(), [[0, 0, 2, NaN]]);
  layer.forward(matrixOf(device, 1, [-1, 0, 2, 3]));
  assertEquals(layer.backward(matrixOf(device, 1, [5, 6, 7, 8])).toRows(), [[0, 0, 7, 8]]);
});
