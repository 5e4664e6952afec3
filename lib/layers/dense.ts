import type { Device } from "../devices/device.ts";
import { heNormal, type Initializer, type LayerInitializers, zeros } from "../initializers.ts";
import type { Matrix } from "../matrix.ts";
import { positiveInteger } from "../ranges.ts";
import { type Shape, sizeOf } from "../shape.ts";
import type { Layer, LayerBuffer, LayerContext, LayerFactory, WeightedSum } from "./layer.ts";
import { flattened, type OnnxOperator } from "./onnx_operator.ts";
import { Parameter } from "./parameter.ts";
import { inputErrorOf, outputOf, type PassedMatrix } from "./passed_matrices.ts";

/** Fill the parameters of a dense layer. */
export interface DenseInitializers extends Pick<LayerInitializers, "weights"> {
  /** Fills the bias; `none` where there is to be no bias. */
  readonly bias?: Initializer | "none";
}

/**
 * Fully connected layer: `Y = X W + b`, or `Y = X W` without a bias, as below a batch normalization, which
 * would undo it.
 *
 * Backward, for the error `E` (the gradient of the loss with respect to `Y`): `dW = Xᵀ E`, `db` is
 * the sum of the rows of `E`, and the error for the layer below is `E Wᵀ`.
 *
 * @example
 * ```ts
 * import { createTypeScriptDevice, Dense, Matrix, Random } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new Dense({
 *   device: createTypeScriptDevice(),
 *   inputShape: [2],
 *   batchSize: 1,
 *   random: new Random(1, "weights"),
 *   dropoutRandom: new Random(1, "dropout"),
 * }, 2);
 * layer.weights.value.data.set([1, 2, 3, 4]);
 * layer.bias?.value.data.set([10, 20]);
 * assertEquals(layer.forward(Matrix.of([[1, -1]])).toRows(), [[8, 18]]);
 * ```
 */
export class Dense implements Layer {
  readonly notation: string;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  /** `inputs × outputs`. */
  readonly weights: Parameter;
  /** `1 × outputs`; absent of a layer without it. */
  readonly bias?: Parameter;
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly LayerBuffer[] = [];
  readonly onnx: readonly OnnxOperator[];
  readonly #device: Device;
  readonly #output: PassedMatrix;
  readonly #inputError: PassedMatrix;
  #input: Matrix | undefined;

  /**
   * Makes a layer with its initial parameters.
   *
   * @param outputs Number of outputs per sample, 1 or more. An input of any shape is taken as one
   * row of values.
   * @param initializers Fill the weights, by He's normal initialization when left out, and the
   * bias, with zeros when left out; `none` makes a layer without a bias.
   * @throws {RangeError} If `outputs` is not an integer of 1 or more.
   */
  constructor(context: LayerContext, outputs: number, initializers: DenseInitializers = {}) {
    positiveInteger(outputs, "the number of outputs of dense");
    const { device, inputShape, random } = context;
    const inputs = sizeOf(inputShape);
    const { weights = heNormal, bias = zeros } = initializers;
    this.notation = `dense ${outputs}${bias === "none" ? " bias none" : ""}`;
    this.inputShape = inputShape;
    this.outputShape = [outputs];
    this.weights = new Parameter("weights", device.matrix(inputs, outputs), {
      role: "weights",
      penalized: true,
      tensor: { name: "weight", transposed: true },
      pictures: { of: "units" },
    });
    weights(this.weights.value, inputs, outputs, random);
    if (bias !== "none") {
      this.bias = new Parameter("bias", device.matrix(1, outputs), { role: "bias" });
      bias(this.bias.value, inputs, outputs, random);
    }
    this.parameters = this.bias === undefined ? [this.weights] : [this.weights, this.bias];
    const operands = this.bias === undefined ? ["weight"] : ["weight", "bias"];
    this.onnx = [
      ...flattened(inputShape),
      { operator: "Gemm", attributes: { transB: { int: 1 } }, inputs: operands },
    ];
    this.#device = device;
    this.#output = outputOf(context, this.outputShape);
    this.#inputError = inputErrorOf(context);
  }

  forward(input: Matrix): Matrix {
    const output = this.#output.firstRows(input.rows);
    this.#device.gemm(false, false, 1, input, this.weights.value, 0, output);
    if (this.bias !== undefined) this.#device.addRow(this.bias.value, output);
    this.#input = input;
    return output;
  }

  backward(error: Matrix): Matrix {
    const inputError = this.#inputError.firstRows(error.rows);
    // Before the parameters: their gradients may go straight to the weights that are read here.
    this.#device.gemm(false, true, 1, error, this.weights.value, 0, inputError);
    this.backwardParameters(error);
    return inputError;
  }

  backwardParameters(error: Matrix): void {
    if (this.#input === undefined) {
      throw new Error("Expected a forward pass before the backward pass");
    }
    const { weights: w, bias: b } = this;
    this.#device.gemm(true, false, w.scale, this.#input, error, w.keep, w.destination);
    if (b !== undefined) this.#device.sumRows(b.scale, error, b.keep, b.destination);
  }

  /** All inputs, weighted by a column of the weights. */
  weightedSum(output: number): WeightedSum {
    const weights = this.weights.value;
    return {
      bias: this.bias?.value.data[output] ?? 0,
      inputs: Int32Array.from({ length: weights.rows }, (_, input) => input),
      weights: Float64Array.from({ length: weights.rows }, (_, input) => weights.at(input, output)),
    };
  }
}

/** A {@linkcode Dense} layer with `outputs` outputs. */
export function dense(outputs: number, initializers?: DenseInitializers): LayerFactory {
  return (context) => new Dense(context, outputs, initializers);
}
