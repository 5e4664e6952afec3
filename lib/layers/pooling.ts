import type { Device } from "../devices/device.ts";
import type { PoolingGeometry } from "../devices/pooling.ts";
import type { Matrix } from "../matrix.ts";
import { positiveInteger } from "../ranges.ts";
import { formatShape, type Shape, sizeOf } from "../shape.ts";
import { type Extent, extentOf, formatExtent, imageShape } from "./image.ts";
import type { FeatureMaps, LayerContext, LayerFactory } from "./layer.ts";
import { flattening, type OnnxOperator } from "./onnx_operator.ts";
import { ParameterlessLayer } from "./parameterless_layer.ts";
import { inputErrorOf, outputOf, type PassedMatrix } from "./passed_matrices.ts";

/**
 * Max pooling: the largest value of each window of an image, channel by channel.
 *
 * There are `⌊(n - size) / stride⌋ + 1` windows along an extent of `n`. What is left over at the right
 * and at the bottom goes unused.
 *
 * Backward: each error goes to the value that was the largest, the first of equals.
 *
 * @param size Extent of a window; one number for a square.
 * @param stride Distance of neighbouring windows; the size of a square window when left out.
 * @returns A factory that throws a RangeError if an option is out of range, a window that is not
 * square comes without a stride, the input is no image, or a window is larger than it.
 */
export function maxPool(size: Extent | number, stride?: number): LayerFactory {
  return (context) => {
    const plan = planPooling(context, "max_pool", size, stride);
    return new MaxPool(context, plan, [windowOperator("MaxPool", plan)]);
  };
}

/**
 * Average pooling: the mean of each window of an image, channel by channel. Windows lie, and options
 * are refused, as in {@linkcode maxPool}.
 *
 * Backward: the values of a window share its error equally.
 */
export function averagePool(size: Extent | number, stride?: number): LayerFactory {
  return (context) => {
    const plan = planPooling(context, "average_pool", size, stride);
    return new AveragePool(context, plan, [windowOperator("AveragePool", plan)]);
  };
}

/**
 * Global average pooling: the mean of each channel of an image, as a plain list.
 *
 * Backward: the values of a channel share its error equally.
 *
 * Source: Lin, Chen, Yan, "Network In Network" (2014), 3.2.
 *
 * @returns A factory that throws a RangeError if the input is no image.
 */
export function globalAveragePool(): LayerFactory {
  return (context) => {
    const notation = "global_average_pool";
    const [channels, height, width] = imageShape(notation, context.inputShape);
    const { geometry } = planPooling(context, notation, { height, width }, 1);
    const onnx = [{ operator: "GlobalAveragePool" }, flattening];
    return new AveragePool(context, { notation, geometry, outputShape: [channels] }, onnx);
  };
}

/** A layer that makes one value of each window of an image, channel by channel. */
abstract class PoolingLayer extends ParameterlessLayer {
  readonly featureMaps?: FeatureMaps;
  readonly onnx: readonly OnnxOperator[];
  protected readonly device: Device;
  protected readonly geometry: PoolingGeometry;
  readonly #output: PassedMatrix;
  readonly #inputError: PassedMatrix;

  constructor(
    context: LayerContext,
    plan: PoolingPlan,
    onnx: readonly OnnxOperator[],
  ) {
    const { device, inputShape } = context;
    const { notation, geometry, outputShape } = plan;
    super(notation, inputShape, outputShape);
    this.onnx = onnx;
    if (outputShape.length === 3) this.featureMaps = "pooled";
    this.device = device;
    this.geometry = geometry;
    this.#output = outputOf(context, this.outputShape);
    this.#inputError = inputErrorOf(context);
  }

  override forward(input: Matrix): Matrix {
    const output = this.#output.firstRows(input.rows);
    this.pool(input, output);
    return output;
  }

  override backward(error: Matrix): Matrix {
    const inputError = this.#inputError.firstRows(error.rows);
    this.poolBackward(error, inputError);
    return inputError;
  }

  /** Writes the value of each window to `output`. */
  protected abstract pool(input: Matrix, output: Matrix): void;

  /** Writes the error that each input value has from its windows to `inputError`. */
  protected abstract poolBackward(error: Matrix, inputError: Matrix): void;
}

class MaxPool extends PoolingLayer {
  readonly #winners: Int32Array;

  constructor(context: LayerContext, plan: PoolingPlan, onnx: readonly OnnxOperator[]) {
    super(context, plan, onnx);
    this.#winners = context.device.indices(context.batchSize * sizeOf(this.outputShape));
  }

  protected override pool(input: Matrix, output: Matrix): void {
    this.device.maxPool(this.geometry, input, output, this.#winners);
  }

  protected override poolBackward(error: Matrix, inputError: Matrix): void {
    this.device.maxPoolBackward(this.geometry, this.#winners, error, inputError);
  }
}

class AveragePool extends PoolingLayer {
  protected override pool(input: Matrix, output: Matrix): void {
    this.device.averagePool(this.geometry, input, output);
  }

  protected override poolBackward(error: Matrix, inputError: Matrix): void {
    this.device.averagePoolBackward(this.geometry, error, inputError);
  }
}

/** How a pooling layer is written, and what it does to which shape. */
interface PoolingPlan {
  readonly notation: string;
  readonly geometry: PoolingGeometry;
  readonly outputShape: Shape;
}

/** An operator of ONNX that makes a value of each window. */
function windowOperator(operator: string, { geometry }: PoolingPlan): OnnxOperator {
  const { poolHeight, poolWidth, stride } = geometry;
  const attributes = {
    kernel_shape: { ints: [poolHeight, poolWidth] },
    strides: { ints: [stride, stride] },
  };
  return { operator, attributes };
}

/**
 * Lays the windows over the input, and writes down the notation.
 *
 * @param name What the notation calls the layer.
 */
function planPooling(
  { inputShape }: LayerContext,
  name: string,
  size: Extent | number,
  stride?: number,
): PoolingPlan {
  const pool = extentOf(`a window of ${name}`, size);
  const square = pool.height === pool.width;
  if (stride === undefined && !square) {
    throw new RangeError(
      `Expected a stride for ${name} ${formatExtent(pool)}, whose window is not square, ` +
        "but found none",
    );
  }
  const step = positiveInteger(stride ?? pool.height, `the stride of ${name}`);
  const notation = `${name} ${square ? pool.height : formatExtent(pool)}` +
    (square && step === pool.height ? "" : ` stride ${step}`);
  const [channels, height, width] = imageShape(notation, inputShape);
  if (pool.height > height || pool.width > width) {
    throw new RangeError(
      `Expected an image of ${formatExtent(pool)} or more as input of "${notation}" but found ` +
        formatShape(inputShape),
    );
  }
  const geometry = {
    channels,
    height,
    width,
    poolHeight: pool.height,
    poolWidth: pool.width,
    stride: step,
    outputHeight: Math.floor((height - pool.height) / step) + 1,
    outputWidth: Math.floor((width - pool.width) / step) + 1,
  };
  const { outputHeight, outputWidth } = geometry;
  return { notation, geometry, outputShape: [channels, outputHeight, outputWidth] };
}
