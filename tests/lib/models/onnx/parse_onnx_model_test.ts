import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { parseLayers } from "../../../../lib/config/layer_notation.ts";
import { createTypeScriptDevice } from "../../../../lib/devices/typescript/typescript_device.ts";
import { FormatError } from "../../../../lib/formats/format_error.ts";
import { onnxElementTypes, type OnnxNode } from "../../../../lib/formats/onnx/onnx_model.ts";
import { meanSquaredError } from "../../../../lib/losses.ts";
import type { Model } from "../../../../lib/models/model.ts";
import { encodeModel, parseModel, restoreNetwork } from "../../../../lib/models/model_file.ts";
import { encodeOnnxModel } from "../../../../lib/models/onnx/encode_onnx_model.ts";
import { GraphReader } from "../../../../lib/models/onnx/graph_reader.ts";
import { NetworkReader } from "../../../../lib/models/onnx/network_reader.ts";
import { inputSignal } from "../../../../lib/models/onnx/signal.ts";
import {
  type OnnxReadingOptions,
  parseOnnxModel,
} from "../../../../lib/models/onnx/parse_onnx_model.ts";
import { Network } from "../../../../lib/network.ts";
import { sizeOf } from "../../../../lib/shape.ts";
import { outputsOf, predict } from "../../../../lib/training/predict.ts";
import { assertClose } from "../../../close.ts";
import fixtures from "../../../fixtures/pytorch_onnx.json" with { type: "json" };
import { kerasGraphs } from "../../../keras_onnx.ts";
import { mutationsOf } from "../../../mutations.ts";
import {
  floats,
  type GraphLine,
  type GraphOptions,
  integers,
  onnxFile,
} from "../../../onnx_graph.ts";
import { models } from "../../../onnx_models.ts";
import { randomModel } from "../../../random_model.ts";

const producer = { name: "mnist", version: "1" };

function fixture(name: string) {
  const found = Object.entries(fixtures).find(([each]) => each === name)?.[1];
  if (found === undefined) throw new Error(`Expected a fixture named ${name}`);
  return { ...found, bytes: Uint8Array.from(atob(found.file), (byte) => byte.charCodeAt(0)) };
}

function scoresOf(model: Model, images: readonly number[]): number[] {
  const count = images.length / sizeOf(model.inputShape);
  const network = restoreNetwork(model, createTypeScriptDevice(model.precision), count);
  return predict(network, Uint8Array.from(images), model.normalization)
    .flatMap(({ scores }) => scores);
}

Deno.test("parseOnnxModel() reads what PyTorch exports", () => {
  const expected: Readonly<Record<string, string>> = {
    mlp: "dense 8, relu, dense 5, tanh, dense 4, softmax",
    "batch normalization folded":
      "conv 3 3x3 same, leaky_relu 0.2, max_pool 2, conv 4 3x2 padding 1 stride 2 reflect, " +
      "elu 0.5, batch_norm epsilon 0.01 momentum 0.3, average_pool 2 stride 1, dense 5, " +
      "batch_norm, softmax",
    "batch normalization kept": "conv 3 3x3 same, batch_norm, leaky_relu 0.2, max_pool 2, " +
      "conv 4 3x2 padding 1 stride 2 reflect, elu 0.5, " +
      "batch_norm epsilon 0.01 momentum 0.3, average_pool 2 stride 1, dense 5, " +
      "batch_norm, softmax",
    "extents that are computed": "conv 2 3x3 padding 2, relu, dense 3, softmax",
    "mean over an image": "conv 4 3x3 valid, relu, global_average_pool, dense 3, softmax",
    "global pooling": "conv 4 3x3 valid, relu, global_average_pool, batch_norm, softmax",
    "images of a fixed number": "conv 2 3x3 valid, relu, dense 3, softmax",
    "double precision": "dense 4, relu, dense 2",
    "nothing folded": "dense 8, elu 1, dense 3, softmax",
  };
  for (const [name, layers] of Object.entries(expected)) {
    const { bytes, input, output } = fixture(name);
    const model = parseOnnxModel(bytes);
    assertEquals(model.layers, layers, name);
    const tolerance = name === "double precision" ? 1e-12 : 1e-6;
    assertClose(scoresOf(model, input), output, tolerance, name);
  }
});

