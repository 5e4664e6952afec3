import { assertEquals, assertThrows } from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { constant } from "../../../lib/initializers.ts";
import { convolution, type ConvolutionLayerOptions } from "../../../lib/layers/convolution.ts";
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

for (
  const name of [
    "conv_3x3_same",
    "conv_5x5_same",
    "conv_3x3_stride2_valid",
    "conv_2x3_rectangular",
    "conv_1x1",
    "conv_whole_image",
  ]
) {
  testOnEachDevice(`Convolution computes PyTorch's ${name}`, async (device, tolerance) => {
    const torch = new PytorchCase(name);
    const [filters, _channels, height, width] = torch.shape("w");
    const options = { stride: torch.option("stride"), padding: torch.option("padding") };
    const layer = convolution(filters, { height, width }, options);
    const keys = { weights: "w", bias: "b" };
    await assertLayerMatchesPytorch(name, layer, device, 10 * tolerance, keys);
  });
}

testOnEachDoubleDevice(
  "Convolution has the gradients of its central differences",
  async (device) => {
    const cases: [Shape, number, number, number, ConvolutionLayerOptions][] = [
      [[1, 5, 7], 2, 3, 3, {}],
      [[2, 5, 4], 3, 2, 4, {}],
      [[3, 7, 6], 1, 5, 3, { stride: 2 }],
      [[2, 6, 8], 2, 3, 2, { stride: 3, padding: "valid" }],
      [[1, 7, 5], 2, 1, 1, { stride: 2, padding: "valid" }],
      [[2, 3, 3], 2, 3, 5, { padding: 3 }],
      [[2, 4, 5], 2, 5, 4, { border: "reflect" }],
      [[1, 6, 5], 2, 3, 3, { border: "reflect", stride: 2, padding: 2 }],
    ];
    for (const [shape, filters, height, width, options] of cases) {
      const layer = convolution(filters, { height, width }, options);
      await assertGradientsMatchDifferences(layer, device, shape, 2);
    }
  },
);

testOnEachDevice("Convolution does not turn its kernel", async (device) => {
  const layer = convolution(1, { height: 1, width: 2 }, { padding: "valid" })(
    layerContext(device, [1, 1, 3]),
  );
  const [weights, bias] = layer.parameters.map(({ value }) => value.data);
  weights.set([1, 10]);
  bias.set([100]);
  assertEquals(await rowsOf(device, layer.forward(matrixOf(device, 1, [1, 2, 3]))), [[121, 132]]);
});

testOnEachDevice("Convolution with Sobel's kernel finds an edge", async (device) => {
  // A step from 0 to 1 between columns 1 and 2; the border of zeros makes one at the right, too.
  const layer = convolution(1, 3)(layerContext(device, [1, 3, 4]));
  layer.parameters[0].value.data.set([-1, 0, 1, -2, 0, 2, -1, 0, 1]);
  const output = layer.forward(matrixOf(device, 1, [0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1]));
  assertEquals(await rowsOf(device, output), [[0, 3, 3, -3, 0, 4, 4, -4, 0, 3, 3, -3]]);
});

testOnEachDevice(
  "Convolution with same padding adds less at the top and left, as TensorFlow",
  async (device) => {
    // Kernels of ones, so that each output is the sum of the pixels under its window.
    const sums = async (width: number, kernel: number, stride: number, pixels: number[]) => {
      const options = { stride, weights: constant(1) };
      const layer = convolution(1, { height: 1, width: kernel }, options)(
        layerContext(device, [1, 1, width]),
      );
      const [row] = await rowsOf(device, layer.forward(matrixOf(device, 1, pixels)));
      return row;
    };
    assertEquals(await sums(3, 2, 1, [1, 10, 100]), [11, 110, 100]);
    assertEquals(await sums(4, 4, 1, [1, 10, 100, 1000]), [111, 1111, 1110, 1100]);
    assertEquals(await sums(4, 3, 2, [1, 10, 100, 1000]), [111, 1100]);
    assertEquals(await sums(5, 3, 2, [1, 10, 100, 1000, 10000]), [11, 1110, 11000]);
    assertEquals(await sums(5, 1, 3, [1, 10, 100, 1000, 10000]), [1, 1000]);
  },
);

testOnEachDevice(
  "Convolution with a reflecting border is one on the mirrored image",
  async (device, tolerance) => {
    const image = [1, 2, 3, 4, 5, 6, 7, 8, 10];
    // Mirrored at its outermost pixels, two on each side.
    const padded = [
      [10, 8, 7, 8, 10, 8, 7],
      [6, 5, 4, 5, 6, 5, 4],
      [3, 2, 1, 2, 3, 2, 1],
      [6, 5, 4, 5, 6, 5, 4],
      [10, 8, 7, 8, 10, 8, 7],
      [6, 5, 4, 5, 6, 5, 4],
      [3, 2, 1, 2, 3, 2, 1],
    ].flat();
    const reflecting = convolution(2, 5, { border: "reflect" })(layerContext(device, [1, 3, 3]));
    const valid = convolution(2, 5, { padding: "valid" })(layerContext(device, [1, 7, 7]));
    reflecting.parameters.forEach(({ value }, i) => value.data.set(valid.parameters[i].value.data));
    assertClose(
      await elementsOf(device, reflecting.forward(matrixOf(device, 1, image))),
      Array.from(await elementsOf(device, valid.forward(matrixOf(device, 1, padded)))),
      tolerance,
    );
  },
);

