import type { ConvolutionGeometry } from "../devices/convolution.ts";
import type { Device } from "../devices/device.ts";
import { heNormal, type LayerInitializers, zeros } from "../initializers.ts";
import type { Matrix } from "../matrix.ts";
import { type Shape, sizeOf } from "../shape.ts";
import { type ConvolutionOptions, planConvolution } from "./convolution_plan.ts";
import type { Extent } from "./image.ts";
import type { Layer, LayerBuffer, LayerContext, LayerFactory, WeightedSum } from "./layer.ts";
import { integers, type OnnxOperator } from "./onnx_operator.ts";
import { Parameter } from "./parameter.ts";
import { inputErrorOf, outputOf, type PassedMatrix } from "./passed_matrices.ts";

/**
 * Convolution, in the field's sense, without turning the kernel: for each filter `f` and each place
 * `i, j` of the output, over all channels `c` and places `u, v` of the kernel,
 * `Y[f,i,j] = b[f] + Σ W[f,c,u,v] X[c, i·stride + u - padding, j·stride + v - padding]`.
 *
 * Backward, for the error `E`: `dW[f,c,u,v]` is the sum of `E[f,i,j]` times the value of `X` that
 * the weight met there, `db[f] = Σ E[f,·,·]`, and the error for the layer below gathers `W E` from
 * all outputs that a value went to.
 *
 * @example
 * ```ts
 * import { Convolution, createTypeScriptDevice, Random } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new Convolution({
 *   device: createTypeScriptDevice(),
 *   inputShape: [1, 28, 28],
 *   batchSize: 16,
 *   random: new Random(1, "weights"),
 *   dropoutRandom: new Random(1, "dropout"),
 * }, 16, 5);
 * assertEquals(layer.notation, "conv 16 5x5 same");
 * assertEquals(layer.outputShape, [16, 28, 28]);
 * ```
 */
export class Convolution implements Layer {
  readonly notation: string;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  /** `filters × (channels·kernelHeight·kernelWidth)`. */
  readonly weights: Parameter;
  /** `1 × filters`. */
  readonly bias: Parameter;
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly LayerBuffer[] = [];
  readonly featureMaps = "detected";
  readonly onnx: readonly OnnxOperator[];
  readonly #geometry: ConvolutionGeometry;
  readonly #device: Device;
  readonly #output: PassedMatrix;
  readonly #inputError: PassedMatrix;
  #input: Matrix | undefined;

  /**
   * Makes a layer with its initial parameters.
   *
   * @param filters Number of output channels.
   * @param kernel Extent of the kernel; one number for a square.
   * @param options How the kernel goes over the image.
   * @param initializers Fill the weights, by He's normal initialization when left out, and the
   * bias, with zeros when left out.
   * @throws {RangeError} If an option is out of range, the input is no image, the kernel is larger
   * than the image with its padding, or a reflecting border as wide as the image.
   */
  constructor(
    context: LayerContext,
    filters: number,
    kernel: Extent | number,
    options: ConvolutionOptions = {},
    initializers: LayerInitializers = {},
  ) {
    const { device, inputShape, random } = context;
    const { notation, geometry: g } = planConvolution(inputShape, filters, kernel, options);
    const filter: Shape = [g.channels, g.kernelHeight, g.kernelWidth];
    const inputs = sizeOf(filter);
    const outputs = filters * g.kernelHeight * g.kernelWidth;
    this.notation = notation;
    this.inputShape = inputShape;
    this.outputShape = [filters, g.outputHeight, g.outputWidth];
    this.weights = new Parameter("weights", device.matrix(filters, inputs), {
      role: "weights",
      penalized: true,
      tensor: { name: "weight", shape: [filters, ...filter] },
      pictures: { of: "filters", shape: filter },
    });
    this.bias = new Parameter("bias", device.matrix(1, filters), { role: "bias" });
    this.parameters = [this.weights, this.bias];
    this.onnx = onnxOperators(g);
    const { weights = heNormal, bias = zeros } = initializers;
    weights(this.weights.value, inputs, outputs, random);
    bias(this.bias.value, inputs, outputs, random);
    this.#geometry = g;
    this.#device = device;
    this.#output = outputOf(context, this.outputShape);
    this.#inputError = inputErrorOf(context);
  }

  forward(input: Matrix): Matrix {
    const output = this.#output.firstRows(input.rows);
    const { weights, bias } = this;
    this.#device.convolution(this.#geometry, input, weights.value, bias.value, output);
    this.#input = input;
    return output;
  }

