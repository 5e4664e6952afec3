import { assertEquals, assertThrows } from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import {
  elu,
  heaviside,
  leakyRelu,
  relu,
  sigmoid,
  softplus,
  tanh,
} from "../../../lib/layers/activations.ts";
import { dense } from "../../../lib/layers/dense.ts";
import {
  binaryCrossEntropy,
  crossEntropy,
  meanSquaredError,
  sigmoidBinaryCrossEntropy,
} from "../../../lib/losses.ts";
import { Network } from "../../../lib/network.ts";
import { assertClose } from "../../close.ts";
import { elementsOf, rowsOf, testOnEachDevice, testOnEachDoubleDevice } from "../../devices.ts";
import {
  assertGradientsMatchDifferences,
  assertLayerMatchesPytorch,
  layerContext,
  matrixOf,
} from "../../layers.ts";
import { PytorchCase } from "../../pytorch.ts";

testOnEachDevice("ReLU computes what PyTorch computes", async (device, tolerance) => {
  await assertLayerMatchesPytorch("relu", relu(), device, tolerance);
});

testOnEachDevice("ReLU stops the error at 0 and passes NaN on", async (device) => {
  const layer = relu()(layerContext(device, [4]));
  assertEquals(await rowsOf(device, layer.forward(matrixOf(device, 1, [-1, 0, 2, NaN]))), [[
    0,
    0,
    2,
    NaN,
  ]]);
  layer.forward(matrixOf(device, 1, [-1, 0, 2, 3]));
  assertEquals(await rowsOf(device, layer.backward(matrixOf(device, 1, [5, 6, 7, 8]))), [[
    0,
    0,
    7,
    8,
  ]]);
});

testOnEachDevice("LeakyReLU computes what PyTorch computes", async (device, tolerance) => {
  const alpha = new PytorchCase("leaky_relu").option("alpha");
  await assertLayerMatchesPytorch("leaky_relu", leakyRelu(alpha), device, tolerance);
});

testOnEachDevice(
  "LeakyReLU has slope 0.01 below 0 unless another is given",
  async (device, tolerance) => {
    const x = matrixOf(device, 1, [-2, 0, 3, NaN]);
    const error = matrixOf(device, 1, [10, 10, 10, 10]);
    for (const [layer, alpha] of [[leakyRelu(), 0.01], [leakyRelu(0.25), 0.25]] as const) {
      const built = layer(layerContext(device, [4]));
      assertEquals(built.notation, `leaky_relu ${alpha}`);
      assertClose(
        (await elementsOf(device, built.forward(x))).subarray(0, 3),
        [-2 * alpha, 0, 3],
        tolerance,
      );
      assertEquals((await elementsOf(device, built.forward(x)))[3], NaN);
      assertClose(
        (await elementsOf(device, built.backward(error))).subarray(0, 3),
        [10 * alpha, 10 * alpha, 10],
        tolerance,
      );
    }
  },
);

Deno.test("LeakyReLU refuses a slope below 0 or not finite", () => {
  const context = layerContext(createTypeScriptDevice(), [1]);
  for (const alpha of [-0.1, NaN, Infinity]) {
    assertThrows(() => leakyRelu(alpha)(context), RangeError, "alpha of leaky_relu");
  }
});

testOnEachDevice("ELU computes what PyTorch computes", async (device, tolerance) => {
  const alpha = new PytorchCase("elu").option("alpha");
  await assertLayerMatchesPytorch("elu", elu(alpha), device, tolerance);
});

testOnEachDoubleDevice("ELU has the gradient of its central differences", async (device) => {
  for (const alpha of [0.3, 1, 2.5]) {
    await assertGradientsMatchDifferences(elu(alpha), device, [7], 3);
  }
});

testOnEachDevice("ELU approaches -alpha, where its slope ends", async (device, tolerance) => {
  const layer = elu(2)(layerContext(device, [3]));
  assertEquals(layer.notation, "elu 2");
  const output = layer.forward(matrixOf(device, 1, [-1000, Math.log(0.5), 1000]));
  assertClose(await elementsOf(device, output), [-2, -1, 1000], tolerance);
  assertClose(
    await elementsOf(device, layer.backward(matrixOf(device, 1, [1, 1, 1]))),
    [0, 1, 1],
    tolerance,
  );
});

testOnEachDevice("ELU has alpha 1 unless another is given", async (device, tolerance) => {
  const layer = elu()(layerContext(device, [1]));
  assertClose(await elementsOf(device, layer.forward(matrixOf(device, 1, [-1]))), [
    Math.exp(-1) - 1,
  ], tolerance);
});

Deno.test("ELU refuses an alpha below 0 or not finite", () => {
  const context = layerContext(createTypeScriptDevice(), [1]);
  for (const alpha of [-1, NaN, Infinity]) {
    assertThrows(() => elu(alpha)(context), RangeError, "alpha of elu");
  }
});

testOnEachDevice("Softplus computes what PyTorch computes", async (device, tolerance) => {
  await assertLayerMatchesPytorch("softplus", softplus(), device, tolerance);
});

