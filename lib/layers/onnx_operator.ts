import type { OnnxAttribute } from "../formats/onnx/onnx_model.ts";
import type { Tensor } from "../formats/safetensors.ts";
import type { Shape } from "../shape.ts";

/** An operator of ONNX that is applied to the output of what comes before it. */
export interface OnnxOperator {
  /** What ONNX calls it: `Conv`. */
  readonly operator: string;
  /** What it is told besides its inputs. */
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
  /**
   * Its inputs after the first: parameters and buffers of the layer, by the names that PyTorch has
   * for them and laid out as there, or constants.
   */
  readonly inputs?: readonly (string | Tensor)[];
}

/** The operators that make a plain list of an input, of which there are none if it is one already. */
export function flattened(shape: Shape): readonly OnnxOperator[] {
  return shape.length === 1 ? [] : [flattening];
}

/** Makes a plain list of an image: channel after channel, each row by row. */
export const flattening: OnnxOperator = { operator: "Flatten", attributes: { axis: { int: 1 } } };

/** A list of integers, as an operator takes it that tells by it how to lay something out. */
export function integers(...values: readonly number[]): Tensor {
  return { shape: [values.length], data: BigInt64Array.from(values, BigInt) };
}

/** A number, for an operator that applies it to every value. */
export function scalar(value: number): Tensor {
  return { shape: [], data: Float32Array.of(value) };
}