  backward(error: Matrix): Matrix {
    const inputError = this.#inputError.firstRows(error.rows);
    // Before the parameters: their gradients may go straight to the weights that are read here.
    this.#device.convolutionInputError(this.#geometry, error, this.weights.value, inputError);
    this.backwardParameters(error);
    return inputError;
  }

  backwardParameters(error: Matrix): void {
    if (this.#input === undefined) {
      throw new Error("Expected a forward pass before the backward pass");
    }
    const { weights: w, bias: b } = this;
    this.#device.convolutionWeightGradient(
      this.#geometry,
      this.#input,
      error,
      w.scale,
      w.keep,
      w.destination,
    );
    this.#device.sumChannels(b.scale, error, b.keep, b.destination);
  }

  /**
   * The inputs that the kernel covers at the place of the output, weighted by the filter; where a
   * reflecting border shows one of them several times, with the sum of its weights.
   */
  weightedSum(output: number): WeightedSum {
    const g = this.#geometry;
    const area = g.outputHeight * g.outputWidth;
    const filter = Math.floor(output / area);
    const top = Math.floor(output % area / g.outputWidth) * g.stride - g.paddingTop;
    const left = output % g.outputWidth * g.stride - g.paddingLeft;
    const kernel = this.weights.value.rowRange(filter, filter + 1).data;
    const weights = new Map<number, number>();
    kernel.forEach((weight, i) => {
      const row = placeIn(g.height, top + Math.floor(i / g.kernelWidth) % g.kernelHeight, g.border);
      const column = placeIn(g.width, left + i % g.kernelWidth, g.border);
      if (row === undefined || column === undefined) return;
      const channel = Math.floor(i / (g.kernelHeight * g.kernelWidth));
      const input = (channel * g.height + row) * g.width + column;
      weights.set(input, (weights.get(input) ?? 0) + weight);
    });
    const terms = Array.from(weights).sort(([a], [b]) => a - b);
    return {
      bias: this.bias.value.data[filter],
      inputs: Int32Array.from(terms, ([input]) => input),
      weights: Float64Array.from(terms, ([_, weight]) => weight),
    };
  }
}

/** The row or column of an image that is seen at a place; undefined where that is a zero beside it. */
function placeIn(
  extent: number,
  place: number,
  border: ConvolutionGeometry["border"],
): number | undefined {
  if (place >= 0 && place < extent) return place;
  if (border === "zero") return undefined;
  return place < 0 ? -place : 2 * (extent - 1) - place;
}

/** Reflected pixels are added by an operator of their own. */
function onnxOperators(geometry: ConvolutionGeometry): OnnxOperator[] {
  const { paddingTop, paddingLeft, kernelHeight, kernelWidth, stride, border } = geometry;
  const { height, width, outputHeight, outputWidth } = geometry;
  const paddingBottom = (outputHeight - 1) * stride + kernelHeight - height - paddingTop;
  const paddingRight = (outputWidth - 1) * stride + kernelWidth - width - paddingLeft;
  const before = [paddingTop, paddingLeft];
  // Where the stride leaves pixels over, nothing is added beyond them.
  const after = [paddingBottom, paddingRight].map((padding) => Math.max(padding, 0));
  const convolution = (pads: readonly number[]): OnnxOperator => ({
    operator: "Conv",
    attributes: {
      kernel_shape: { ints: [kernelHeight, kernelWidth] },
      strides: { ints: [stride, stride] },
      pads: { ints: pads },
    },
    inputs: ["weight", "bias"],
  });
  const pads = [...before, ...after];
  if (border === "zero" || pads.every((padding) => padding === 0)) return [convolution(pads)];
  const pad: OnnxOperator = {
    operator: "Pad",
    attributes: { mode: { text: "reflect" } },
    inputs: [integers(0, 0, ...before, 0, 0, ...after)],
  };
  return [pad, convolution([0, 0, 0, 0])];
}

/** What {@linkcode convolution} takes besides the number of filters and the kernel. */
export interface ConvolutionLayerOptions extends ConvolutionOptions, LayerInitializers {}

/** A {@linkcode Convolution} layer. */
export function convolution(
  filters: number,
  kernel: Extent | number,
  { weights, bias, ...options }: ConvolutionLayerOptions = {},
): LayerFactory {
  return (context) => new Convolution(context, filters, kernel, options, { weights, bias });
}