testOnEachDoubleDevice("Softplus has the gradient of its central differences", async (device) => {
  await assertGradientsMatchDifferences(softplus(), device, [7], 3);
});

testOnEachDevice("Softplus does not overflow", async (device, tolerance) => {
  const layer = softplus()(layerContext(device, [3]));
  const output = layer.forward(matrixOf(device, 1, [-1000, 0, 1000]));
  assertClose(await elementsOf(device, output), [0, Math.log(2), 1000], tolerance);
  assertClose(
    await elementsOf(device, layer.backward(matrixOf(device, 1, [1, 1, 1]))),
    [0, 0.5, 1],
    tolerance,
  );
});

testOnEachDevice("Softplus keeps its relative precision far below 0", async (device, tolerance) => {
  // log(1 + z) and its derivative z / (1 + z) are z where z = exp(x) is tiny; 1 + z would lose it.
  const z = Math.exp(-30);
  const layer = softplus()(layerContext(device, [1]));
  assertClose(
    [(await elementsOf(device, layer.forward(matrixOf(device, 1, [-30]))))[0] / z],
    [1],
    tolerance,
  );
  assertClose(
    [(await elementsOf(device, layer.backward(matrixOf(device, 1, [1]))))[0] / z],
    [1],
    tolerance,
  );
});

testOnEachDevice("Sigmoid computes what PyTorch computes", async (device, tolerance) => {
  await assertLayerMatchesPytorch("sigmoid", sigmoid(), device, tolerance);
});

testOnEachDoubleDevice("Sigmoid has the gradient of its central differences", async (device) => {
  await assertGradientsMatchDifferences(sigmoid(), device, [7], 3);
});

testOnEachDevice("Sigmoid saturates without overflow", async (device) => {
  const layer = sigmoid()(layerContext(device, [5]));
  const output = layer.forward(matrixOf(device, 1, [-1000, -Infinity, 0, 1000, Infinity]));
  assertEquals(await rowsOf(device, output), [[0, 0, 0.5, 1, 1]]);
  assertEquals(await rowsOf(device, layer.backward(matrixOf(device, 1, [1, 1, 1, 1, 1]))), [[
    0,
    0,
    0.25,
    0,
    0,
  ]]);
});

Deno.test("Sigmoid gives independent probabilities, and becomes one with their cross-entropy", () => {
  const layer = sigmoid()(layerContext(createTypeScriptDevice(), [3]));
  assertEquals(layer.probabilities, "independent");
  assertEquals(layer.fuse?.(binaryCrossEntropy), sigmoidBinaryCrossEntropy);
  assertEquals([layer.fuse?.(meanSquaredError), layer.fuse?.(crossEntropy)], [
    undefined,
    undefined,
  ]);
});

testOnEachDevice("Tanh computes what PyTorch computes", async (device, tolerance) => {
  await assertLayerMatchesPytorch("tanh", tanh(), device, tolerance);
});

testOnEachDoubleDevice("Tanh has the gradient of its central differences", async (device) => {
  await assertGradientsMatchDifferences(tanh(), device, [7], 3);
});

testOnEachDevice("Tanh saturates without overflow", async (device) => {
  const layer = tanh()(layerContext(device, [4]));
  const output = layer.forward(matrixOf(device, 1, [-1000, 0, 1000, Infinity]));
  assertEquals(await rowsOf(device, output), [[-1, 0, 1, 1]]);
  assertEquals(await rowsOf(device, layer.backward(matrixOf(device, 1, [3, 3, 3, 3]))), [[
    0,
    3,
    0,
    0,
  ]]);
});

testOnEachDevice("Heaviside is 1 from 0 on and 0 below", async (device) => {
  const layer = heaviside()(layerContext(device, [3], 2));
  const x = matrixOf(device, 2, [-1e-30, 0, -0, Infinity, -Infinity, NaN]);
  assertEquals(await rowsOf(device, layer.forward(x)), [[0, 1, 1], [1, 0, NaN]]);
});

testOnEachDevice(
  "Heaviside says in the first training step why it cannot be trained",
  async (device) => {
    const layers = [dense(2), heaviside()];
    const network = new Network({ device, inputShape: [3], layers, batchSize: 1 });
    const [x, y] = [device.matrix(1, 3), device.matrix(1, 2)];
    assertEquals(await rowsOf(device, network.forward(x)), [[1, 1]]);
    assertThrows(() => network.backpropagate(x, y), Error, "heaviside: its derivative is 0");
  },
);

testOnEachDevice("Heaviside may stand below all that is trained", async (device) => {
  const layers = [heaviside(), dense(1)];
  const network = new Network({ device, inputShape: [2], layers, batchSize: 1 });
  const [weights] = network.parameters;
  const gradient = device.matrix(2, 1);
  weights.sendGradient(gradient, 1, 0);
  weights.value.data.fill(1);
  network.backpropagate(matrixOf(device, 1, [-3, 5]), matrixOf(device, 1, [1]));
  // The output is 1, the gradient of -log 1 with respect to it -1; the inputs count as 0 and 1.
  assertClose(await elementsOf(device, gradient), [0, -1], 0);
});
