import type { Normalization } from "../../data/normalization.ts";
import { encodeOnnx } from "../../formats/onnx/encode_onnx.ts";
import {
  type OnnxAttribute,
  onnxElementTypes,
  type OnnxNode,
  type OnnxValue,
} from "../../formats/onnx/onnx_model.ts";
import { quote } from "../../formats/quote.ts";
import { isFloating, type Tensor } from "../../formats/safetensors.ts";
import type { Layer } from "../../layers/layer.ts";
import { flattening, integers, type OnnxOperator, scalar } from "../../layers/onnx_operator.ts";
import { sizeOf } from "../../shape.ts";
import { tellsProbabilities } from "../../training/predict.ts";
import { encodeMetadata } from "../metadata.ts";
import type { Model } from "../model.ts";
import { outlineNetwork } from "../model_file.ts";

/** Of ONNX 1.8 (2020): the oldest that has all that is written here, and what reads most widely. */
const OPSET = 13;
/** The version of the file's own format that belongs to it. */
const IR_VERSION = 7;

/** The name of the extent that counts images. */
const BATCH = "batch";

/** How {@linkcode encodeOnnxModel} writes. */
export interface OnnxOptions {
  /**
   * The type of the pixels that go in: `bytes`, the default, or `numbers` (float); from 0 to 255
   * either way. Other features are always numbers.
   */
  readonly input?: "bytes" | "numbers";
  /** The program that writes the file. */
  readonly producer: { readonly name: string; readonly version: string };
}

/**
 * Writes a model, or the members of a committee, as an ONNX file in single precision, with operators of
 * opset 13. It takes pixels from 0 to 255 as `pixels`, or other features as `features`, normalizes them,
 * and puts out the scores of the classes, as `predict` tells them, under the name `probabilities`, or
 * `scores` if they are none.
 *
 * Layer 2, counted from 0, is the node `conv_2`, say, with the tensors `2.weight` and `2.bias`, as in a
 * model file; what belongs to the first of several members has `member_1.` before its name. What a model
 * file says besides of a single model is in the metadata.
 *
 * @param models Of several, the scores are the means; they agree on images and classes.
 * @throws {RangeError} If a layer is none that ONNX has.
 */
export function encodeOnnxModel(
  models: readonly Model[],
  { input: wanted = "bytes", producer }: OnnxOptions,
): Uint8Array<ArrayBuffer> {
  const [{ inputShape, classNames, targetNames }] = models;
  const graph = new GraphWriter();
  const arePixels = models.every(({ normalization }) => normalization.method !== "per_feature");
  const input = arePixels ? wanted : "numbers";
  const name = arePixels ? "pixels" : "features";
  const value = input === "numbers" ? name : graph.add("numbers", name, cast, "as numbers");
  const isCommittee = models.length > 1;
  const outputs = models.map((model, m) => {
    graph.prefix = isCommittee ? `member_${m + 1}.` : "";
    return addModel(graph, model, value, classNames);
  });
  graph.prefix = "";
  if (isCommittee) graph.addNode("mean", "Mean", outputs, "mean of what the members put out");
  const areProbabilities = isCommittee || tellsProbabilities(outlineNetwork(models[0]));
  const output: OnnxValue = {
    name: areProbabilities ? "probabilities" : "scores",
    elementType: onnxElementTypes.float,
    shape: [BATCH, (targetNames ?? classNames).length],
    description: targetNames === undefined
      ? `One for each class: ${classNames.join(", ")}`
      : `One for each number: ${targetNames.join(", ")}`,
  };
  return encodeOnnx({
    irVersion: IR_VERSION,
    opset: OPSET,
    producer,
    description: models.map(({ layers }) => layers).join("\n"),
    metadata: isCommittee
      ? new Map([["class_names", JSON.stringify(classNames)]])
      : encodeMetadata(models[0]),
    graph: {
      name: isCommittee ? "committee" : "network",
      nodes: graph.finish(output.name),
      initializers: graph.initializers,
      inputs: [{
        name,
        elementType: input === "bytes" ? onnxElementTypes.uint8 : onnxElementTypes.float,
        shape: [BATCH, ...inputShape],
        description: arePixels ? "Pixels from 0 to 255" : "Features as they were measured",
      }],
      outputs: [output],
    },
  });
}

const cast: OnnxOperator = {
  operator: "Cast",
  attributes: { to: { int: onnxElementTypes.float } },
};

/** Collects the nodes and constants of a graph. */
class GraphWriter {
  /** Stands before the names of what is added. */
  prefix = "";
  readonly initializers = new Map<string, Tensor>();
  readonly #nodes: OnnxNode[] = [];

