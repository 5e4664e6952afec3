import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";
import type { Tensor } from "../../../lib/formats/safetensors.ts";
import { relu } from "../../../lib/layers/activations.ts";
import { batchNorm } from "../../../lib/layers/batch_norm.ts";
import { convolution } from "../../../lib/layers/convolution.ts";
import { dense } from "../../../lib/layers/dense.ts";
import type { LayerFactory } from "../../../lib/layers/layer.ts";
import { ParameterlessLayer } from "../../../lib/layers/parameterless_layer.ts";
import { Parameter } from "../../../lib/layers/parameter.ts";
import { flatten } from "../../../lib/layers/pass_through.ts";
import { Matrix } from "../../../lib/matrix.ts";
import { loadTensors, networkTensors } from "../../../lib/models/tensors.ts";
import { Network } from "../../../lib/network.ts";
import type { Shape } from "../../../lib/shape.ts";
import { rowsOf, testOnEachDevice } from "../../devices.ts";
import { matrixOf } from "../../layers.ts";

function networkOf(inputShape: Shape, layers: LayerFactory[], seed = 1): Network {
  return new Network({ device: createTypeScriptDevice(), inputShape, layers, batchSize: 2, seed });
}

Deno.test("networkTensors() counts layers with and without parameters", () => {
  const network = networkOf([2, 5, 4], [
    convolution(3, { height: 3, width: 2 }),
    batchNorm(),
    relu(),
    flatten(),
    dense(7),
  ]);
  const shapes = [...networkTensors(network)].map(([name, { shape }]) => [name, shape]);
  assertEquals(shapes, [
    ["0.weight", [3, 2, 3, 2]],
    ["0.bias", [3]],
    ["1.weight", [3]],
    ["1.bias", [3]],
    ["1.running_mean", [3]],
    ["1.running_var", [3]],
    ["4.weight", [7, 60]],
    ["4.bias", [7]],
  ]);
});

Deno.test("networkTensors() has a row of dense weights for each output", () => {
  const network = networkOf([2], [dense(3)]);
  network.parameters[0].value.data.set([1, 2, 3, 4, 5, 6]);
  assertEquals(networkTensors(network).get("0.weight"), {
    shape: [3, 2],
    data: Float64Array.of(1, 4, 2, 5, 3, 6),
  });
});

/** A layer with three matrices of 1 to 6, each laid out differently. */
class Shelf extends ParameterlessLayer {
  override readonly parameters = [
    new Parameter("own", Matrix.of([[1, 2, 3], [4, 5, 6]]), { role: "weights" }),
    new Parameter("turned", Matrix.of([[1, 2, 3], [4, 5, 6]]), {
      role: "weights",
      tensor: { name: "weight", transposed: true },
    }),
    new Parameter("folded", Matrix.of([[1, 2, 3, 4, 5, 6]]), {
      role: "bias",
      tensor: { shape: [3, 1, 2] },
    }),
  ];

  override forward(input: Matrix): Matrix {
    return input;
  }

  override backward(error: Matrix): Matrix {
    return error;
  }
}

Deno.test("networkTensors() lays a parameter out as the parameter says, and loadTensors() undoes it", () => {
  const shelf = () => networkOf([1], [({ inputShape }) => new Shelf("shelf", inputShape)]);
  const [network, emptied] = [shelf(), shelf()];
  const tensors = networkTensors(network);
  assertEquals(Object.fromEntries(tensors), {
    "0.own": { shape: [2, 3], data: Float64Array.of(1, 2, 3, 4, 5, 6) },
    "0.weight": { shape: [3, 2], data: Float64Array.of(1, 4, 2, 5, 3, 6) },
    "0.folded": { shape: [3, 1, 2], data: Float64Array.of(1, 2, 3, 4, 5, 6) },
  });
  for (const { value } of emptied.parameters) value.data.fill(0);
  loadTensors(emptied, tensors);
  assertEquals(
    emptied.parameters.map(({ value }) => value.toRows()),
    network.parameters.map(({ value }) => value.toRows()),
  );
});

Deno.test("networkTensors() shares nothing with the network", () => {
  const network = networkOf([2], [dense(1), batchNorm()]);
  const tensors = networkTensors(network);
  for (const { data } of tensors.values()) data.fill(7);
  assertEquals(network.parameters.some(({ value }) => value.data.includes(7)), false);
});

testOnEachDevice("loadTensors() undoes what training has changed", async (device) => {
  const layers = [convolution(2, 3), batchNorm(), relu(), dense(3), dense(2)];
  const options = { device, inputShape: [1, 4, 5], layers, batchSize: 2 } as const;
  const source = new Network({ ...options, seed: 1 });
  const target = new Network({ ...options, seed: 2 });
  source.layers[1].buffers.forEach(({ value }) => value.data.fill(0.25));
  const input = matrixOf(device, 1, Array.from({ length: 20 }, (_, i) => i / 20));
  const before = await rowsOf(device, target.forward(input));
  loadTensors(target, networkTensors(source));
  const output = await rowsOf(device, target.forward(input));
  assertEquals(output, await rowsOf(device, source.forward(input)));
  assertNotEquals(output, before);
  assertEquals(networkTensors(target), networkTensors(source));
  const valuesOf = ({ parameters, layers }: Network) =>
    [...parameters, ...layers.flatMap(({ buffers }) => buffers)].map(({ value }) => value.toRows());
  assertEquals(valuesOf(target), valuesOf(source));
});

Deno.test("loadTensors() converts from the other number format", () => {
  const network = networkOf([1], [dense(2)]);
  loadTensors(
    network,
    new Map([
      ["0.weight", { shape: [2, 1], data: Float32Array.of(0.1, 0.5) }],
      ["0.bias", { shape: [2], data: Float32Array.of(1, 2) }],
    ]),
  );
  assertEquals(network.parameters[0].value.toRows(), [[Math.fround(0.1), 0.5]]);
});

const weight: Tensor = { shape: [2, 1], data: Float64Array.of(1, 2) };
const bias: Tensor = { shape: [2], data: Float64Array.of(3, 4) };

const unfitting: readonly (readonly [string, Record<string, Tensor>, string])[] = [
  ["no tensors", {}, 'Expected a tensor "0.weight" but found none'],
  ["a missing tensor", { "0.weight": weight }, 'Expected a tensor "0.bias" but found none'],
  [
    "transposed weights",
    { "0.weight": { ...weight, shape: [1, 2] }, "0.bias": bias },
    'Expected tensor "0.weight" to have the shape [2, 1] but found [1, 2]',
  ],
  [
    "integers",
    { "0.weight": weight, "0.bias": { shape: [2], data: Int32Array.of(1, 2) } },
    'floating-point numbers in tensor "0.bias"',
  ],
  [
    "a tensor too many",
    { "0.weight": weight, "0.bias": bias, "1.bias": bias },
    `Expected no tensors but those of the network's layers but found "1.bias"`,
  ],
];

for (const [what, tensors, message] of unfitting) {
  Deno.test(`loadTensors() refuses ${what} and leaves the network as it was`, () => {
    const network = networkOf([1], [dense(2)]);
    const before = networkTensors(network);
    assertThrows(
      () => loadTensors(network, new Map(Object.entries(tensors))),
      FormatError,
      message,
    );
    assertEquals(networkTensors(network), before);
  });
}
