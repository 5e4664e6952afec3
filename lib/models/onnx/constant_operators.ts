import { FormatError } from "../../formats/format_error.ts";
import { int64Elements, onnxElementTypes } from "../../formats/onnx/onnx_model.ts";
import { isFloating, sizeOfTensor, type Tensor } from "../../formats/safetensors.ts";
import type { OperatorNode } from "./operator_node.ts";

/** More elements than say how something is laid out. */
const MOST_ELEMENTS = 100;

/**
 * What computes with constants: weights that are laid out in another way, and above all extents. These
 * are small integers.
 */
export const constantOperators: ReadonlyMap<string, (node: OperatorNode) => Tensor> = new Map([
  ["Constant", constant],
  ["Identity", (node) => node.constant(0)],
  ["Cast", cast],
  ["Unsqueeze", unsqueeze],
  ["Squeeze", (node) => listed(node.requiredIntegers(0))],
  ["Gather", gather],
  ["Concat", (node) => listed(node.inputs.flatMap((_, i) => node.requiredIntegers(i)))],
  ["Slice", slice],
  ["ConstantOfShape", constantOfShape],
  ["Reshape", reshape],
  ["Transpose", transpose],
]);

/** The extents of a signal as `Shape` tells them; that which counts the images is 0, as `Reshape` copies it. */
export function extentsTensor(node: OperatorNode, extents: readonly number[]): Tensor {
  const all = [0, ...extents];
  return listed(all.slice(node.int("start", 0), node.int("end", all.length)));
}

function constant(node: OperatorNode): Tensor {
  const tensor = node.tensor("value", "value_float", "value_floats", "value_int", "value_ints");
  if (tensor !== undefined) return tensor;
  throw new FormatError("Expected a tensor as its value but found none");
}

/** Constants of other types stay as they are: no operator asks which kind of integers they are. */
function cast(node: OperatorNode): Tensor {
  const { shape, data } = node.constant(0);
  const type = node.int("to", onnxElementTypes.float);
  const values = () => Array.from<number | bigint, number>(data, Number);
  switch (type) {
    case onnxElementTypes.float:
      return { shape, data: Float32Array.from(values()) };
    case onnxElementTypes.double:
      return { shape, data: Float64Array.from(values()) };
    case onnxElementTypes.int32:
    case onnxElementTypes.int64:
      return { shape, data: int64Elements(values().map(Math.trunc)) };
  }
  throw new FormatError(
    `Expected float, double, int32 or int64 (1, 11, 6 or 7) as "to" but found ${type}`,
  );
}

/** A list has one extent more than a number. */
function unsqueeze(node: OperatorNode): Tensor {
  const { shape, data } = node.constant(0);
  return { shape: [1, ...shape], data };
}

function gather(node: OperatorNode): Tensor {
  const values = node.requiredIntegers(0);
  const picked = node.requiredIntegers(1).map((place) => values.at(place));
  if (!picked.every((value) => value !== undefined)) {
    throw new FormatError(`Expected places among ${values.length} extents but found others`);
  }
  return { ...listed(picked), shape: node.constant(1).shape };
}

/** Of a list, or of the rows of a table, in their order or from the last to the first. */
function slice(node: OperatorNode): Tensor {
  const values = node.requiredIntegers(0);
  const { shape: [rows = 1, ...row] } = node.constant(0);
  const [start = 0] = node.integers(1) ?? node.ints("starts", []);
  const [end = 0] = node.integers(2) ?? node.ints("ends", []);
  const [axis = 0] = node.integers(3) ?? node.ints("axes", []);
  const [step = 1] = node.integers(4) ?? [];
  const size = sizeOfTensor(row);
  if (axis !== 0 || Math.abs(step) !== 1 || size === 0) {
    throw new FormatError(
      `Expected every one of some rows but found axis ${axis}, steps of ${step} and rows of ${size}`,
    );
  }
  const kept: number[] = [];
  const fromEnd = (place: number) => place < 0 ? place + rows : place;
  const first = step > 0 ? Math.max(0, fromEnd(start)) : Math.min(rows - 1, fromEnd(start));
  const last = step > 0 ? Math.min(rows, fromEnd(end)) : Math.max(-1, fromEnd(end));
  for (let i = first; step > 0 ? i < last : i > last; i += step) {
    kept.push(...values.slice(i * size, (i + 1) * size));
  }
  return { ...listed(kept), shape: [kept.length / size, ...row] };
}

function constantOfShape(node: OperatorNode): Tensor {
  const shape = node.requiredIntegers(0);
  const size = sizeOfTensor(shape);
  const value = Number(node.tensor("value")?.data[0] ?? 0);
  if (size >= 0 && size <= MOST_ELEMENTS && Number.isSafeInteger(value)) {
    return { ...listed(new Array<number>(size).fill(value)), shape };
  }
  throw new FormatError(
    `Expected at most ${MOST_ELEMENTS} integers but found ${size} times ${value}`,
  );
}

function reshape(node: OperatorNode): Tensor {
  const { data } = node.constant(0);
  const wanted = node.requiredIntegers(1);
  const known = wanted.reduce((product, extent) => extent === -1 ? product : product * extent, 1);
  const shape = wanted.map((extent) => extent === -1 ? data.length / known : extent);
  if (sizeOfTensor(shape) === data.length && shape.every((extent) => Number.isInteger(extent))) {
    return { shape, data };
  }
  throw new FormatError(
    `Expected ${data.length} elements to be laid out anew but found [${
      wanted.slice(0, 8).join(", ")
    }]`,
  );
}

/** Rows become columns. */
function transpose(node: OperatorNode): Tensor {
  const { shape, data } = node.constant(0);
  const [rows, columns] = shape;
  if (shape.length !== 2 || node.ints("perm", [1, 0]).join() !== "1,0") {
    throw new FormatError(`Expected rows to become columns but found ${shape.length} extents`);
  }
  const source = (i: number) => (i % rows) * columns + Math.floor(i / rows);
  if (isFloating(data)) {
    return {
      shape: [columns, rows],
      data: data.map((_, i) => data[source(i)]),
    };
  }
  const values = node.requiredIntegers(0);
  return { ...listed(values.map((_, i) => values[source(i)])), shape: [columns, rows] };
}

function listed(values: readonly number[]): Tensor {
  return { shape: [values.length], data: int64Elements(values) };
}
