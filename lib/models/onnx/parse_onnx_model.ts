import type { Normalization } from "../../data/normalization.ts";
import type { Standardization } from "../../data/standardization.ts";
import { FormatError } from "../../formats/format_error.ts";
import { onnxElementTypes, type OnnxGraph, type OnnxNode } from "../../formats/onnx/onnx_model.ts";
import { parseOnnx } from "../../formats/onnx/parse_onnx.ts";
import {
  binaryCrossEntropy,
  crossEntropy,
  type Loss,
  meanSquaredError,
  type Probabilities,
} from "../../losses.ts";
import { sizeOf } from "../../shape.ts";
import { encodeMetadata, isOwnMetadata } from "../metadata.ts";
import type { Model } from "../model.ts";
import { modelOf } from "../model_file.ts";
import type { FloatTensor } from "../tensors.ts";
import { GraphReader } from "./graph_reader.ts";
import { type Affine, NetworkReader } from "./network_reader.ts";
import { inNode } from "./operator_node.ts";
import { inputSignal, type Layout } from "./signal.ts";

/** Older ones have operators of other meanings. */
const OLDEST_OPSET = 7;

/** Digits that single precision has. */
const DIGITS = 7;

/** Where the channels of an image go when they come last. */
const TO_CHANNELS_FIRST = "0,3,1,2";

/** Operators that take images with their channels first. */
const ofChannelsFirst = ["Conv", "MaxPool", "AveragePool", "GlobalAveragePool"];

/** The texts of a model file that an ONNX file of this program has too. */
const ownTexts = [
  "class_names",
  "feature_names",
  "target_names",
  "loss",
  "images",
  "training",
];

/** What an ONNX file does not say. */
export interface OnnxReadingOptions {
  /** The names of the classes; those in the file, or else `0`, `1` and so on, when left out. */
  readonly classNames?: readonly string[];
  /**
   * What a pixel `p` from 0 to 255 was when the network was trained: `(p / divisor - mean) / deviation`.
   * Where all three are left out, `p / 255`, or `p` if the file takes bytes or begins with arithmetic that
   * normalizes.
   */
  readonly divisor?: number;
  /** 0 when left out. */
  readonly mean?: number;
  /** 1 when left out. */
  readonly deviation?: number;
  /** Whether softmax comes on top: the file ends in the scores that it makes probabilities of. */
  readonly softmax?: boolean;
}

/**
 * Reads a network from an ONNX file: one operator after the other, each of which a layer of this program
 * is, as `encodeOnnxModel` writes them, PyTorch for an `nn.Sequential` and tf2onnx for a Keras model, with
 * the channels of its images last. Batch normalization may be in operators of its own or folded into
 * others; a product and a sum for each channel become it, or go into the layer below.
 *
 * @throws {FormatError} If it is no ONNX file, or has something else; the message names the node and its
 * operator.
 */
export function parseOnnxModel(bytes: Uint8Array, options: OnnxReadingOptions = {}): Model {
  const { opset, graph, metadata } = parseOnnx(bytes);
  // Other programs call other things by the same names.
  const own = isOwnMetadata(metadata) ? metadata : new Map<string, string>();
  if (opset < OLDEST_OPSET) {
    throw new FormatError(`Expected opset ${OLDEST_OPSET} or later but found ${opset}`);
  }
  const { network, takesBytes } = readGraph(graph, opset, bytes.length);
  if (options.softmax) {
    if (network.probabilities !== undefined || own.has("target_names")) {
      throw new FormatError(
        "Expected scores of classes, for softmax on top, but found other outputs",
      );
    }
    network.add("softmax");
  }
  const layers = network.layers.map(({ notation }) => notation).join(", ");
  const tensors = tensorsOf(network);
  const texts = encodeMetadata({
    layers,
    inputShape: network.inputShape,
    normalization: own.has("feature_names")
      ? standardizationOf(network.inputScaling, sizeOf(network.inputShape), options)
      : normalizationOf(network.inputScaling, takesBytes || network.beginsWithArithmetic, options),
    classNames: options.classNames ?? numberNames(sizeOf(network.signal.shape)),
    loss: usualLoss(network.probabilities),
  });
  for (const name of ownTexts) {
    const text = own.get(name);
    const isGiven = name === "class_names" && options.classNames !== undefined;
    const isOfOther = name === "loss" && options.softmax;
    if (text !== undefined && !isGiven && !isOfOther) texts.set(name, text);
  }
  return modelOf({ tensors, metadata: texts });
}

/** A network that was read from a graph. */
interface ReadGraph {
  readonly network: NetworkReader;
  /** Whether bytes go in. */
  readonly takesBytes: boolean;
}