Deno.test("parseOnnxModel() reads logarithms of probabilities at the end as softmax", () => {
  const { bytes, input, output } = fixture("opset 9");
  const model = parseOnnxModel(bytes);
  assertEquals(model.layers, "conv 2 3x3 same, relu, average_pool 2, dense 3, softmax");
  assertClose(scoresOf(model, input), output.map(Math.exp), 1e-6);
});

Deno.test("parseOnnxModel() has two classes for a single output", () => {
  const { bytes, input, output } = fixture("opset 13");
  const model = parseOnnxModel(bytes);
  assertEquals(model.classNames, ["0", "1"]);
  assertEquals(model.loss.name, "binary_cross_entropy");
  assertClose(scoresOf(model, input), output.flatMap((p) => [1 - p, p]), 1e-6);
});

Deno.test("parseOnnxModel() takes arithmetic before the first layer for the normalization", () => {
  const { normalization } = parseOnnxModel(fixture("extents that are computed").bytes);
  if (normalization.method !== "z_score") throw new Error(normalization.method);
  assertAlmostEquals(normalization.mean, 255 * 0.1307, 1e-4);
  assertAlmostEquals(normalization.standardDeviation, 255 * 0.3081, 1e-4);
});

Deno.test("parseOnnxModel() is told how pixels became numbers", () => {
  const normalizationWith = (options: OnnxReadingOptions, name = "mlp") =>
    parseOnnxModel(fixture(name).bytes, options).normalization;
  assertEquals(normalizationWith({}), { method: "divide", divisor: 255 });
  assertEquals(normalizationWith({ divisor: 1 }), { method: "divide", divisor: 1 });
  // (p / 255 - 0.5) / 0.25 is (p - 127.5) / 63.75.
  const standard = { method: "z_score", mean: 127.5, standardDeviation: 63.75 } as const;
  assertEquals(normalizationWith({ mean: 0.5, deviation: 0.25 }), standard);
  // The file computes (x / 255 - 0.1307) / 0.3081 of what it takes.
  const composed = normalizationWith({ divisor: 1 / 255 }, "extents that are computed");
  if (composed.method !== "z_score") throw new Error(composed.method);
  assertAlmostEquals(composed.mean, 0.1307, 1e-6);
  assertAlmostEquals(composed.standardDeviation, 0.3081, 1e-6);
});

Deno.test("parseOnnxModel() adds softmax where it is told to", () => {
  const { bytes, input, output } = fixture("double precision");
  const model = parseOnnxModel(bytes, { softmax: true, classNames: ["a", "b"] });
  assertEquals([model.layers, model.classNames], ["dense 4, relu, dense 2, softmax", ["a", "b"]]);
  assertEquals(model.loss.name, "cross_entropy");
  const expected = [0, 1, 2].flatMap((i) => {
    const [a, b] = [output[2 * i], output[2 * i + 1]].map(Math.exp);
    return [a / (a + b), b / (a + b)];
  });
  assertClose(scoresOf(model, input), expected, 1e-12);
});

Deno.test("parseOnnxModel() reads what encodeOnnxModel() writes", () => {
  const images = Array.from({ length: 784 * 2 }, (_, i) => (i * 37) % 256);
  for (const [name, members] of Object.entries(models)) {
    const [model] = members;
    if (members.length > 1 || name === "outputs that are an image") continue;
    for (const input of ["bytes", "numbers"] as const) {
      const found = parseOnnxModel(encodeOnnxModel(members, { input, producer }));
      // A dense layer takes an image as a list, identity is nothing, and without pixels around the image
      // none are reflected.
      const expected = model.layers.replace(/, flatten(?=, dense)|, identity/g, "")
        .replace("valid stride 2 reflect", "valid stride 2");
      assertEquals(found.layers, expected, name);
      const { inputShape, classNames, loss, images: description } = found;
      assertEquals({ inputShape, classNames, loss }, {
        inputShape: model.inputShape,
        classNames: model.classNames,
        loss: model.loss,
      });
      assertEquals(description, model.images);
      const some = images.slice(0, 2 * sizeOf(model.inputShape));
      assertClose(scoresOf(found, some), scoresOf(model, some), 1e-5, name);
    }
  }
});

