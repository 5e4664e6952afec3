import { FormatError } from "../../formats/format_error.ts";
import type { OnnxNode } from "../../formats/onnx/onnx_model.ts";
import { quote } from "../../formats/quote.ts";
import type { Tensor } from "../../formats/safetensors.ts";
import { constantOperators, extentsTensor } from "./constant_operators.ts";
import type { NetworkReader, Unfinished } from "./network_reader.ts";
import { type GraphValue, OperatorNode } from "./operator_node.ts";
import { operators } from "./operators.ts";
import { placesIn } from "./signal.ts";

/** Goes through the nodes of a graph, in their order, and knows the values that they put out. */
export class GraphReader {
  readonly #network: NetworkReader;
  readonly #opset: number;
  readonly #values = new Map<string, GraphValue>();

  /** @param network Grows by what the nodes compute. */
  constructor(network: NetworkReader, opset: number) {
    this.#network = network;
    this.#opset = opset;
  }

  /** Gives a value its name. */
  define(name: string, value: GraphValue): void {
    if (this.#values.has(name)) {
      throw new FormatError(`Expected a name for one value but found ${quote(name)} for two`);
    }
    this.#values.set(name, value);
  }

  /**
   * Reads a node.
   *
   * @throws {FormatError} If it takes what no node before it puts out, or is nothing that a layer does.
   */
  read(node: OnnxNode): void {
    const { domain, outputs: [output = ""] } = node;
    if (domain !== "") {
      throw new FormatError(`Expected an operator of ONNX but found one of ${quote(domain)}`);
    }
    const inputs = node.inputs.map((name) => name === "" ? undefined : this.#valueOf(name));
    const operation = new OperatorNode(node, this.#opset, inputs);
    this.define(
      output,
      operation.isConstant
        ? { kind: "constant", tensor: compute(operation) }
        : this.#apply(operation),
    );
  }

  /** Checks that what comes out of the graph is what the last node has put out. */
  checkOutput(name: string): void {
    const value = this.#values.get(name);
    const network = this.#network;
    if (
      value?.kind !== "signal" || value.signal !== network.signal || network.layers.length === 0
    ) {
      throw new FormatError(
        `Expected the output, ${quote(name)}, to be that of the last layer but found another value`,
      );
    }
    if (network.unfinished !== undefined && network.unfinished !== "end") {
      throw new FormatError(`Expected ${nextAfter(network.unfinished)} in the end but found none`);
    }
    if (placesIn(network.signal).some((place, i) => place !== i)) {
      throw new FormatError(
        "Expected one output for each class but found an image with its channels last",
      );
    }
  }

  #valueOf(name: string): GraphValue {
    const value = this.#values.get(name);
    if (value !== undefined) return value;
    throw new FormatError(
      `Expected values that nodes before it put out but found ${quote(name)}`,
    );
  }

  /** What an operator does to the signal. */
  #apply(node: OperatorNode): GraphValue {
    const network = this.#network;
    const { operator } = node;
    const [input] = node.inputs;
    if (operator === "Shape" && input?.kind === "signal") {
      return { kind: "constant", tensor: extentsTensor(node, input.signal.extents) };
    }
    const reader = operators.get(operator);
    if (reader === undefined) {
      throw new FormatError(`Expected an operator that is a layer here but found ${operator}`);
    }
    this.#checkSequence(node);
    const before = network.unfinished;
    const what = reader(node, network) ?? "signal";
    // Pixels around an image are such in either layout.
    const isPassed = typeof before === "object" && operator === "Transpose";
    if (before !== undefined && network.unfinished === before && !isPassed) {
      throw new FormatError(`Expected ${nextAfter(before)} in its place but found ${operator}`);
    }
    return { kind: what, signal: network.signal };
  }

  /** The network is a sequence: a node takes what the one before puts out, and constants. */
  #checkSequence({ operator, inputs }: OperatorNode): void {
    const others = inputs.filter((input) => input !== undefined && input.kind !== "constant");
    const isOne = others.length === 1 && others[0]?.kind === "signal";
    const isCurrent = others.every((input) => input.signal === this.#network.signal);
    if (isCurrent && (isOne || operator === "Concat")) return;
    throw new FormatError(
      "Expected a sequence, in which a node takes what the one before it puts out, but found a branch",
    );
  }
}

/** What must come after something that an operator has begun. */
function nextAfter(unfinished: Unfinished): string {
  if (unfinished === "end") return "the output";
  return unfinished === "step" ? "Where" : "Conv";
}

function compute(node: OperatorNode): Tensor {
  const operator = constantOperators.get(node.operator);
  if (operator !== undefined) return operator(node);
  throw new FormatError("Expected what becomes of the images as input but found constants alone");
}
