import type { Device } from "../devices/device.ts";
import type { Matrix } from "../matrix.ts";
import type { Random } from "../random.ts";
import { belowOne } from "../ranges.ts";
import { sizeOf } from "../shape.ts";
import type { LayerContext, LayerFactory, Mode } from "./layer.ts";
import { type OnnxOperator, scalar } from "./onnx_operator.ts";
import { ParameterlessLayer } from "./parameterless_layer.ts";
import { inputErrorOf, type PassedMatrix } from "./passed_matrices.ts";

/** The inverse, modulo 2³², of what the device multiplies the seed of dropout with. */
const INVERSE_STRIDE = 0x144cbc89;

/**
 * Dropout: in training each value becomes 0 with probability `rate`, or else `x / (1 - rate)`, which
 * keeps its expectation. In inference the input passes as it is.
 *
 * Backward: the errors of dropped values become 0, the others are divided by `1 - rate`.
 *
 * Source: Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov, "Dropout: A Simple Way to
 * Prevent Neural Networks from Overfitting" (2014), in the inverted form that scales in training.
 *
 * @param rate Probability that a value is dropped, in `[0, 1)`.
 * @returns A factory that throws a RangeError if `rate` lies outside.
 */
export function dropout(rate: number): LayerFactory {
  return (context) => new Dropout(context, rate);
}

class Dropout extends ParameterlessLayer {
  readonly onnx: readonly OnnxOperator[];
  readonly #rate: number;
  readonly #device: Device;
  readonly #random: Random;
  /** Absent for inference alone, where the input is passed on. */
  readonly #output: Matrix | undefined;
  readonly #inputError: PassedMatrix;
  /** Of the whole batch. */
  #seed = 0;
  /** Of the rows that passed last. */
  #passSeed = 0;
  #isInUse = false;

  constructor(context: LayerContext, rate: number) {
    const { device, inputShape, batchSize, dropoutRandom } = context;
    super(`dropout ${rate}`, inputShape);
    const size = sizeOf(inputShape);
    this.#rate = belowOne(rate, "the dropout rate");
    this.onnx = [{ operator: "Dropout", inputs: [scalar(rate)] }];
    this.#device = device;
    this.#random = dropoutRandom;
    this.#output = context.outputs === undefined ? device.matrix(batchSize, size) : undefined;
    this.#inputError = inputErrorOf(context);
  }

  beginBatch(): void {
    this.#seed = this.#random.bits();
  }

  override forward(input: Matrix, mode: Mode = "inference", firstRow = 0): Matrix {
    this.#isInUse = mode === "inference";
    if (this.#isInUse) return input;
    if (this.#output === undefined) {
      throw new TypeError("Expected a layer that can be trained but found one for inference alone");
    }
    if (mode === "training") this.beginBatch();
    // So that the device counts the elements as those of the whole batch.
    this.#passSeed = this.#seed + Math.imul(firstRow * input.columns, INVERSE_STRIDE) >>> 0;
    const output = this.#output.firstRows(input.rows);
    this.#device.dropout(this.#passSeed, this.#rate, input, output);
    return output;
  }

  override backward(error: Matrix): Matrix {
    const inputError = this.#inputError.firstRows(error.rows);
    // In use nothing was dropped; the error is copied, as the layer below may not overwrite what it reads.
    const rate = this.#isInUse ? 0 : this.#rate;
    this.#device.dropout(this.#passSeed, rate, error, inputError);
    return inputError;
  }
}
