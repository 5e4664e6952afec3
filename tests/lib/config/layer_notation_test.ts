import { assertEquals, assertThrows } from "@std/assert";
import { layerNotation, parseLayers } from "../../../lib/config/layer_notation.ts";
import { NotationError } from "../../../lib/config/notation/tokens.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { constant, xavierUniform } from "../../../lib/initializers.ts";
import { elu, leakyRelu } from "../../../lib/layers/activations.ts";
import { batchNorm } from "../../../lib/layers/batch_norm.ts";
import { convolution } from "../../../lib/layers/convolution.ts";
import { dense } from "../../../lib/layers/dense.ts";
import { dropout } from "../../../lib/layers/dropout.ts";
import type { Layer, LayerFactory } from "../../../lib/layers/layer.ts";
import { averagePool, globalAveragePool, maxPool } from "../../../lib/layers/pooling.ts";
import { Network } from "../../../lib/network.ts";
import { layerContext } from "../../layers.ts";

const device = createTypeScriptDevice();

function build(factory: LayerFactory): Layer {
  return factory(layerContext(device, [2, 9, 8]));
}

function notations(text: string): string[] {
  return parseLayers(text).map((factory) => build(factory).notation);
}

Deno.test("parseLayers() reads the layers in order, activations as their own", () => {
  const layers = parseLayers(
    "conv 16 5x5 same relu, max_pool 2, dropout 0.2, flatten, dense 10 softmax",
  );
  const network = new Network({ device, inputShape: [1, 28, 28], layers, batchSize: 1 });
  assertEquals(network.layers.map(({ notation }) => notation), [
    "conv 16 5x5 same",
    "relu",
    "max_pool 2",
    "dropout 0.2",
    "flatten",
    "dense 10",
    "softmax",
  ]);
  // 25 weights and a bias for each of 16 filters; 16 x 14 x 14 values go to each of 10 outputs.
  assertEquals(network.parameterCount, 16 * 26 + 10 * (16 * 14 * 14 + 1));
});

/** Each layer with options that are not its defaults, as the library and as the notation has it. */
const layers: readonly (readonly [string, LayerFactory])[] = [
  ["dense 7", dense(7)],
  ["conv 4 3", convolution(4, 3)],
  ["conv 4 3x2 stride 2", convolution(4, { height: 3, width: 2 }, { stride: 2 })],
  ["conv 4 5 valid", convolution(4, 5, { padding: "valid" })],
  [
    "conv 4 3 reflect stride 2 padding 1",
    convolution(4, 3, { stride: 2, padding: 1, border: "reflect" }),
  ],
  ["max_pool 2", maxPool(2)],
  ["max_pool 3x2 stride 1", maxPool({ height: 3, width: 2 }, 1)],
  ["average_pool 3 stride 2", averagePool(3, 2)],
  ["global_average_pool", globalAveragePool()],
  ["dropout 0.35", dropout(0.35)],
  ["batch_norm", batchNorm()],
  ["batch_norm momentum 0.3 epsilon 1e-7", batchNorm({ epsilon: 1e-7, momentum: 0.3 })],
  ["leaky_relu 0.2", leakyRelu(0.2)],
  ["leaky_relu", leakyRelu()],
  ["elu 1.5", elu(1.5)],
  ["elu", elu()],
];

for (const [text, factory] of layers) {
  Deno.test(`parseLayers() reads ${text}, and what the layer says of itself`, () => {
    const { notation, outputShape } = build(factory);
    for (const written of [text, notation]) {
      const [layer, ...others] = parseLayers(written).map(build);
      assertEquals([layer.notation, layer.outputShape], [notation, outputShape]);
      assertEquals(others, []);
    }
  });
}

for (
  const name of ["relu", "softplus", "sigmoid", "tanh", "softmax", "identity", "heaviside"]
) {
  Deno.test(`parseLayers() reads ${name} alone and behind a layer`, () => {
    assertEquals(notations(name), [name]);
    assertEquals(notations(`flatten ${name}`), ["flatten", name]);
  });
}

Deno.test("parseLayers() needs no spaces around commas", () => {
  assertEquals(notations(" dense 3 elu 2,relu ,\tdense  4 "), [
    "dense 3",
    "elu 2",
    "relu",
    "dense 4",
  ]);
});