Deno.test("parseOnnxModel() refuses softmax on top of probabilities", () => {
  const bytes = encodeOnnxModel([randomModel({
    layers: "dense 2 softmax",
    inputShape: [2],
    normalization: { method: "divide", divisor: 255 },
    classNames: ["a", "b"],
  })], { producer });
  assertThrows(
    () => parseOnnxModel(bytes, { softmax: true }),
    FormatError,
    "Expected scores of classes, for softmax on top, but found other outputs",
  );
});

Deno.test("parseOnnxModel() brings models of samples back, with their features as they were measured", () => {
  const features = Float64Array.of(1.5, -20, 0.25, 40);
  for (
    const [names, scaling] of [
      [["a", "b"], { offsets: [1, 2], scales: [3, 40] }],
      [["a"], { offsets: [1], scales: [3] }],
    ] as const
  ) {
    const network = new Network({
      device: createTypeScriptDevice("f32"),
      inputShape: [names.length],
      layers: parseLayers("dense 4 tanh, dense 1"),
      batchSize: 4,
      loss: meanSquaredError,
    });
    const normalization = { method: "per_feature", ...scaling } as const;
    const model = parseModel(encodeModel(network, {
      normalization,
      classNames: [],
      featureNames: names,
      targetNames: ["y"],
    }));
    const bytes = encodeOnnxModel([model], { producer });
    const found = parseOnnxModel(bytes);
    assertEquals([found.featureNames, found.targetNames, found.classNames], [names, ["y"], []]);
    const restored = restoreNetwork(found, createTypeScriptDevice("f32"), 4);
    assertClose(
      outputsOf(restored, features, found.normalization),
      outputsOf(network, features, normalization),
      1e-5,
    );
    assertThrows(() => parseOnnxModel(bytes, { divisor: 255 }), FormatError, "Expected pixels");
    assertThrows(() => parseOnnxModel(bytes, { softmax: true }), FormatError, "Expected scores");
  }
});

Deno.test("parseOnnxModel() reads images whose channels come last as the graph does", () => {
  // One score for each value of an image of 2 rows and 3 channels, in the graph's order.
  const identity = Array.from({ length: 36 }, (_, i) => i % 7 === 0 ? 1 : 0);
  const model = parseOnnxModel(
    onnxFile({
      input: [2, 1, 3],
      lines: [
        ["flat", "Reshape", ["x", "shape"]],
        ["y", "MatMul", ["flat", "w"]],
      ],
      constants: { shape: integers(-1, 6), w: floats([6, 6], identity) },
    }),
    { divisor: 1 },
  );
  assertEquals(model.inputShape, [3, 2, 1]);
  // Channel 0: 10 and 40; channel 1: 20 and 50; channel 2: 30 and 60.
  assertEquals(scoresOf(model, [10, 40, 20, 50, 30, 60]), [10, 20, 30, 40, 50, 60]);
});

/** A file with a dense layer of 2 inputs and 2 outputs, and something around it. */
function around(lines: readonly GraphLine[], rest: Partial<GraphOptions> = {}): Uint8Array {
  const { constants, ...others } = rest;
  const weights = { w: floats([2, 2], [1, 2, 3, 4]), b: floats([2], [5, 6]) };
  return onnxFile({ input: [2], lines, constants: { ...weights, ...constants }, ...others });
}

const dense: GraphLine = ["y", "Gemm", ["x", "w", "b"]];

Deno.test("parseOnnxModel() takes arithmetic for the normalization behind a change of layout, too", () => {
  const weights = floats([4, 2], [1, 5, 2, 0, 3, 0, 4, 0]);
  const constants = { c: floats([], [255]), w: weights, b: floats([2], [0, 0]) };
  const gemm: GraphLine = ["y", "Gemm", ["h", "w", "b"]];
  const before = onnxFile({
    input: [1, 2, 2],
    lines: [["d", "Div", ["x", "c"]], ["h", "Flatten", ["d"]], gemm],
    constants,
  });
  const behind = onnxFile({
    input: [1, 2, 2],
    lines: [["f", "Flatten", ["x"]], ["h", "Div", ["f", "c"]], gemm],
    constants,
  });
  const models = [before, behind].map((file) => parseOnnxModel(file));
  for (const model of models) {
    assertEquals([model.layers, model.normalization], ["dense 2", models[0].normalization]);
    // (51 + 2 · 102 + 3 · 153 + 4 · 204) / 255 and 5 · 51 / 255.
    assertClose(scoresOf(model, [51, 102, 153, 204]), [6, 1], 1e-6);
  }
});