  /**
   * Adds an operator that is applied to a value.
   *
   * @param name What it and its output are called.
   * @param tensors What the names among its inputs stand for, and what they are called in the file.
   * @returns The name of its output.
   */
  add(
    name: string,
    value: string,
    { operator, attributes = {}, inputs = [] }: OnnxOperator,
    description: string,
    tensorOf = (input: string): readonly [name: string, tensor: Tensor] => {
      throw new TypeError(`Expected constants as inputs but found ${input}`);
    },
  ): string {
    const names = inputs.map((input, i) =>
      typeof input === "string"
        ? this.addConstant(...tensorOf(input))
        : this.addConstant(`${name}.constant${i === 0 ? "" : i + 1}`, input)
    );
    return this.addNode(name, operator, [value, ...names], description, attributes);
  }

  /** Adds a constant; returns its name. */
  addConstant(name: string, tensor: Tensor): string {
    this.initializers.set(this.prefix + name, tensor);
    return this.prefix + name;
  }

  /** Adds a node whose output has its name, which it returns. */
  addNode(
    name: string,
    operator: string,
    inputs: readonly string[],
    description: string,
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
  ): string {
    const full = this.prefix + name;
    const node = { name: full, operator, domain: "", inputs, outputs: [full], description };
    this.#nodes.push({ ...node, attributes: new Map(Object.entries(attributes)) });
    return full;
  }

  /** The nodes, the last of which puts out what the graph does, under the given name. */
  finish(output: string): readonly OnnxNode[] {
    const nodes = this.#nodes.slice(0, -1);
    return [...nodes, ...this.#nodes.slice(-1).map((last) => ({ ...last, outputs: [output] }))];
  }
}

/** Adds what a model makes of pixels; returns the name of its scores, with the classes in that order. */
function addModel(
  graph: GraphWriter,
  model: Model,
  pixels: string,
  classNames: readonly string[],
): string {
  const { layers, outputShape } = outlineNetwork(model);
  let value = pixels;
  for (const operator of normalizationOperators(model.normalization)) {
    value = graph.add(`normalization.${operator.operator}`, value, operator, "normalization");
  }
  layers.forEach((layer, i) => {
    value = addLayer(graph, layer, i, value, model);
  });
  if (outputShape.length === 3) {
    value = graph.add("flatten", value, flattening, "scores as a list");
  }
  if (model.targetNames !== undefined) return value;
  if (sizeOf(outputShape) === 1) {
    const one = graph.addConstant("one", scalar(1));
    const other = graph.addNode("complement", "Sub", [one, value], "the score of the first class");
    value = graph.addNode("both", "Concat", [other, value], "the scores of both classes", {
      axis: { int: 1 },
    });
  }
  const places = classNames.map((name) => model.classNames.indexOf(name));
  if (places.every((place, i) => place === i)) return value;
  const gather = {
    operator: "Gather",
    attributes: { axis: { int: 1 } },
    inputs: [integers(...places)],
  };
  return graph.add("classes", value, gather, "classes in the order of the first member");
}

/** Adds a layer; returns the name of its output. */
function addLayer(
  graph: GraphWriter,
  { notation, onnx = [] }: Layer,
  index: number,
  input: string,
  { tensors }: Model,
): string {
  if (onnx.length === 0) {
    throw new RangeError(
      `Expected layers that ONNX has but found ${quote(notation)}, layer ${index + 1}`,
    );
  }
  const [word] = notation.split(" ");
  const own = `${word}_${index}`;
  let value = input;
  onnx.forEach((operator, i) => {
    // The last one puts out what the layer does.
    const name = i + 1 < onnx.length ? `${own}.${operator.operator}` : own;
    value = graph.add(name, value, operator, notation, (tensor) => {
      const full = `${index}.${tensor}`;
      return [full, inSinglePrecision(full, tensors.get(full))];
    });
  });
  return value;
}

function inSinglePrecision(name: string, tensor: Tensor | undefined): Tensor {
  if (tensor !== undefined && isFloating(tensor.data)) {
    return { shape: tensor.shape, data: Float32Array.from(tensor.data) };
  }
  throw new TypeError(`Expected the tensor ${name} of the layer to be in the model`);
}

/** The operators that do what `normalizePixel` or `standardize` does. */
function normalizationOperators(normalization: Normalization): OnnxOperator[] {
  switch (normalization.method) {
    case "divide":
      return [by("Div", normalization.divisor)];
    case "min_max": {
      const { minimum, maximum } = normalization;
      return [by("Sub", minimum), by("Div", maximum - minimum)];
    }
    case "min_max_centered": {
      const { minimum, maximum } = normalization;
      return [by("Sub", (minimum + maximum) / 2), by("Div", (maximum - minimum) / 2)];
    }
    case "z_score":
      return [by("Sub", normalization.mean), by("Div", normalization.standardDeviation)];
    case "per_feature":
      return [byEach("Sub", normalization.offsets), byEach("Div", normalization.scales)];
  }
}

function by(operator: "Sub" | "Div", value: number): OnnxOperator {
  return { operator, inputs: [scalar(value)] };
}

function byEach(operator: "Sub" | "Div", values: readonly number[]): OnnxOperator {
  return { operator, inputs: [{ shape: [values.length], data: Float32Array.from(values) }] };
}
