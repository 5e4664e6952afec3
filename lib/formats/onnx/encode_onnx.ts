import { bytesField, floatField, integerField, message, textField } from "../encode_protobuf.ts";
import type { Tensor, TensorElements } from "../safetensors.ts";
import {
  type OnnxAttribute,
  onnxAttributeTypes,
  onnxElementTypes,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type OnnxValue,
} from "./onnx_model.ts";

/**
 * Writes an ONNX file. Integers in attributes are 0 or more.
 *
 * Source: ONNX, `onnx.proto`, which gives the numbers of the fields.
 */
export function encodeOnnx(model: OnnxModel): Uint8Array<ArrayBuffer> {
  const { irVersion, opset, producer, description, metadata, graph } = model;
  return message(
    integerField(1, irVersion),
    textField(2, producer.name),
    textField(3, producer.version),
    ...describe(6, description),
    bytesField(7, encodeGraph(graph)),
    bytesField(8, message(textField(1, ""), integerField(2, opset))),
    ...Array.from(
      metadata,
      ([key, value]) => bytesField(14, message(textField(1, key), textField(2, value))),
    ),
  );
}

function encodeGraph({ name, nodes, initializers, inputs, outputs }: OnnxGraph): Uint8Array {
  return message(
    ...nodes.map((node) => bytesField(1, encodeNode(node))),
    textField(2, name),
    ...Array.from(initializers, ([name, tensor]) => bytesField(5, encodeTensor(tensor, name))),
    ...inputs.map((value) => bytesField(11, encodeValue(value))),
    ...outputs.map((value) => bytesField(12, encodeValue(value))),
  );
}

function encodeNode(node: OnnxNode): Uint8Array {
  return message(
    ...node.inputs.map((input) => textField(1, input)),
    ...node.outputs.map((output) => textField(2, output)),
    textField(3, node.name),
    textField(4, node.operator),
    ...Array.from(node.attributes, ([name, value]) => bytesField(5, encodeAttribute(name, value))),
    ...describe(6, node.description),
    ...(node.domain === "" ? [] : [textField(7, node.domain)]),
  );
}

function encodeAttribute(name: string, value: OnnxAttribute): Uint8Array {
  return message(textField(1, name), ...encodeAttributeValue(value));
}

function encodeAttributeValue(value: OnnxAttribute): Uint8Array[] {
  if ("float" in value) {
    return [floatField(2, value.float), integerField(20, onnxAttributeTypes.float)];
  }
  if ("int" in value) return [integerField(3, value.int), integerField(20, onnxAttributeTypes.int)];
  if ("text" in value) return [textField(4, value.text), integerField(20, onnxAttributeTypes.text)];
  if ("tensor" in value) {
    return [bytesField(5, encodeTensor(value.tensor)), integerField(20, onnxAttributeTypes.tensor)];
  }
  if ("floats" in value) {
    const { floats } = value;
    return [
      ...Array.from(floats, (float) => floatField(7, float)),
      integerField(20, onnxAttributeTypes.floats),
    ];
  }
  const ints = "ints" in value ? value.ints : [];
  return [...ints.map((int) => integerField(8, int)), integerField(20, onnxAttributeTypes.ints)];
}

function encodeTensor({ shape, data }: Tensor, name?: string): Uint8Array {
  return message(
    ...shape.map((extent) => integerField(1, extent)),
    integerField(2, elementTypeOf(data)),
    ...(name === undefined ? [] : [textField(8, name)]),
    bytesField(9, littleEndian(data)),
  );
}

function elementTypeOf(data: TensorElements): number {
  if (data instanceof Float32Array) return onnxElementTypes.float;
  if (data instanceof Float64Array) return onnxElementTypes.double;
  if (data instanceof BigInt64Array) return onnxElementTypes.int64;
  if (data instanceof Int32Array) return onnxElementTypes.int32;
  if (data instanceof Uint8Array) return onnxElementTypes.uint8;
  throw new TypeError("Expected elements of a type that ONNX files are written with");
}

/** Typed arrays are little-endian on every machine that JavaScript is at home on, as the format is. */
function littleEndian({ buffer, byteOffset, byteLength }: TensorElements): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function encodeValue({ name, elementType = 0, shape, description }: OnnxValue): Uint8Array {
  const extents = shape?.map((extent) =>
    bytesField(1, typeof extent === "number" ? integerField(1, extent) : textField(2, extent))
  );
  const tensor = message(
    integerField(1, elementType),
    ...(extents === undefined ? [] : [bytesField(2, message(...extents))]),
  );
  return message(
    textField(1, name),
    bytesField(2, message(bytesField(1, tensor))),
    ...describe(3, description),
  );
}

function describe(field: number, description: string): Uint8Array[] {
  return description === "" ? [] : [textField(field, description)];
}
