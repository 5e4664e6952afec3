import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { type Config, parseConfig } from "../../../lib/config/config.ts";
import { buildNetwork, classesOfNumbers } from "../../../lib/config/network.ts";
import { ConfigError } from "../../../lib/config/source.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import type { Network } from "../../../lib/network.ts";
import { configText } from "./config_text.ts";

const device = createTypeScriptDevice();
const digits = { shape: [1, 28, 28], classes: 10, count: 3 } as const;

function configOf(...lines: readonly string[]): Config {
  return parseConfig(configText(...lines), "x");
}

function notations({ layers }: Network): string[] {
  return layers.map(({ notation }) => notation);
}

Deno.test("buildNetwork() builds the course sheet's network", () => {
  const network = buildNetwork(configOf("hidden_size = 500"), device, digits);
  assertEquals(notations(network), ["dense 500", "relu", "dense 10", "softmax"]);
  assertEquals(network.parameterCount, 397510);
  assertEquals(network.loss.name, "cross_entropy");
});

Deno.test("buildNetwork() builds the course sheet's network for other images and classes", () => {
  const dataset = { shape: [3, 4, 4], classes: 2, count: 3 } as const;
  const network = buildNetwork(configOf("hidden_size = 5"), device, dataset);
  assertEquals(network.parameterCount, 48 * 5 + 5 + 5 * 2 + 2);
});

Deno.test("buildNetwork() makes batches no larger than there are samples or a slice takes", () => {
  const batchSize = (size: string, count: number, ...lines: string[]) => {
    const config = configOf("hidden_size = 2", `batch_size = ${size}`, ...lines);
    return buildNetwork(config, device, { ...digits, count }).batchSize;
  };
  assertEquals(batchSize("2", 3), 2);
  assertEquals(batchSize("1000000", 3), 3);
  assertEquals(batchSize("all", 7), 7);
  assertEquals(batchSize("5", 0), 1);
  assertEquals(batchSize("10", 20, "slices = 4"), 3);
  assertEquals(batchSize("all", 16, "slices = 4"), 4);
});

Deno.test("buildNetwork() uses the initializers, of a layer before those of the file", () => {
  const config = configOf(
    "layers = dense 2 bias constant 3, dense 10 weights zeros softmax",
    "weight_initializer = constant 5",
    "bias_initializer = constant 7",
  );
  const { parameters } = buildNetwork(config, device, digits);
  assertEquals(parameters.map(({ value }) => value.data[0]), [5, 3, 0, 7]);
});

Deno.test("buildNetwork() draws the parameters by the seed", () => {
  const first = (seed: number) =>
    buildNetwork(configOf("hidden_size = 2", `seed = ${seed}`), device, digits)
      .parameters[0].value.data.slice(0, 5);
  assertEquals(first(3), first(3));
  assertEquals(first(3).join() === first(4).join(), false);
});

Deno.test("buildNetwork() accepts one output for two classes", () => {
  const config = configOf("layers = dense 1 sigmoid", "loss = binary_cross_entropy");
  const network = buildNetwork(config, device, { ...digits, classes: 2 });
  assertEquals(network.outputShape, [1]);
});

/** Networks that do not fit, with the place and the message. */
const misfits: readonly (readonly [string, string, string])[] = [
  [
    "dense 40 relu, conv 8 3x3, dense 10 softmax",
    "25",
    'layer 3, "conv 8 3x3": Expected an image, channels x height x width, as input of ' +
    '"conv 8 3x3 same" but found a plain list of 40',
  ],
  [
    "max_pool 7, max_pool 2, conv 8 3 valid, dense 10 softmax",
    "34",
    'layer 3, "conv 8 3 valid": Expected "conv 8 3x3 valid" to have a kernel',
  ],
  [
    "max_pool 2, max_pool 15x15",
    "22",
    'layer 2, "max_pool 15x15": Expected an image of 15x15 or more as input of "max_pool 15" but ' +
    "found 1x14x14",
  ],
  ["max_pool 2x3, dense 10 softmax", "10", "Expected a stride for max_pool 2x3"],
  [
    "dense 12 softmax",
    "19",
    "Expected 10 outputs, one for each class, from the last layer but found 12; dense 10 or dense " +
    "classes has as many",
  ],
  ["conv 10 28x28 softmax", "24", "from the last layer but found 7840"],
  [
    "dense 10",
    "10",
    'Expected softmax as the last layer, for the loss cross_entropy, but found "dense 10"',
  ],
];

