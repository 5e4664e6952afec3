import { assertEquals, assertThrows } from "@std/assert";
import { dense } from "../../../lib/layers/dense.ts";
import { heaviside } from "../../../lib/layers/heaviside.ts";
import { Network } from "../../../lib/network.ts";
import { assertClose } from "../../close.ts";
import { testOnEachDevice } from "../../devices.ts";
import { layerContext, matrixOf } from "../../layers.ts";

testOnEachDevice("Heaviside is 1 from 0 on and 0 below", (device) => {
  const layer = heaviside()(layerContext(device, [3], 2));
  const x = matrixOf(device, 2, [-1e-30, 0, -0, Infinity, -Infinity, NaN]);
  assertEquals(layer.forward(x).toRows(), [[0, 1, 1], [1, 0, NaN]]);
});

testOnEachDevice("Heaviside says in the first training step why it cannot be trained", (device) => {
  const layers = [dense(2), heaviside()];
  const network = new Network({ device, inputShape: [3], layers, batchSize: 1 });
  const [x, y] = [device.matrix(1, 3), device.matrix(1, 2)];
  assertEquals(network.forward(x).toRows(), [[1, 1]]);
  assertThrows(() => network.backpropagate(x, y), Error, "heaviside: its derivative is 0");
});

testOnEachDevice("Heaviside may stand below all that is trained", (device) => {
  const layers = [heaviside(), dense(1)];
  const network = new Network({ device, inputShape: [2], layers, batchSize: 1 });
  const [weights] = network.parameters;
  const gradient = device.matrix(2, 1);
  weights.sendGradient(gradient, 1, 0);
  weights.value.data.fill(1);
  network.backpropagate(matrixOf(device, 1, [-3, 5]), matrixOf(device, 1, [1]));
  // The output is 1, the gradient of -log 1 with respect to it -1; the inputs count as 0 and 1.
  assertClose(gradient.data, [0, -1], 0);
});
