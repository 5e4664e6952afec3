import { bytesField, integerField, message, textField } from "../encode_protobuf.ts";
import { encodeShape } from "./tensor_shape.ts";

/** The version of TensorFlow's graphs that this is of. */
const PRODUCER = 22;

/** A node of the graph that TensorBoard draws. */
export interface GraphNode {
  /** Its name, of letters, digits, `_`, `.` and `-`; what stands before a slash in it makes a group. */
  readonly name: string;
  /** What it does, in one word. */
  readonly operation: string;
  /** The names of the nodes whose outputs it takes. */
  readonly inputs: readonly string[];
  /** The extents of its output, without those that vary. */
  readonly shape: readonly number[];
  /** What TensorBoard says of it besides, by name. */
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * A graph as TensorBoard reads it.
 *
 * Source: TensorFlow, `graph.proto`, `node_def.proto` and `attr_value.proto`.
 */
export function encodeGraph(nodes: readonly GraphNode[]): Uint8Array<ArrayBuffer> {
  return message(
    ...nodes.map((node) => bytesField(1, encodeNode(node))),
    bytesField(4, message(integerField(1, PRODUCER))),
  );
}

function encodeNode({ name, operation, inputs, shape, attributes }: GraphNode): Uint8Array {
  // A list of one shape, that of its only output.
  const shapes = bytesField(1, message(bytesField(7, encodeShape(shape))));
  return message(
    textField(1, name),
    textField(2, operation),
    ...inputs.map((input) => textField(3, input)),
    encodeAttribute("_output_shapes", shapes),
    ...Object.entries(attributes).map(([key, text]) => encodeAttribute(key, textField(2, text))),
  );
}

function encodeAttribute(key: string, value: Uint8Array): Uint8Array {
  return bytesField(5, message(textField(1, key), bytesField(2, message(value))));
}
