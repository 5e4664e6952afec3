import { assertEquals, assertThrows } from "@std/assert";
import type { Initializer } from "../../../lib/initializers.ts";
import { Dense } from "../../../lib/layers/dense.ts";
import { assertClose } from "../../close.ts";
import { elementsOf, rowsOf, testOnEachDevice } from "../../devices.ts";
import { layerContext } from "../../layers.ts";
import { PytorchCase, transpose } from "../../pytorch.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";

testOnEachDevice("Dense computes what PyTorch computes", async (device, tolerance) => {
  const torch = new PytorchCase("dense");
  const [samples, inputs] = torch.shape("x");
  const [outputs] = torch.shape("b");
  const layer = new Dense(layerContext(device, [inputs], samples), outputs);
  layer.weights.value.data.set(transpose(torch.numbers("w"), outputs, inputs));
  layer.bias?.value.data.set(torch.numbers("b"));
  const weightGradient = device.matrix(inputs, outputs);
  const biasGradient = device.matrix(1, outputs);
  layer.weights.sendGradient(weightGradient, 1, 0);
  layer.bias?.sendGradient(biasGradient, 1, 0);
  const x = device.matrix(samples, inputs);
  x.data.set(torch.numbers("x"));
  const error = device.matrix(samples, outputs);
  error.data.set(torch.numbers("dy"));

  assertClose(await elementsOf(device, layer.forward(x)), torch.numbers("y"), tolerance, "output");
  assertClose(
    await elementsOf(device, layer.backward(error)),
    torch.numbers("dx"),
    tolerance,
    "input error",
  );
  const expected = transpose(torch.numbers("dw"), outputs, inputs);
  assertClose(await elementsOf(device, weightGradient), expected, tolerance, "weight gradient");
  assertClose(
    await elementsOf(device, biasGradient),
    torch.numbers("db"),
    tolerance,
    "bias gradient",
  );
});

testOnEachDevice(
  "Dense takes the input error from the weights before it updates them",
  async (device) => {
    const layer = new Dense(layerContext(device, [1]), 1);
    layer.weights.value.data.set([3]);
    layer.weights.sendGradient(layer.weights.value, -0.5, 1);
    const x = device.matrix(1, 1);
    x.data.set([2]);
    const error = device.matrix(1, 1);
    error.data.set([1]);

    layer.forward(x);
    assertEquals(await rowsOf(device, layer.backward(error)), [[3]]);
    assertEquals(await rowsOf(device, layer.weights.value), [[3 - 0.5 * 2 * 1]]);
  },
);

testOnEachDevice("Dense handles a smaller batch than it was built for", async (device) => {
  const layer = new Dense(layerContext(device, [2], 3), 1);
  layer.weights.value.data.set([1, 10]);
  const x = device.matrix(2, 2);
  x.data.set([1, 2, 3, 4]);
  assertEquals(await rowsOf(device, layer.forward(x)), [[21], [43]]);
});

Deno.test("Dense refuses a size that is not an integer of 1 or more", () => {
  const device = createTypeScriptDevice();
  const context = layerContext(device, [2]);
  for (const outputs of [0, -1, 1.5, NaN]) {
    assertThrows(
      () => new Dense(context, outputs),
      RangeError,
      "outputs of dense to be an integer of 1 or more",
    );
  }
});

Deno.test("Dense refuses a larger batch than it was built for", () => {
  const device = createTypeScriptDevice();
  const context = layerContext(device, [2]);
  assertThrows(() => new Dense(context, 1).forward(device.matrix(2, 2)), RangeError);
});

Deno.test("Dense refuses a backward pass without a forward pass", () => {
  const device = createTypeScriptDevice();
  const context = layerContext(device, [2]);
  assertThrows(() => new Dense(context, 1).backward(device.matrix(1, 1)), Error, "forward pass");
});

Deno.test("Dense lets its initializers fill the weights, then the bias", () => {
  const sizes: string[] = [];
  const numbered = (first: number): Initializer => (values, inputs, outputs) => {
    sizes.push(`${values} of ${inputs} to ${outputs}`);
    values.data.forEach((_, i, data) => data[i] = first + i);
  };
  const layer = new Dense(layerContext(createTypeScriptDevice(), [2]), 3, {
    weights: numbered(1),
    bias: numbered(10),
  });
  assertEquals(sizes, ["2 x 3 of 2 to 3", "1 x 3 of 2 to 3"]);
  assertEquals(layer.weights.value.toRows(), [[1, 2, 3], [4, 5, 6]]);
  assertEquals(layer.bias?.value.toRows(), [[10, 11, 12]]);
});

Deno.test("Dense starts with a bias of 0 when nothing else is said", () => {
  const layer = new Dense(layerContext(createTypeScriptDevice(), [2]), 3);
  assertEquals(layer.bias?.value.toRows(), [[0, 0, 0]]);
});

testOnEachDevice(
  "Dense without a bias computes what PyTorch computes with a bias of 0",
  async (device, tolerance) => {
    const torch = new PytorchCase("dense");
    const [samples, inputs] = torch.shape("x");
    const [outputs] = torch.shape("b");
    const layer = new Dense(layerContext(device, [inputs], samples), outputs, { bias: "none" });
    assertEquals([layer.notation, layer.bias], [`dense ${outputs} bias none`, undefined]);
    assertEquals(layer.parameters, [layer.weights]);
    layer.weights.value.data.set(transpose(torch.numbers("w"), outputs, inputs));
    const gradient = device.matrix(inputs, outputs);
    layer.weights.sendGradient(gradient, 1, 0);
    const x = device.matrix(samples, inputs);
    x.data.set(torch.numbers("x"));
    const error = device.matrix(samples, outputs);
    error.data.set(torch.numbers("dy"));
    const bias = torch.numbers("b");
    const y = torch.numbers("y").map((value, i) => value - bias[i % outputs]);
    assertClose(await elementsOf(device, layer.forward(x)), y, tolerance, "output");
    assertClose(
      await elementsOf(device, layer.backward(error)),
      torch.numbers("dx"),
      tolerance,
      "input error",
    );
    assertClose(
      await elementsOf(device, gradient),
      transpose(torch.numbers("dw"), outputs, inputs),
      tolerance,
    );
    assertEquals(layer.weightedSum(0).bias, 0);
  },
);
