import { FormatError, locateError } from "../../formats/format_error.ts";
import { int64Elements, type OnnxAttribute, type OnnxNode } from "../../formats/onnx/onnx_model.ts";
import { quote } from "../../formats/quote.ts";
import { isFloating, sizeOfTensor, type Tensor } from "../../formats/safetensors.ts";
import type { Elements } from "../../matrix.ts";
import type { Signal } from "./signal.ts";

/** A value of a graph: a constant, or what an image has become. */
export type GraphValue =
  | { readonly kind: "constant"; readonly tensor: Tensor }
  | { readonly kind: "signal"; readonly signal: Signal }
  /** 1 minus a signal: the score of the first of two classes. */
  | { readonly kind: "complement"; readonly signal: Signal };

/** A node with the values that go into it, to be asked for what an operator takes. */
export class OperatorNode {
  readonly operator: string;
  /** Undefined for those that are left out. */
  readonly inputs: readonly (GraphValue | undefined)[];
  /** The version of the operators. */
  readonly opset: number;
  readonly #attributes: ReadonlyMap<string, OnnxAttribute>;

  constructor(node: OnnxNode, opset: number, inputs: readonly (GraphValue | undefined)[]) {
    this.operator = node.operator;
    this.opset = opset;
    this.#attributes = node.attributes;
    this.inputs = inputs;
  }

  /** Whether nothing that the images become goes into it. */
  get isConstant(): boolean {
    return this.inputs.every((input) => input === undefined || input.kind === "constant");
  }

  int(name: string, absent: number): number {
    const value = this.#attributes.get(name);
    if (value === undefined) return absent;
    if ("int" in value) return value.int;
    throw new FormatError(`Expected an integer as ${quote(name)} but found another type`);
  }

  float(name: string, absent: number): number {
    const value = this.#attributes.get(name);
    if (value === undefined) return absent;
    if ("float" in value) return shortestDecimal(value.float);
    throw new FormatError(`Expected a number as ${quote(name)} but found another type`);
  }

  text(name: string, absent: string): string {
    const value = this.#attributes.get(name);
    if (value === undefined) return absent;
    if ("text" in value) return value.text;
    throw new FormatError(`Expected a text as ${quote(name)} but found another type`);
  }

  ints(name: string): readonly number[] | undefined;
  ints(name: string, absent: readonly number[]): readonly number[];
  ints(name: string, absent?: readonly number[]): readonly number[] | undefined {
    const value = this.#attributes.get(name);
    if (value === undefined) return absent;
    if ("ints" in value) return value.ints;
    throw new FormatError(`Expected integers as ${quote(name)} but found another type`);
  }

  /** A tensor that it is told, or a list of one or more numbers in its place. */
  tensor(...names: readonly string[]): Tensor | undefined {
    for (const name of names) {
      const value = this.#attributes.get(name);
      if (value === undefined) continue;
      if ("tensor" in value) return value.tensor;
      if ("int" in value) return { shape: [], data: int64Elements([value.int]) };
      if ("float" in value) return { shape: [], data: Float32Array.of(value.float) };
      if ("floats" in value) return { shape: [value.floats.length], data: value.floats };
      if ("ints" in value) {
        return { shape: [value.ints.length], data: int64Elements(value.ints) };
      }
    }
    return undefined;
  }

  /**
   * Checks that it is told nothing else.
   *
   * @param expected The only value that a layer of this program has.
   */
  requireInt(name: string, expected: number): void {
    const found = this.int(name, expected);
    if (found === expected) return;
    throw new FormatError(`Expected ${quote(name)} to be ${expected} but found ${found}`);
  }

  /** Checks that all the integers that it is told, if any, are of one value. */
  requireInts(name: string, expected: number): void {
    const found = this.ints(name, []);
    if (found.every((int) => int === expected)) return;
    throw new FormatError(
      `Expected ${quote(name)} to be ${expected} throughout but found ${found.slice(0, 8)}`,
    );
  }

  /** A constant among its inputs; undefined if it is left out. */
  optionalConstant(index: number): Tensor | undefined {
    const input = this.inputs[index];
    if (input === undefined || input.kind === "constant") return input?.tensor;
    throw new FormatError(
      `Expected a constant as input ${index + 1} but found what becomes of the images`,
    );
  }

  constant(index: number): Tensor {
    const tensor = this.optionalConstant(index);
    if (tensor !== undefined) return tensor;
    throw new FormatError(`Expected a constant as input ${index + 1} but found none`);
  }

  /** A constant of floating-point numbers with these extents. */
  weights(index: number, shape: readonly number[]): Elements {
    const { shape: found, data } = this.constant(index);
    if (isFloating(data) && found.join() === shape.join()) return data;
    throw new FormatError(
      `Expected floating-point numbers of [${shape.join(", ")}] as input ${index + 1} but found ` +
        (isFloating(data) ? `[${found.slice(0, 8).join(", ")}]` : "integers"),
    );
  }

  /** A constant of integers; undefined if it is left out. */
  integers(index: number): readonly number[] | undefined {
    const tensor = this.optionalConstant(index);
    if (tensor === undefined) return undefined;
    if (!isFloating(tensor.data)) return Array.from(tensor.data, Number);
    throw new FormatError(`Expected integers as input ${index + 1} but found other numbers`);
  }

  requiredIntegers(index: number): readonly number[] {
    const integers = this.integers(index);
    if (integers !== undefined) return integers;
    throw new FormatError(`Expected integers as input ${index + 1} but found none`);
  }

  /** The number that a constant is throughout; undefined if there are several. */
  number(index: number): number | undefined {
    const { shape, data } = this.constant(index);
    return sizeOfTensor(shape) === 1 ? Number(data[0]) : undefined;
  }
}

/** Says of which node an error is. */
export function inNode<T>({ name, operator }: OnnxNode, index: number, read: () => T): T {
  const which = name === "" ? `node ${index + 1}` : `node ${quote(name)}`;
  return locateError((message) => `${which} (${quote(operator).slice(1, -1)}): ${message}`, read);
}

/** The shortest decimal number that single precision rounds to a number: 0.1 of 0.10000000149. */
export function shortestDecimal(value: number): number {
  for (let digits = 1; digits < 10; digits++) {
    const decimal = Number(value.toPrecision(digits));
    if (Math.fround(decimal) === value) return decimal;
  }
  return value;
}