/** @param elements As many parameters as there can be. */
function readGraph(graph: OnnxGraph, opset: number, elements: number): ReadGraph {
  const { nodes, initializers } = graph;
  const input = only(graph.inputs.filter(({ name }) => !initializers.has(name)), "input");
  const output = only(graph.outputs, "output");
  const [, ...extents] = input.shape ?? [];
  if (!extents.every((extent) => typeof extent === "number" && extent > 0)) {
    throw new FormatError(
      `Expected the extents of the images in the input but found [${
        extents.slice(0, 8).join(", ")
      }]`,
    );
  }
  const network = new NetworkReader(
    inputSignal(extents.map(Number), layoutFor(nodes)),
    elements,
  );
  const reader = new GraphReader(network, opset);
  reader.define(input.name, { kind: "signal", signal: network.signal });
  for (const [name, tensor] of initializers) reader.define(name, { kind: "constant", tensor });
  nodes.forEach((node, i) => inNode(node, i, () => reader.read(node)));
  reader.checkOutput(output.name);
  return { network, takesBytes: input.elementType === onnxElementTypes.uint8 };
}

function only<T>(values: readonly T[], what: string): T {
  if (values.length === 1) return values[0];
  throw new FormatError(`Expected one ${what} but found ${values.length}`);
}

/** The layout of the images that go in, if the first node that depends on it is the one that tells. */
function layoutFor(nodes: readonly OnnxNode[]): Layout | undefined {
  for (const { operator, attributes } of nodes) {
    if (ofChannelsFirst.includes(operator)) return undefined;
    const permutation = attributes.get("perm");
    if (operator !== "Transpose" || permutation === undefined) continue;
    if ("ints" in permutation && permutation.ints.join() === TO_CHANNELS_FIRST) {
      return "channels last";
    }
  }
  return undefined;
}

/**
 * `p` times the scale plus the shift is what the network takes.
 *
 * @param takesPixels Whether pixels go in as they are, unless the options say otherwise.
 */
function normalizationOf(
  ofFile: Affine | undefined,
  takesPixels: boolean,
  { divisor, mean = 0, deviation = 1 }: OnnxReadingOptions,
): Normalization {
  const isGiven = divisor !== undefined || mean !== 0 || deviation !== 1;
  const { scale, shift } = ofFile ?? { scale: 1, shift: 0 };
  const isRaw = takesPixels && !isGiven;
  const whole = scale / (isRaw ? 1 : (divisor ?? 255) * deviation);
  const offset = shift - (isRaw ? 0 : scale * mean / deviation);
  if (!(whole > 0 && Number.isFinite(whole) && Number.isFinite(offset))) {
    throw new FormatError(
      `Expected pixels to be multiplied with a number above 0 but found ${whole}`,
    );
  }
  const round = (value: number) => Number(value.toPrecision(DIGITS));
  if (offset === 0) return { method: "divide", divisor: round(1 / whole) };
  const [meanPixel, spread] = [-offset / whole, 1 / whole].map(round);
  return { method: "z_score", mean: meanPixel, standardDeviation: spread };
}

/** What a model of samples does with its features, each of which goes in as it was measured. */
function standardizationOf(
  { scale, shift }: Affine = { scale: 1, shift: 0 },
  features: number,
  { divisor, mean, deviation }: OnnxReadingOptions,
): Standardization {
  if (divisor !== undefined || mean !== undefined || deviation !== undefined) {
    throw new FormatError(
      "Expected pixels for a divisor, a mean or a deviation but found features of other kinds",
    );
  }
  const each = (value: number) => Array.from({ length: features }, () => value);
  return { method: "per_feature", offsets: each(-shift / scale), scales: each(1 / scale) };
}

function usualLoss(probabilities: Probabilities | undefined): Loss {
  if (probabilities === undefined) return meanSquaredError;
  return probabilities === "exclusive" ? crossEntropy : binaryCrossEntropy;
}

/** The names of classes that have none. */
function numberNames(outputs: number): string[] {
  return Array.from({ length: outputs === 1 ? 2 : outputs }, (_, i) => `${i}`);
}

/** The tensors of the layers as a model file names them, all in one precision. */
function tensorsOf({ layers }: NetworkReader): Map<string, FloatTensor> {
  const entries = layers.flatMap(({ tensors }, i) =>
    Array.from(tensors, ([name, tensor]) => [`${i}.${name}`, tensor] as const)
  );
  const isDouble = entries.some(([_, { data }]) => data instanceof Float64Array);
  return new Map(entries.map(([name, { shape, data }]) => {
    return [name, { shape, data: isDouble ? Float64Array.from(data) : Float32Array.from(data) }];
  }));
}
