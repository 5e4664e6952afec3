import { FormatError, locateError } from "../format_error.ts";
import { ProtobufMessage } from "../parse_protobuf.ts";
import { quote } from "../quote.ts";
import { sizeOfTensor, type Tensor, type TensorElements } from "../safetensors.ts";
import {
  int64Elements,
  type OnnxAttribute,
  onnxAttributeTypes,
  onnxElementTypes,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type OnnxValue,
} from "./onnx_model.ts";

/** Where the elements of a tensor are: in a file of their own. */
const EXTERNAL = 1;

/**
 * Reads an ONNX file.
 *
 * @param bytes The file. What it holds may share its memory.
 * @throws {FormatError} If it is no ONNX file from the first byte to the last, or a tensor is not of a
 * type that is read, has other elements than its extents say, or is in another file.
 */
export function parseOnnx(bytes: Uint8Array): OnnxModel {
  const file = locateError(
    (message) => `Expected an ONNX file: ${message}`,
    () => new ProtobufMessage(bytes),
  );
  const [irVersion, graph] = [file.integer(1), file.message(7)];
  if (irVersion === undefined || graph === undefined) {
    throw new FormatError(
      "Expected an ONNX file, with its version and a graph, but found a file without",
    );
  }
  const opset = file.messages(8).find((entry) => isOwnDomain(entry.text(1)))?.integer(2);
  if (opset === undefined) {
    throw new FormatError("Expected an opset of ONNX but found none");
  }
  return {
    irVersion,
    opset,
    producer: { name: file.text(2) ?? "", version: file.text(3) ?? "" },
    description: file.text(6) ?? "",
    metadata: new Map(file.messages(14).map((entry) => [entry.text(1) ?? "", entry.text(2) ?? ""])),
    graph: parseGraph(graph),
  };
}

function isOwnDomain(domain = ""): boolean {
  return domain === "" || domain === "ai.onnx";
}

function parseGraph(graph: ProtobufMessage): OnnxGraph {
  if (graph.has(15)) throw new FormatError("Expected no sparse tensors but found some");
  const initializers = graph.messages(5).map((tensor) => {
    const name = tensor.text(8) ?? "";
    return [name, parseTensor(tensor, `tensor ${quote(name)}`)] as const;
  });
  return {
    name: graph.text(2) ?? "",
    nodes: graph.messages(1).map(parseNode),
    initializers: new Map(initializers),
    inputs: graph.messages(11).map(parseValue),
    outputs: graph.messages(12).map(parseValue),
  };
}

function parseNode(node: ProtobufMessage): OnnxNode {
  const name = node.text(3) ?? "";
  const domain = node.text(7);
  const attributes = node.messages(5).map((attribute) =>
    [attribute.text(1) ?? "", parseAttribute(attribute, name)] as const
  );
  return {
    name,
    operator: node.text(4) ?? "",
    domain: isOwnDomain(domain) ? "" : domain ?? "",
    inputs: node.texts(1),
    outputs: node.texts(2),
    attributes: new Map(attributes),
    description: node.text(6) ?? "",
  };
}

function parseAttribute(attribute: ProtobufMessage, node: string): OnnxAttribute {
  switch (attribute.integer(20)) {
    case onnxAttributeTypes.float:
      return { float: attribute.float(2) ?? 0 };
    case onnxAttributeTypes.int:
      return { int: attribute.integer(3) ?? 0 };
    case onnxAttributeTypes.text:
      return { text: attribute.text(4) ?? "" };
    case onnxAttributeTypes.tensor: {
      const tensor = attribute.message(5);
      return tensor === undefined
        ? {}
        : { tensor: parseTensor(tensor, `the constant of node ${quote(node)}`) };
    }
    case onnxAttributeTypes.floats:
      return { floats: attribute.floats(7) };
    case onnxAttributeTypes.ints:
      return { ints: attribute.integers(8) };
    default:
      return {};
  }
}

/** @param what Which tensor it is, for messages. */
function parseTensor(tensor: ProtobufMessage, what: string): Tensor {
  if (tensor.integer(14) === EXTERNAL || tensor.has(13)) {
    throw new FormatError(
      `Expected the elements of ${what} in the file itself but found them in another: export all ` +
        'into one (in PyTorch, with "external_data=False")',
    );
  }
  const shape = tensor.integers(1);
  const data = elementsOf(tensor, what);
  const isShape = shape.every((extent) => extent >= 0);
  if (isShape && sizeOfTensor(shape) === data.length) return { shape, data };
  throw new FormatError(
    `Expected ${what} to have as many elements as [${
      shape.slice(0, 8).join(", ")
    }] says but found ` +
      `${data.length}`,
  );
}

/** The elements, which are together as bytes, or in a field for their type. */
function elementsOf(tensor: ProtobufMessage, what: string): TensorElements {
  const raw = tensor.bytes(9);
  const type = tensor.integer(2);
  switch (type) {
    case onnxElementTypes.float:
      return raw === undefined ? tensor.floats(4) : new Float32Array(copied(raw, 4, what));
    case onnxElementTypes.double:
      return raw === undefined ? tensor.doubles(10) : new Float64Array(copied(raw, 8, what));
    case onnxElementTypes.int64:
      return raw === undefined
        ? int64Elements(tensor.integers(7))
        : new BigInt64Array(copied(raw, 8, what));
    case onnxElementTypes.int32:
      return raw === undefined
        ? Int32Array.from(tensor.integers(5))
        : new Int32Array(copied(raw, 4, what));
    case onnxElementTypes.uint8:
    case onnxElementTypes.bool:
      return raw ?? Uint8Array.from(tensor.integers(5));
  }
  throw new FormatError(
    `Expected ${what} to be of type float, double, int32, int64, uint8 or bool ` +
      `(${Object.values(onnxElementTypes).join(", ")}) but found type ${type}`,
  );
}

/** The bytes of elements of some size, in memory of their own, where they are aligned. */
function copied(raw: Uint8Array, size: number, what: string): ArrayBuffer {
  if (raw.length % size === 0) return raw.slice().buffer;
  throw new FormatError(
    `Expected elements of ${size} bytes in ${what} but found ${raw.length} bytes`,
  );
}

function parseValue(value: ProtobufMessage): OnnxValue {
  const tensor = value.message(2)?.message(1);
  const extents = tensor?.message(2)?.messages(1);
  return {
    name: value.text(1) ?? "",
    elementType: tensor?.integer(1),
    shape: extents?.map((extent) => extent.integer(1) ?? extent.text(2) ?? ""),
    description: value.text(3) ?? "",
  };
}