for (const [layers, column, problem] of misfits) {
  Deno.test(`buildNetwork() refuses ${layers}`, () => {
    const config = configOf(`layers = ${layers}`);
    const error = assertThrows(() => buildNetwork(config, device, digits), ConfigError);
    assertStringIncludes(error.message, problem);
    assertEquals(error.message.startsWith(`x:9:${column}: layers: `), true, error.message);
  });
}

Deno.test("buildNetwork() refuses last layers that give a loss no probabilities", () => {
  const refuse = (layers: string, loss: string, message: string) => {
    const config = configOf(`layers = ${layers}`, `loss = ${loss}`);
    const build = () => buildNetwork(config, device, { ...digits, classes: 2 });
    assertThrows(build, ConfigError, message);
  };
  refuse("dense 1 tanh", "binary_cross_entropy", "Expected sigmoid or softmax as the last layer");
  refuse("dense 1 sigmoid", "cross_entropy", "Expected softmax as the last layer");
  refuse("dense 1 softmax", "mean_squared_error", "whose single output is always 1");
  refuse("dense 3", "mean_squared_error", "Expected 2 outputs, one for each class, or 1, from");
});

Deno.test("buildNetwork() refuses images of a single class", () => {
  const config = configOf("layers = dense 1 sigmoid", "loss = binary_cross_entropy");
  assertThrows(
    () => buildNetwork(config, device, { ...digits, classes: 1 }),
    ConfigError,
    "x:1: rel_path_train_images: Expected images of 2 or more classes but found 1",
  );
});

Deno.test("buildNetwork() accepts any last layer for the squared error", () => {
  const config = configOf("layers = dense 10 tanh", "loss = mean_squared_error");
  assertEquals(buildNetwork(config, device, digits).loss.name, "mean_squared_error");
});

Deno.test("buildNetwork() refuses batches that do not fit into memory", () => {
  const config = configOf("hidden_size = 5000", "batch_size = all");
  const dataset = { ...digits, count: 1e6 };
  assertThrows(
    () => buildNetwork(config, device, dataset),
    ConfigError,
    "x:9: hidden_size: layer 1",
  );
});

Deno.test("buildNetwork() takes the number of classes for the word", () => {
  const config = configOf("layers = dense 4 relu, dense classes bias constant 3 softmax");
  const network = buildNetwork(config, device, { ...digits, classes: 26 });
  assertEquals(notations(network), ["dense 4", "relu", "dense 26", "softmax"]);
  assertEquals(network.parameters[3].value.data, new Float64Array(26).fill(3));
});

/** Layers, labels that occur, and the classes that they are. */
const numbered: readonly (readonly [string, number[], number[]])[] = [
  ["dense 10 softmax", [5], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ["dense 3 softmax", [0, 2], [0, 1, 2]],
  ["dense 3 softmax", [1, 2, 3], [1, 2, 3]],
  ["dense 3 softmax", [1, 3], [1, 3]],
  ["dense 1 sigmoid", [0], [0, 1]],
  ["dense 1 sigmoid", [3, 8], [3, 8]],
  ["dense classes softmax", [3, 8, 255], [3, 8, 255]],
  ["dense classes relu, dense 3 softmax", [1], [0, 1, 2]],
  ["conv 3 28x28 valid, flatten, dropout 0.5, softmax", [2], [0, 1, 2]],
];

for (const [layers, found, classes] of numbered) {
  Deno.test(`classesOfNumbers() finds the classes of the labels ${found} for ${layers}`, () => {
    assertEquals(classesOfNumbers(configOf(`layers = ${layers}`), [1, 28, 28], found), classes);
  });
}

Deno.test("classesOfNumbers() has ten classes for the course sheet's network", () => {
  const config = configOf("hidden_size = 5");
  const ten = Array.from({ length: 10 }, (_, i) => i);
  assertEquals(classesOfNumbers(config, [1, 28, 28], [0, 9]), ten);
  assertThrows(
    () => classesOfNumbers(config, [1, 28, 28], [0, 10]),
    RangeError,
    "Expected labels of 0 to 9 but found 10",
  );
});

Deno.test("classesOfNumbers() leaves the choice to a configuration that makes it", () => {
  const config = configOf("hidden_size = 5", "classes = 3, 12");
  assertEquals(classesOfNumbers(config, [1, 28, 28], [3, 4, 12]), [3, 4, 12]);
});

Deno.test("classesOfNumbers() refuses layers that do not fit, as buildNetwork() does", () => {
  const config = configOf("layers = dense 4, conv 2 3x3");
  assertThrows(
    () => classesOfNumbers(config, [1, 28, 28], [0]),
    ConfigError,
    "x:9:19: layers: layer 2",
  );
});
