import { assertEquals, assertGreater, assertLess, assertThrows } from "@std/assert";
import { parseLayers } from "../../../lib/config/layer_notation.ts";
import { divideBy255 } from "../../../lib/data/normalization.ts";
import type { Device } from "../../../lib/devices/device.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { encodeSafetensors } from "../../../lib/formats/encode_safetensors.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { parseHeaderLength, parseSafetensors } from "../../../lib/formats/parse_safetensors.ts";
import { binaryCrossEntropy, huber } from "../../../lib/losses.ts";
import { Matrix } from "../../../lib/matrix.ts";
import {
  activationCount,
  encodeModel,
  modelFileLength,
  parseModel,
  restoreNetwork,
} from "../../../lib/models/model_file.ts";
import { Network } from "../../../lib/network.ts";
import { Random } from "../../../lib/random.ts";
import { type Shape, sizeOf } from "../../../lib/shape.ts";
import { checkGradients } from "../../../lib/training/gradient_check.ts";
import { rowsOf, testOnEachDevice } from "../../devices.ts";
import { mutationsOf } from "../../mutations.ts";

const classNames = ["a", "b", "c"];
const description = { normalization: divideBy255, classNames };

function networkOf(device: Device, inputShape: Shape, layers: string): Network {
  return new Network({ device, inputShape, layers: parseLayers(layers), batchSize: 4, seed: 3 });
}

function randomInput(device: Device, inputShape: Shape): Matrix {
  const random = new Random(5);
  const input = device.matrix(3, sizeOf(inputShape));
  input.data.forEach((_, i) => input.data[i] = random.uniform(-1, 1));
  return input;
}

const notations: readonly (readonly [Shape, string])[] = [
  [[12], "dense 3, softmax"],
  [
    [1, 3, 4],
    "dense 5, leaky_relu 0.2, dropout 0.5, batch_norm epsilon 1e-7 momentum 0.5, dense 3",
  ],
  [
    [2, 9, 8],
    "conv 3 3x2 valid stride 2, batch_norm, elu 0.5, conv 2 3x3 padding 2 reflect, relu, " +
    "max_pool 2, average_pool 2x1 stride 1, conv 4 2x2 same, tanh, flatten, dense 3, sigmoid",
  ],
];

for (const [inputShape, layers] of notations) {
  testOnEachDevice(
    `a model's file suffices to compute what it computed: ${layers}`,
    async (device) => {
      const network = networkOf(device, inputShape, layers);
      const random = new Random(7);
      for (const { parameters, buffers } of network.layers) {
        for (const { value } of [...parameters, ...buffers]) {
          value.data.forEach((_, i) => value.data[i] = random.uniform(0.1, 1));
        }
      }
      const model = parseModel(encodeModel(network, description));
      assertEquals(model.layers, layers);
      assertEquals(model.precision, device.precision);
      const input = randomInput(device, inputShape);
      const restored = restoreNetwork(model, device, 3);
      assertEquals(
        await rowsOf(device, restored.forward(input)),
        await rowsOf(device, network.forward(input)),
      );
    },
  );
}

Deno.test("parseModel() reads what encodeModel() writes besides the tensors", () => {
  const network = new Network({
    device: createTypeScriptDevice("f32"),
    inputShape: [1, 2, 2],
    layers: parseLayers("dense 1 sigmoid"),
    batchSize: 1,
    loss: binaryCrossEntropy,
  });
  const training = { program: "mnist 1", epochs: 5, seed: 1 };
  const normalization = { method: "z_score", mean: 1.5, standardDeviation: 3 } as const;
  const images = { content: "scene", ground: "dark" } as const;
  const file = encodeModel(network, { normalization, classNames: ["no", "yes"], images, training });
  const { tensors, ...rest } = parseModel(file);
  assertEquals([...tensors.keys()], ["0.weight", "0.bias"]);
  assertEquals(rest, {
    layers: "dense 1, sigmoid",
    inputShape: [1, 2, 2],
    loss: binaryCrossEntropy,
    precision: "f32",
    normalization,
    classNames: ["no", "yes"],
    images,
    training,
  });
});

Deno.test("encodeModel() refuses another number of class names", () => {
  const network = networkOf(createTypeScriptDevice(), [2], "dense 4");
  assertThrows(
    () => encodeModel(network, description),
    RangeError,
    "Expected 4 class names but found 3",
  );
});

/** A model file for 2 inputs and 3 classes with other metadata. */
function fileWith(changes: Record<string, string>): Uint8Array {
  const network = networkOf(createTypeScriptDevice(), [2], "dense 3, softmax");
  const { tensors, metadata } = parseSafetensors(encodeModel(network, description));
  return encodeSafetensors({
    tensors,
    metadata: new Map([...metadata, ...Object.entries(changes)]),
  });
}

const unfitting: readonly (readonly [string, Record<string, string>, string])[] = [
  ["an unknown layer", { layers: "dens 3" }, '"layers" in the metadata: Expected'],
  ["another layer", { layers: "dense 2, softmax" }, 'tensor "0.weight" to have the shape [2, 2]'],
  ["another input", { input_shape: "4" }, 'tensor "0.weight" to have the shape [3, 4]'],
  ["a layer more", { layers: "dense 3, dense 3" }, 'Expected a tensor "1.weight" but found none'],
  ["a layer less", { layers: "softmax", class_names: '["a","b"]' }, 'found "0.weight"'],
  [
    "layers that do not fit",
    { layers: "conv 3 5x5" },
    '"layers" in the metadata: layer 1, "conv 3 5x5": Expected an image',
  ],
  ["other classes", { class_names: '["a"]' }, "Expected 3 class names but found 1"],
  [
    "a layer of 1.6 trillion weights",
    { layers: "dense 100000", input_shape: "1x4096x4096" },
    '"layers" in the metadata: layer 1, "dense 100000": Expected at most 16777225 numbers in the ' +
    "matrices of the network but found 1677721600000",
  ],
  [
    "many large layers",
    { layers: Array(1000).fill("dense 4000").join(", ") },
    "numbers in the matrices of the network but found",
  ],
];

