import { assertEquals } from "@std/assert";
import {
  encodeOnnxModel,
  type OnnxOptions,
} from "../../../../lib/models/onnx/encode_onnx_model.ts";
import { parseLayers } from "../../../../lib/config/layer_notation.ts";
import { createTypeScriptDevice } from "../../../../lib/devices/typescript/typescript_device.ts";
import { parseOnnx } from "../../../../lib/formats/onnx/parse_onnx.ts";
import { meanSquaredError } from "../../../../lib/losses.ts";
import type { Model } from "../../../../lib/models/model.ts";
import { encodeModel, parseModel } from "../../../../lib/models/model_file.ts";
import { Network } from "../../../../lib/network.ts";
import { randomModel } from "../../../random_model.ts";
import { readMessage } from "../../../tensorboard.ts";
import { twoMembers } from "../../../two_members.ts";

const producer = { name: "mnist", version: "1.2.3" };
const network = randomModel({
  layers: "conv 2 3x3 same reflect relu, dense 3 softmax",
  inputShape: [1, 4, 5],
  normalization: { method: "z_score", mean: 33, standardDeviation: 78 },
  classNames: ["a", "b", "c"],
});

/** What stands in the fields of that number of a message that is within a message, as texts. */
function texts(message: Uint8Array, field: number): string[] {
  return (readMessage(message).get(field) ?? []).map((value) =>
    typeof value === "number" ? `${value}` : new TextDecoder().decode(value)
  );
}

function parts(message: Uint8Array, field: number): Uint8Array[] {
  return (readMessage(message).get(field) ?? []).map((value) =>
    value instanceof Uint8Array ? value : new Uint8Array()
  );
}

function encode(models: readonly Model[], input?: OnnxOptions["input"]) {
  const file = encodeOnnxModel(models, { input, producer });
  const [graph] = parts(file, 7);
  const nodes = parts(graph, 1).map((node) =>
    `${texts(node, 3)}: ${texts(node, 4)}(${texts(node, 1).join(", ")}) -> ${texts(node, 2)}`
  );
  return { file, graph, nodes };
}

Deno.test("encodeOnnxModel() names nodes and tensors as the model file does", () => {
  const { graph, nodes } = encode([network]);
  assertEquals(nodes, [
    "numbers: Cast(pixels) -> numbers",
    "normalization.Sub: Sub(numbers, normalization.Sub.constant) -> normalization.Sub",
    "normalization.Div: Div(normalization.Sub, normalization.Div.constant) -> normalization.Div",
    "conv_0.Pad: Pad(normalization.Div, conv_0.Pad.constant) -> conv_0.Pad",
    "conv_0: Conv(conv_0.Pad, 0.weight, 0.bias) -> conv_0",
    "relu_1: Relu(conv_0) -> relu_1",
    "dense_2.Flatten: Flatten(relu_1) -> dense_2.Flatten",
    "dense_2: Gemm(dense_2.Flatten, 2.weight, 2.bias) -> dense_2",
    "softmax_3: Softmax(dense_2) -> probabilities",
  ]);
  const weights = parts(graph, 5).find((tensor) => texts(tensor, 8)[0] === "2.weight");
  assertEquals(texts(weights ?? new Uint8Array(), 1), ["3", "40"]);
});

Deno.test("encodeOnnxModel() states the versions, the program, the layers and the classes", () => {
  const { file } = encode([network]);
  assertEquals(texts(file, 1), ["7"]);
  assertEquals(parts(file, 8).map((opset) => texts(opset, 2)), [["13"]]);
  assertEquals([texts(file, 2), texts(file, 3)], [["mnist"], ["1.2.3"]]);
  assertEquals(texts(file, 6), ["conv 2 3x3 same reflect, relu, dense 3, softmax"]);
  const metadata = new Map(
    parts(file, 14).map((entry) => [texts(entry, 1)[0], texts(entry, 2)[0]]),
  );
  assertEquals(metadata.get("class_names"), '["a","b","c"]');
  assertEquals(metadata.get("loss"), "cross_entropy");
});

Deno.test("encodeOnnxModel() takes numbers where it is told to", () => {
  assertEquals(
    encode([network], "numbers").nodes[0],
    "normalization.Sub: Sub(pixels, normalization.Sub.constant) -> normalization.Sub",
  );
});

Deno.test("encodeOnnxModel() takes features as numbers, and brings each to its own scale", () => {
  const model = randomModel({
    layers: "dense 2 softmax",
    inputShape: [2],
    normalization: { method: "divide", divisor: 1 },
    classNames: ["a", "b"],
  });
  const normalization = { method: "per_feature", offsets: [1, 2], scales: [3, 4] } as const;
  const { nodes } = encode([{ ...model, normalization }]);
  assertEquals(nodes.slice(0, 2), [
    "normalization.Sub: Sub(features, normalization.Sub.constant) -> normalization.Sub",
    "normalization.Div: Div(normalization.Sub, normalization.Div.constant) -> normalization.Div",
  ]);
});

Deno.test("encodeOnnxModel() averages the members of a committee, with the classes of the first", () => {
  const members = twoMembers(createTypeScriptDevice("f32"));
  const models = members.map(({ network, ...rest }) => parseModel(encodeModel(network, rest)));
  const { graph, nodes } = encode(models);
  assertEquals(nodes.slice(-3), [
    "member_2.softmax_1: Softmax(member_2.dense_0) -> member_2.softmax_1",
    "member_2.classes: Gather(member_2.softmax_1, member_2.classes.constant) -> member_2.classes",
    "mean: Mean(member_1.softmax_1, member_2.classes) -> probabilities",
  ]);
  const names = parts(graph, 5).map((tensor) => texts(tensor, 8)[0]);
  assertEquals(names.filter((name) => name.endsWith("weight")), [
    "member_1.0.weight",
    "member_2.0.weight",
  ]);
});

Deno.test("encodeOnnxModel() puts out the numbers of a regression, and a Gemm without a bias", () => {
  const device = createTypeScriptDevice("f32");
  const network = new Network({
    device,
    inputShape: [2],
    layers: parseLayers("dense 1 bias none"),
    batchSize: 3,
    loss: meanSquaredError,
  });
  const model = parseModel(encodeModel(network, {
    normalization: { method: "per_feature", offsets: [1, 2], scales: [3, 4] },
    classNames: [],
    featureNames: ["a", "b"],
    targetNames: ["y"],
  }));
  const { graph } = parseOnnx(encodeOnnxModel([model], { producer: { name: "a", version: "1" } }));
  assertEquals(graph.outputs[0].shape?.slice(1), [1]);
  assertEquals(graph.nodes.map(({ operator, inputs }) => [operator, inputs.length]), [
    ["Sub", 2],
    ["Div", 2],
    ["Gemm", 2],
  ]);
});