Deno.test("parseLayers() gives layers their own initializers, or the common ones", () => {
  const first = (text: string, ...names: string[]) =>
    parseLayers(text, { weights: constant(3), bias: constant(4) }).flatMap((factory) =>
      build(factory).parameters.filter(({ name }) => names.includes(name))
        .map(({ value }) => value.data[0])
    );
  const names = ["weights", "bias"];
  assertEquals(first("dense 2, conv 2 3", ...names), [3, 4, 3, 4]);
  assertEquals(first("dense 2 weights constant 5, conv 2 3 bias constant 6", ...names), [
    5,
    4,
    3,
    6,
  ]);
  // An activation behind the last argument of an initializer, which could be a number.
  const layers = parseLayers("dense 30 weights xavier_uniform tanh").map(build);
  const expected = build(dense(30, { weights: xavierUniform() }));
  assertEquals(layers.map(({ notation }) => notation), ["dense 30", "tanh"]);
  assertEquals(layers[0].parameters[0].value.data, expected.parameters[0].value.data);
});

Deno.test("layerNotation tells where and how each layer is written", () => {
  const found = layerNotation.parse("conv 4  3 relu ,flatten").map(({ text, offset }) => [
    text,
    offset,
  ]);
  assertEquals(found, [["conv 4  3", 0], ["relu", 10], ["flatten", 16]]);
});

const malformed: readonly (readonly [string, number, string])[] = [
  ["dense 10 relue", 9, 'or the end of the line but found "relue"; did you mean "relu"?'],
  ["dens 10", 0, 'Expected a layer but found "dens"; did you mean "dense"?'],
  [
    "dense",
    5,
    "Expected an integer from 1 to 100000 or classes as <outputs> but found the end of the line",
  ],
  ["dense 0", 6, 'as <outputs> but found "0"'],
  ["dense 1.5", 6, 'as <outputs> but found "1.5"'],
  ["dense relu", 6, 'as <outputs> but found "relu"'],
  ["dense 10 10", 9, 'but found "10"'],
  ["dense 10,", 9, "Expected a layer but found the end of the line"],
  ["dense 10,, relu", 9, 'Expected a layer but found ","'],
  [", relu", 0, 'Expected a layer but found ","'],
  ["relu relu", 5, 'Expected "," or the end of the line but found "relu"'],
  ["flatten dense 10", 8, 'Expected an activation, "," or the end of the line but found "dense"'],
  ["conv 16 same", 8, 'as <kernel> but found "same"'],
  ["conv 16 5x", 8, 'as <kernel> but found "5x"'],
  ["conv 16 0x5", 8, 'as <kernel> but found "0x5"'],
  ["conv 16 5x5 strid 2", 12, 'did you mean "stride"?'],
  ["conv 16 5x5 stride", 18, "as <pixels> but found the end of the line"],
  ["conv 16 5x5 same valid", 17, 'but found "valid"'],
  ["conv 16 5x5 padding -1", 20, 'as <pixels> but found "-1"'],
  ["dropout 1", 8, 'Expected a number from 0 to below 1 as <rate> but found "1"'],
  ["batch_norm epsilon 0", 19, 'Expected a number above 0 as <number> but found "0"'],
  ["leaky_relu -0.1", 11, 'as <alpha> but found "-0.1"'],
  ["dense 5 weights relu", 16, 'Expected an initializer but found "relu"'],
  ["dense 5 weights he_normal weights zeros", 26, 'but found "weights"'],
];

for (const [text, offset, message] of malformed) {
  Deno.test(`parseLayers() refuses ${text}`, () => {
    const error = assertThrows(() => parseLayers(text), NotationError, message);
    assertEquals(error.offset, offset);
  });
}

Deno.test("parseLayers() refuses more layers than any network has", () => {
  const text = Array.from({ length: 500 }, () => "dense 1 relu").join();
  assertEquals(parseLayers(text).length, 1000);
  const error = assertThrows(() => parseLayers(`${text},flatten,relu`), NotationError);
  assertEquals(error.message, "Expected at most 1000 layers but found more");
  assertEquals(error.offset, 500 * "dense 1 relu,".length);
});

Deno.test("parseLayers() takes the number of classes for the word, if it is given", () => {
  const [layer] = parseLayers("dense classes", {}, 7);
  assertEquals(build(layer).notation, "dense 7");
  const problem = 'Expected a number of outputs, as no classes are known, but found "classes"';
  assertThrows(() => parseLayers("dense classes"), RangeError, problem);
});