Deno.test("parseOnnxModel() takes pixels as they are where a file takes a mean off each of them", () => {
  const constants = { m: floats([2], [100, 50]) };
  const model = parseOnnxModel(
    around([["s", "Sub", ["x", "m"]], ["y", "Gemm", ["s", "w", "b"]]], { constants }),
  );
  // 20 and 30 remain: 20 + 3 · 30 + 5, and 2 · 20 + 4 · 30 + 6.
  assertClose(scoresOf(model, [120, 80]), [115, 166], 1e-3);
});

Deno.test("parseOnnxModel() takes nothing from what other programs say of a file", () => {
  const metadata = { loss: "0.23", training: "2024", class_names: "cat,dog", target_names: "[]" };
  const model = parseOnnxModel(around([dense], { metadata }));
  assertEquals([model.classNames, model.loss.name], [["0", "1"], "mean_squared_error"]);
  assertEquals(model.training, undefined);
});

Deno.test("parseOnnxModel() computes with constants of other types", () => {
  const divided = (line: GraphLine, constants = {}) =>
    parseOnnxModel(
      around([line, ["d", "Div", ["x", "c"]], ["y", "Gemm", ["d", "w", "b"]]], { constants }),
    ).normalization;
  const by255 = { method: "divide", divisor: 255 } as const;
  const to = { int: onnxElementTypes.float };
  assertEquals(divided(["c", "Cast", ["i"], { to }], { i: integers(255) }), by255);
  const floatList = { floats: Float32Array.of(255) };
  assertEquals(divided(["c", "Constant", [], { value_floats: floatList }]), by255);
  assertThrows(
    () => divided(["c", "Identity", ["i"]], { i: integers(255) }),
    FormatError,
    "(Div): Expected one number, or one for each of 2 channels or values, but found integers",
  );
});

Deno.test("GraphReader counts the axis of Flatten from the end, too", () => {
  const network = new NetworkReader(inputSignal([3, 4, 5]), 0);
  const reader = new GraphReader(network, 13);
  reader.define("x", { kind: "signal", signal: network.signal });
  const flatten = (axis: number): OnnxNode => ({
    name: "f",
    operator: "Flatten",
    domain: "",
    inputs: ["x"],
    outputs: ["y"],
    attributes: new Map([["axis", { int: axis }]]),
    description: "",
  });
  assertThrows(() => reader.read(flatten(-2)), FormatError, '"axis" to be 1 but found -2');
  reader.read(flatten(-3));
  assertEquals(network.signal.shape, [60]);
});

