import { assertEquals, assertThrows } from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { batchNorm } from "../../../lib/layers/batch_norm.ts";
import type { Shape } from "../../../lib/shape.ts";
import { assertClose } from "../../close.ts";
import { elementsOf, rowsOf, testOnEachDevice, testOnEachDoubleDevice } from "../../devices.ts";
import {
  assertGradientsMatchDifferences,
  assertLayerMatchesPytorch,
  layerContext,
  matrixOf,
} from "../../layers.ts";
import { PytorchCase } from "../../pytorch.ts";

for (const name of ["batch_norm_dense", "batch_norm_images"]) {
  testOnEachDevice(`BatchNorm computes PyTorch's ${name}`, async (device, tolerance) => {
    const layer = batchNorm({ epsilon: new PytorchCase(name).option("epsilon") });
    const keys = { gamma: "gamma", beta: "beta" };
    await assertLayerMatchesPytorch(name, layer, device, 10 * tolerance, keys);
  });
}

testOnEachDevice(
  "BatchNorm keeps PyTorch's running statistics and infers by them",
  async (device, tolerance) => {
    const torch = new PytorchCase("batch_norm_running");
    const [samples, channels] = torch.shape();
    const options = { epsilon: torch.option("epsilon"), momentum: torch.option("momentum") };
    const layer = batchNorm(options)(layerContext(device, [channels], samples));
    for (const batch of torch.lists("batches")) {
      layer.forward(matrixOf(device, samples, batch), "training");
    }
    for (const { name, value } of layer.buffers) {
      assertClose(await elementsOf(device, value), torch.numbers(name), tolerance, name);
    }
    const x = torch.numbers("x");
    const output = layer.forward(matrixOf(device, x.length / channels, x), "inference");
    assertClose(await elementsOf(device, output), torch.numbers("y"), tolerance);
  },
);

testOnEachDoubleDevice("BatchNorm has the gradients of its central differences", async (device) => {
  await assertGradientsMatchDifferences(batchNorm(), device, [5], 3);
  await assertGradientsMatchDifferences(batchNorm({ epsilon: 0.5 }), device, [2, 3, 1], 2);
  await assertGradientsMatchDifferences(batchNorm(), device, [3, 3, 5], 1);
});

testOnEachDevice(
  "BatchNorm gives each channel mean beta and variance gamma²",
  async (device, tolerance) => {
    // Channel 0 is 1, 3 in both samples, channel 1 is 10, 10, 50, 50: variances 1 and 400.
    const layer = batchNorm({ epsilon: 1e-30 })(layerContext(device, [2, 1, 2], 2));
    const [gamma, beta] = layer.parameters.map(({ value }) => value.data);
    gamma.set([1, 2]);
    beta.set([0, 5]);
    const output = layer.forward(matrixOf(device, 2, [1, 3, 10, 10, 3, 1, 50, 50]), "training");
    assertClose(await elementsOf(device, output), [-1, 1, 3, 3, 1, -1, 7, 7], tolerance);
  },
);

testOnEachDevice(
  "BatchNorm leaves its running statistics alone in rehearsal and inference",
  async (device) => {
    const layer = batchNorm()(layerContext(device, [2], 2));
    const x = matrixOf(device, 2, [1, 2, 3, 4]);
    layer.forward(x, "rehearsal");
    layer.forward(x, "inference");
    await device.settle(...layer.buffers.map(({ value }) => value));
    const buffers = layer.buffers.map(({ name, value }) => [name, value.toRows()]);
    assertEquals(buffers, [["running_mean", [[0, 0]]], ["running_var", [[1, 1]]]]);
  },
);

testOnEachDevice("BatchNorm of a constant channel is beta, not a division by 0", async (device) => {
  const layer = batchNorm()(layerContext(device, [1], 3));
  layer.parameters[1].value.data.set([7]);
  const output = layer.forward(matrixOf(device, 3, [4, 4, 4]), "training");
  assertEquals(await rowsOf(device, output), [[7], [7], [7]]);
});

Deno.test("BatchNorm refuses to train on one value per channel, but infers from it", () => {
  const device = createTypeScriptDevice();
  const list = batchNorm()(layerContext(device, [3], 4));
  const sample = device.matrix(1, 3);
  assertThrows(() => list.forward(sample, "training"), RangeError, "2 or more values per channel");
  assertEquals(list.forward(sample, "inference").toRows(), [[0, 0, 0]]);
  const image = batchNorm()(layerContext(device, [1, 1, 2], 1));
  const output = image.forward(matrixOf(device, 1, [-5, 5]), "training").data;
  assertClose(output, [-1, 1], 1e-6);
});

Deno.test("BatchNorm says how many samples it takes to train on", () => {
  const device = createTypeScriptDevice();
  const smallest = (shape: Shape) => batchNorm()(layerContext(device, shape)).smallestBatch;
  assertEquals([smallest([3]), smallest([3, 1, 1])], [2, 2]);
  assertEquals([smallest([1, 1, 2]), smallest([3, 2, 1])], [1, 1]);
});

Deno.test("BatchNorm refuses a backward pass without a forward pass", () => {
  const device = createTypeScriptDevice();
  const layer = batchNorm()(layerContext(device, [3], 4));
  assertThrows(() => layer.backward(device.matrix(4, 3)), Error, "forward pass");
});

testOnEachDevice("BatchNorm scales the error of a network in use", async (device, tolerance) => {
  const layer = batchNorm({ epsilon: 0.25 })(layerContext(device, [2, 1, 2], 2));
  const [gamma] = layer.parameters;
  const [, variance] = layer.buffers;
  gamma.value.data.set([3, -1]);
  variance.value.data.set([2, 0.75]);
  const x = matrixOf(device, 1, [5, 6, 7, 8]);
  layer.forward(x, "training");
  layer.forward(x, "inference");
  variance.value.data.set([2, 0.75]);
  device.changed(variance.value);
  // γ / √(σ² + ε) is 3 / 1.5 and -1 / 1.
  const error = matrixOf(device, 1, [1, 2, 3, -4]);
  assertClose(await elementsOf(device, layer.backward(error)), [2, 4, -3, 4], tolerance);
});

Deno.test("BatchNorm's parameters are free of penalties", () => {
  const { parameters } = batchNorm()(layerContext(createTypeScriptDevice(), [3]));
  assertEquals(parameters.map(({ name, penalized }) => [name, penalized]), [
    ["gamma", false],
    ["beta", false],
  ]);
});

Deno.test("BatchNorm's notation names the options that are not the default", () => {
  const context = layerContext(createTypeScriptDevice(), [3]);
  assertEquals(batchNorm()(context).notation, "batch_norm");
  assertEquals(
    batchNorm({ epsilon: 0.001, momentum: 0.01 })(context).notation,
    "batch_norm epsilon 0.001 momentum 0.01",
  );
});

Deno.test("BatchNorm refuses options out of range", () => {
  const context = layerContext(createTypeScriptDevice(), [3]);
  for (const epsilon of [0, -1, NaN, Infinity]) {
    assertThrows(() => batchNorm({ epsilon })(context), RangeError, "epsilon of batch_norm");
  }
  for (const momentum of [-0.1, 1.1, NaN]) {
    assertThrows(() => batchNorm({ momentum })(context), RangeError, "momentum of batch_norm");
  }
});
