import { softplus } from "../../../lib/layers/softplus.ts";
import { assertClose } from "../../close.ts";
import { testOnEachDevice, testOnEachDoubleDevice } from "../../devices.ts";
import {
  assertGradientsMatchDifferences,
  assertLayerMatchesPytorch,
  layerContext,
  matrixOf,
} from "../../layers.ts";

testOnEachDevice("Softplus computes what PyTorch computes", (device, tolerance) => {
  assertLayerMatchesPytorch("softplus", softplus(), device, tolerance);
});

testOnEachDoubleDevice("Softplus has the gradient of its central differences", (device) => {
  assertGradientsMatchDifferences(softplus(), device, [7], 3);
});

testOnEachDevice("Softplus does not overflow", (device, tolerance) => {
  const layer = softplus()(layerContext(device, [3]));
  const output = layer.forward(matrixOf(device, 1, [-1000, 0, 1000]));
  assertClose(output.data, [0, Math.log(2), 1000], tolerance);
  assertClose(layer.backward(matrixOf(device, 1, [1, 1, 1])).data, [0, 0.5, 1], tolerance);
});

testOnEachDevice("Softplus keeps its relative precision far below 0", (device, tolerance) => {
  // log(1 + z) and its derivative z / (1 + z) are z where z = exp(x) is tiny; 1 + z would lose it.
  const z = Math.exp(-30);
  const layer = softplus()(layerContext(device, [1]));
  assertClose([layer.forward(matrixOf(device, 1, [-30])).data[0] / z], [1], tolerance);
  assertClose([layer.backward(matrixOf(device, 1, [1])).data[0] / z], [1], tolerance);
});