Deno.test("parseOnnxModel() says in one line which node is not understood, and why", () => {
  const cases: readonly (readonly [file: Uint8Array, message: string])[] = [
    [
      fixture("an operator that no layer has").bytes,
      'node "/1/HardSwish" (HardSwish): Expected an operator that is a layer here but found HardSwish',
    ],
    [
      fixture("a branch").bytes,
      'node "/0/Add" (Add): Expected a sequence, in which a node takes what the one before it puts ' +
      "out, but found a branch",
    ],
    [
      fixture("groups").bytes,
      'node "/0/Conv" (Conv): Expected "group" to be 1 but found 2',
    ],
    [
      around([["h", "Gemm", ["x", "w", "b"]], ["y", "Relu", ["x"]]]),
      'node "y" (Relu): Expected a sequence, in which a node takes what the one before it puts out, ' +
      "but found a branch",
    ],
    [
      around([["a", "Relu", ["y"]], ["y", "Gemm", ["a", "w", "b"]]]),
      'node "a" (Relu): Expected values that nodes before it put out but found "y"',
    ],
    [around([dense, dense]), 'node "y" (Gemm): Expected a sequence'],
    [
      around([dense], { domain: "com.microsoft" }),
      'node "y" (Gemm): Expected an operator of ONNX but found one of "com.microsoft"',
    ],
    [around([dense], { opset: 6 }), "Expected opset 7 or later but found 6"],
    [
      around([dense], { input: ["features"] }),
      "Expected the extents of the images in the input but found [features]",
    ],
    [
      around([dense], { input: [1, 2, 3, 4] }),
      "Expected an input of 2 to 4 extents, images and those of one, but found 5",
    ],
    [
      around([dense], { input: [3] }),
      'node "y" (Gemm): Expected floating-point numbers of [3, 2] as input 2 but found [2, 2]',
    ],
    [
      around([["y", "Gemm", ["x", "w", "b"], { alpha: { float: 2 } }]]),
      'node "y" (Gemm): Expected "alpha" to be 1 but found 2',
    ],
    [
      around([["y", "Gemm", ["x", "w", "b"], { transB: { text: "no" } }]]),
      'node "y" (Gemm): Expected an integer as "transB" but found another type',
    ],
    [
      around([["h", "Cast", ["x"], { to: { int: 7 } }], ["y", "Gemm", ["h", "w", "b"]]]),
      'node "h" (Cast): Expected float or double (1 or 11) as "to" but found 7',
    ],
    [
      around([["y", "MatMul", ["w", "x"]]]),
      'node "y" (MatMul): Expected a constant as input 2 but found what becomes of the images',
    ],
    [
      around([["h", "Gemm", ["x", "w", "b"]], ["l", "LogSoftmax", ["h"]], ["y", "Relu", ["l"]]]),
      'node "y" (Relu): Expected the output in its place but found Relu',
    ],
    [
      around([["h", "Gemm", ["x", "w", "b"]], ["other", "Relu", ["h"]], ["y", "Add", ["b", "b"]]]),
      'node "y" (Add): Expected what becomes of the images as input but found constants alone',
    ],
    [
      around([["y", "Identity", ["x"]]]),
      'Expected the output, "y", to be that of the last layer but found another value',
    ],
    [
      around([["p", "Pad", ["x", "pads"]], ["y", "Relu", ["p"]]], {
        input: [1, 4, 4],
        constants: { pads: integers(0, 0, 1, 1, 0, 0, 1, 1) },
      }),
      'node "y" (Relu): Expected Conv in its place but found Relu',
    ],
    [
      around([["y", "MaxPool", ["x"], {
        kernel_shape: { ints: [2, 2] },
        pads: { ints: [0, 0, 1, 1] },
      }]], {
        input: [1, 4, 4],
      }),
      'node "y" (MaxPool): Expected windows within the image but found pixels added around it',
    ],
    [
      around([["y", "Conv", ["x", "f"], { strides: { ints: [1, 2] } }]], {
        input: [1, 4, 4],
        constants: { f: floats([1, 1, 1, 1], [1]) },
      }),
      'node "y" (Conv): Expected the same stride for rows and columns but found 1, 2',
    ],
    [
      around([["y", "Conv", ["x", "f"], { pads: { ints: [2, 0, 0, 0] } }]], {
        input: [1, 4, 4],
        constants: { f: floats([1, 1, 1, 1], [1]) },
      }),
      'node "y" (Conv): Expected pixels added alike on all sides, or so that the image keeps its ' +
      "size, but found 2, 0, 0, 0 for the top, left, bottom and right",
    ],
    [
      around([["h", "Gemm", ["x", "w", "b"]], ["y", "Reshape", ["h", "s"]]], {
        constants: { s: integers(-1, 3) },
      }),
      'node "y" (Reshape): Expected images x 2 values to be laid out anew but found [-1, 3]',
    ],
  ];
  for (const [file, message] of cases) {
    assertThrows(() => parseOnnxModel(file), FormatError, message);
  }
});

Deno.test("parseOnnxModel() refuses pixels that become less as they are brighter", () => {
  const file = around([["n", "Mul", ["x", "minus"]], ["y", "Gemm", ["n", "w", "b"]]], {
    constants: { minus: floats([], [-1]) },
  });
  assertThrows(
    () => parseOnnxModel(file),
    FormatError,
    "Expected pixels to be multiplied with a number above 0 but found -1",
  );
});

Deno.test("parseOnnxModel() refuses names of classes that do not fit", () => {
  assertThrows(
    () => parseOnnxModel(around([dense]), { classNames: ["a"] }),
    FormatError,
    "Expected 2 class names but found 1",
  );
});

Deno.test("parseOnnxModel() answers damaged files by a model or a FormatError", () => {
  const files = [
    fixture("batch normalization kept").bytes,
    onnxFile(kerasGraphs["Rescaling, strides, batch normalization as product and sum"]),
  ];
  for (const file of files) {
    for (const damaged of mutationsOf(file, 1500)) {
      try {
        parseOnnxModel(damaged);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        assertEquals(error.message.includes("\n"), false);
      }
    }
  }
});