for (const [what, changes, message] of unfitting) {
  Deno.test(`parseModel() refuses ${what} at once`, () => {
    const file = fileWith(changes);
    // The shortest time, as other work on the machine only adds to it.
    const times = Array.from({ length: 3 }, () => {
      const start = performance.now();
      assertThrows(() => parseModel(file), FormatError, message);
      return performance.now() - start;
    });
    assertLess(Math.min(...times), 1000);
  });
}

Deno.test("parseModel() refuses tensors that are no model", () => {
  const tensors = new Map([["0.weight", { shape: [1], data: Float32Array.of(1) }]]);
  const file = encodeSafetensors({ tensors, metadata: new Map([["format", "pt"]]) });
  assertThrows(() => parseModel(file), FormatError, "Expected a model of this program");
});

Deno.test("parseModel() throws nothing but FormatError at damaged bytes", () => {
  let refused = 0;
  for (const bytes of mutationsOf(fileWith({}), 3000)) {
    try {
      restoreNetwork(parseModel(bytes), createTypeScriptDevice(), 1);
    } catch (error) {
      if (!(error instanceof FormatError)) throw new Error(`at ${bytes}`, { cause: error });
      refused++;
    }
  }
  assertGreater(refused, 1000);
});

Deno.test("modelFileLength() tells the length of a file from its header", () => {
  const file = fileWith({});
  const header = file.subarray(0, 8 + parseHeaderLength(file));
  assertEquals(modelFileLength(header), file.length);
  assertEquals(modelFileLength(file), file.length);
  assertThrows(() => modelFileLength(header.subarray(0, -1)), FormatError, "up to byte");
});

Deno.test("modelFileLength() refuses tensors that the layers do not need", () => {
  const { tensors, metadata } = parseSafetensors(fileWith({}));
  const more = new Map([...tensors, ["2.weight", { shape: [4], data: new Float32Array(4) }]]);
  assertThrows(
    () => modelFileLength(encodeSafetensors({ tensors: more, metadata })),
    FormatError,
    "Expected tensors of 9 numbers in all but found 13",
  );
});

Deno.test("activationCount() counts what a network holds for a sample", () => {
  // The outputs of the dense layer and of softmax, and the loss's error; no errors of inputs, as long as
  // nothing is trained.
  assertEquals(activationCount(parseModel(fileWith({}))), 3 + 3 + 3);
});

Deno.test("parseModel() refuses a notation that is too long without reading it", () => {
  const file = fileWith({ layers: "relu,".repeat(1.8e6) });
  const start = performance.now();
  assertThrows(() => parseModel(file), FormatError, "Expected at most 65536 characters");
  assertLess(performance.now() - start, 1000);
});

Deno.test("a model with a dense layer without a bias has one tensor for it", () => {
  const device = createTypeScriptDevice();
  const layers = parseLayers(
    "dense 4 bias none weights xavier_normal, batch_norm, tanh, dense 2 softmax",
  );
  const build = () => new Network({ device, inputShape: [3], layers, batchSize: 4 });
  const network = build();
  assertEquals(network.parameterCount, 3 * 4 + 4 + 4 + 4 * 2 + 2);
  const file = encodeModel(network, { normalization: divideBy255, classNames: ["a", "b"] });
  const model = parseModel(file);
  assertEquals(model.layers.split(", ")[0], "dense 4 bias none");
  assertEquals([...model.tensors.keys()].filter((name) => name.startsWith("0.")), ["0.weight"]);
  const input = Matrix.of([[0.1, -0.2, 0.3]]);
  const restored = restoreNetwork(model, device, 4);
  assertEquals(restored.forward(input).toRows(), network.forward(input).toRows());
  for (const { relativeError } of checkGradients(build())) assertLess(relativeError, 1e-6);
});

Deno.test("a model of samples keeps names and scales of its features", () => {
  const device = createTypeScriptDevice();
  const normalization = { method: "per_feature", offsets: [1, -2], scales: [0.5, 3] } as const;
  const featureNames = ["length", "width, in m"];
  const build = (layers: string) =>
    new Network({
      device,
      inputShape: [2],
      layers: parseLayers(layers),
      batchSize: 1,
      loss: huber(2),
    });
  const regression = { normalization, classNames: [], featureNames, targetNames: ["y", "z"] };
  const read = parseModel(encodeModel(build("dense 2"), regression));
  assertEquals([read.normalization, read.featureNames], [normalization, featureNames]);
  assertEquals([read.targetNames, read.classNames, read.loss.name], [["y", "z"], [], "huber 2"]);
  const classifier = { normalization, classNames: ["a", "b"], featureNames };
  const other = parseModel(encodeModel(build("dense 2"), classifier));
  assertEquals([other.targetNames, other.classNames], [undefined, ["a", "b"]]);

  for (
    const [wrong, message] of [
      [{ ...regression, targetNames: ["y"] }, "Expected 2 names of targets but found 1"],
      [{ ...classifier, featureNames: ["x"] }, 'Expected 2 "feature_names" in the metadata'],
      [{ ...classifier, normalization: { ...normalization, scales: [1, 0] } }, '"normalization"'],
      [{ ...classifier, normalization: { ...normalization, offsets: [1] } }, '"normalization"'],
    ] as const
  ) {
    assertThrows(() => encodeModel(build("dense 2"), wrong), RangeError, message);
  }
});