testOnEachDevice(
  "Convolution takes the input error from the weights before it updates them",
  async (device) => {
    const layer = convolution(1, 1)(layerContext(device, [1, 1, 1]));
    const [weights, bias] = layer.parameters;
    weights.value.data.set([3]);
    weights.sendGradient(weights.value, -0.5, 1);
    bias.sendGradient(bias.value, -0.5, 1);
    layer.forward(matrixOf(device, 1, [2]));
    assertEquals(await rowsOf(device, layer.backward(matrixOf(device, 1, [1]))), [[3]]);
    assertEquals(await rowsOf(device, weights.value), [[3 - 0.5 * 2]]);
    assertEquals(await rowsOf(device, bias.value), [[-0.5]]);
  },
);

testOnEachDevice("Convolution handles a smaller batch than it was built for", async (device) => {
  const layer = convolution(1, 1)(layerContext(device, [1, 1, 2], 3));
  layer.parameters[0].value.data.set([2]);
  assertEquals(await rowsOf(device, layer.forward(matrixOf(device, 2, [1, 2, 3, 4]))), [[2, 4], [
    6,
    8,
  ]]);
});

Deno.test("Convolution has the output size ⌊(n - k + 2p) / s⌋ + 1", () => {
  const context = layerContext(createTypeScriptDevice(), [3, 28, 11]);
  const shape = (kernel: number, options: ConvolutionLayerOptions) =>
    convolution(4, kernel, options)(context).outputShape;
  assertEquals(shape(5, {}), [4, 28, 11]);
  assertEquals(shape(4, { stride: 2 }), [4, 14, 6]);
  assertEquals(shape(5, { padding: "valid" }), [4, 24, 7]);
  assertEquals(shape(5, { padding: "valid", stride: 3 }), [4, 8, 3]);
  assertEquals(shape(5, { padding: 1, stride: 2 }), [4, 13, 5]);
  assertEquals(shape(11, { padding: "valid", stride: 4 }), [4, 5, 1]);
});

Deno.test("Convolution counts FMAN45's second layer as 6,416 parameters", () => {
  const layer = convolution(16, 5)(layerContext(createTypeScriptDevice(), [16, 14, 14]));
  const counts = layer.parameters.map(({ value }) => value.rows * value.columns);
  assertEquals(counts, [16 * 16 * 5 * 5, 16]);
  assertEquals(counts[0] + counts[1], 6416);
});

Deno.test("Convolution draws its weights for channels x kernel inputs, by He", () => {
  const layer = convolution(50, 5)(layerContext(createTypeScriptDevice(), [16, 5, 5]));
  const [weights, bias] = layer.parameters.map(({ value }) => value.data);
  const variance = Array.from(weights).reduce((sum, w) => sum + w * w, 0) / weights.length;
  // 20,000 weights: the relative standard deviation of their variance is 1 %.
  assertClose([variance * (16 * 25) / 2], [1], 0.05);
  assertEquals(bias.every((b) => b === 0), true);
});

Deno.test("Convolution's notation names its padding and the options that are not the default", () => {
  const context = layerContext(createTypeScriptDevice(), [1, 28, 28]);
  const notation = (kernel: number, options: ConvolutionLayerOptions) =>
    convolution(16, kernel, options)(context).notation;
  assertEquals(notation(5, {}), "conv 16 5x5 same");
  assertEquals(notation(3, { padding: "valid", stride: 2 }), "conv 16 3x3 valid stride 2");
  assertEquals(notation(3, { padding: 1, border: "reflect" }), "conv 16 3x3 padding 1 reflect");
});

Deno.test("Convolution refuses sizes that do not fit", () => {
  const device = createTypeScriptDevice();
  const context = layerContext(device, [2, 4, 5]);
  const build = (kernel: number, options: ConvolutionLayerOptions) => () =>
    convolution(3, kernel, options)(context);
  assertThrows(
    () => convolution(3, 3)(layerContext(device, [40])),
    RangeError,
    'as input of "conv 3 3x3 same" but found a plain list of 40',
  );
  assertThrows(build(5, { padding: "valid" }), RangeError, '"conv 3 5x5 valid" to have a kernel');
  assertThrows(build(5, { padding: "valid" }), RangeError, "found an input of 2x4x5");
  build(4, { padding: "valid" })();
  assertThrows(build(9, { border: "reflect" }), RangeError, "the reflecting border of");
  assertThrows(build(3, { border: "reflect", padding: 4 }), RangeError, "an input of 2x4x5");
  build(3, { border: "reflect", padding: 3 })();
  for (const wrong of [0, -1, 1.5, NaN]) {
    assertThrows(() => convolution(wrong, 3)(context), RangeError, "number of filters");
    assertThrows(build(wrong, {}), RangeError, "height of the kernel");
    assertThrows(build(3, { stride: wrong }), RangeError, "stride of a convolution");
  }
  for (const padding of [-1, 1.5, NaN]) {
    assertThrows(build(3, { padding }), RangeError, "padding of same, valid or an integer");
  }
});

Deno.test("Convolution refuses a backward pass without a forward pass", () => {
  const device = createTypeScriptDevice();
  const layer = convolution(1, 1)(layerContext(device, [1, 1, 1]));
  assertThrows(() => layer.backward(device.matrix(1, 1)), Error, "forward pass");
});
