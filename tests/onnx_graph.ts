import { encodeOnnx } from "../lib/formats/onnx/encode_onnx.ts";
import {
  type OnnxAttribute,
  onnxElementTypes,
  type OnnxNode,
} from "../lib/formats/onnx/onnx_model.ts";
import type { Tensor } from "../lib/formats/safetensors.ts";

/** A line of a graph: what it puts out, the operator, what goes in, and what the operator is told. */
export type GraphLine = readonly [
  output: string,
  operator: string,
  inputs: readonly string[],
  attributes?: Readonly<Record<string, OnnxAttribute>>,
];

/** What an ONNX file is written from. */
export interface GraphOptions {
  /** The extents of `x`, which goes in, without that which counts images. */
  readonly input: readonly (number | string)[];
  /** In their order; the last one puts out `y`. */
  readonly lines: readonly GraphLine[];
  readonly constants?: Readonly<Record<string, Tensor>>;
  readonly opset?: number;
  readonly elementType?: number;
  readonly metadata?: Readonly<Record<string, string>>;
  /** Who defines the operators. */
  readonly domain?: string;
}

/** An ONNX file with such a graph, whose nodes are called as what they put out. */
export function onnxFile(options: GraphOptions): Uint8Array<ArrayBuffer> {
  const { input, lines, constants = {}, opset = 13, domain = "" } = options;
  const { elementType = onnxElementTypes.float, metadata = {} } = options;
  const nodes = lines.map(([output, operator, inputs, attributes = {}]): OnnxNode => ({
    name: output,
    operator,
    domain,
    inputs,
    outputs: [output],
    attributes: new Map(Object.entries(attributes)),
    description: "",
  }));
  return encodeOnnx({
    irVersion: 7,
    opset,
    producer: { name: "test", version: "" },
    description: "",
    metadata: new Map(Object.entries(metadata)),
    graph: {
      name: "graph",
      nodes,
      initializers: new Map(Object.entries(constants)),
      inputs: [{ name: "x", elementType, shape: ["batch", ...input], description: "" }],
      outputs: [{ name: "y", elementType: onnxElementTypes.float, description: "" }],
    },
  });
}

/** A constant of floating-point numbers. */
export function floats(shape: readonly number[], values: readonly number[]): Tensor {
  return { shape, data: Float32Array.from(values) };
}

/** A list of integers. */
export function integers(...values: readonly number[]): Tensor {
  return { shape: [values.length], data: BigInt64Array.from(values, BigInt) };
}
