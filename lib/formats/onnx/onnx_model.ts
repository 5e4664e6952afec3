import type { Tensor } from "../safetensors.ts";

/** What an ONNX file holds, as far as this project reads and writes it. */
export interface OnnxModel {
  /** The version of the file's own format. */
  readonly irVersion: number;
  /** The version of the operators of ONNX that the graph consists of. */
  readonly opset: number;
  /** The program that wrote the file. */
  readonly producer: { readonly name: string; readonly version: string };
  /** What it is, for people. */
  readonly description: string;
  /** Texts by name that say more of it. */
  readonly metadata: ReadonlyMap<string, string>;
  readonly graph: OnnxGraph;
}

/** What is computed: nodes, each after those whose outputs it takes. */
export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  /** Constants, by the names that nodes call them by. */
  readonly initializers: ReadonlyMap<string, Tensor>;
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

/** One operator, applied to values that it calls by their names. */
export interface OnnxNode {
  /** What it is called; often empty. */
  readonly name: string;
  /** The operator: `Conv`. */
  readonly operator: string;
  /** Who defines the operator; empty for ONNX itself. */
  readonly domain: string;
  /** Values that go in; an empty name for one that is left out. */
  readonly inputs: readonly string[];
  /** Values that come out. */
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
  /** What it is, for people. */
  readonly description: string;
}

/** What an operator is told besides its inputs; an empty object is of a type that is not read. */
export type OnnxAttribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly floats: Float32Array }
  | { readonly ints: readonly number[] }
  | { readonly text: string }
  | { readonly tensor: Tensor }
  | Readonly<Record<never, never>>;

/** A value that goes into a graph or comes out of it. */
export interface OnnxValue {
  readonly name: string;
  /** The type of its elements; undefined if it is no tensor. */
  readonly elementType?: number;
  /** Its extents, a name for one that varies; undefined if they are not known. */
  readonly shape?: readonly (number | string)[];
  /** What it is, for people. */
  readonly description: string;
}

const LARGEST_INT64 = 2n ** 63n - 1n;

/** Elements of type int64; the largest one, "to the end" where it is a place, is 2⁶³ as a number. */
export function int64Elements(values: readonly number[]): BigInt64Array {
  return BigInt64Array.from(values, (value) => value >= 2 ** 63 ? LARGEST_INT64 : BigInt(value));
}

/** The numbers of the kinds of attributes, `AttributeProto.AttributeType`. */
export const onnxAttributeTypes = {
  float: 1,
  int: 2,
  text: 3,
  tensor: 4,
  floats: 6,
  ints: 7,
} as const;

/**
 * The numbers of the types of elements, of those that are read and written.
 *
 * Source: ONNX, `onnx.proto`, `TensorProto.DataType`.
 */
export const onnxElementTypes = {
  float: 1,
  uint8: 2,
  int32: 6,
  int64: 7,
  bool: 9,
  double: 11,
} as const;
