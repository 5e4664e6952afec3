import type { Device } from "../devices/device.ts";
import type { Matrix } from "../matrix.ts";
import { positive, share } from "../ranges.ts";
import { type Shape, sizeOf } from "../shape.ts";
import type { Layer, LayerBuffer, LayerContext, LayerFactory, Mode, WeightedSum } from "./layer.ts";
import type { OnnxOperator } from "./onnx_operator.ts";
import { Parameter } from "./parameter.ts";
import { inputErrorOf, outputOf, type PassedMatrix } from "./passed_matrices.ts";

/** How a {@linkcode BatchNorm} layer normalizes. */
export interface BatchNormOptions {
  /** `ε`, added to the variance, above 0; 1e-5 when left out. */
  readonly epsilon?: number;
  /** Share of the newest batch in the running statistics, from 0 to 1; 0.1 when left out. */
  readonly momentum?: number;
}

/**
 * Batch normalization: `y = γ (x - μ) / √(σ² + ε) + β`, for each channel of an image, or each value
 * of a plain list, with its own numbers.
 *
 * In training `μ` and `σ²` are the mean and the variance of the channel's `n` values in the batch,
 * and move the running statistics towards themselves: `running ← (1 - momentum) running + momentum
 * batch`, where the batch's variance counts as the unbiased `σ² n / (n - 1)`. In inference the
 * running statistics take their place. A batch with one value per channel has no variance, so
 * training on one is an error. Of a batch that comes in slices each is normalized by itself, and the
 * running statistics move towards the mean of those of the slices.
 *
 * Backward, for the error `e` and `x̂ = (x - μ) / √(σ² + ε)`: `dγ = Σ e x̂`, `dβ = Σ e`, and the error
 * for the layer below is `γ / √(σ² + ε) (e - dβ / n - x̂ dγ / n)`. After inference, where the numbers
 * of a channel are constants, it is `γ / √(σ² + ε) e`.
 *
 * Source: Ioffe, Szegedy, "Batch Normalization" (2015), with PyTorch's running statistics. The HSLU
 * lecture notes divide by `σ + ε` in place of `√(σ² + ε)`; their backward pass (8.1, eq. 15) is this
 * one for errors of the summed loss, where the mean's `1 / n` is left to `dγ` and `dβ`.
 */
export class BatchNorm implements Layer {
  readonly notation: string;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  /** `γ`, `1 × channels`, at first 1. */
  readonly gamma: Parameter;
  /** `β`, `1 × channels`, at first 0. */
  readonly beta: Parameter;
  readonly parameters: readonly Parameter[];
  /** `1 × channels`, at first 0. */
  readonly runningMean: Matrix;
  /** `1 × channels`, at first 1. */
  readonly runningVariance: Matrix;
  readonly buffers: readonly LayerBuffer[];
  /** 2 for plain values, of which a single sample has no variance. */
  readonly smallestBatch: number;
  readonly onnx: readonly OnnxOperator[];
  readonly #epsilon: number;
  readonly #momentum: number;
  readonly #device: Device;
  readonly #mean: Matrix;
  readonly #variance: Matrix;
  readonly #gammaGradient: Matrix;
  readonly #betaGradient: Matrix;
  readonly #output: PassedMatrix;
  readonly #inputError: PassedMatrix;
  /** `1 × channels`. */
  readonly #zeros: Matrix;
  #input: Matrix | undefined;
  #isInUse = false;

  /**
   * Makes a layer whose running statistics have seen no batch yet.
   *
   * @throws {RangeError} If an option is out of range.
   */
  constructor(
    context: LayerContext,
    { epsilon = 1e-5, momentum = 0.1 }: BatchNormOptions = {},
  ) {
    const { device, inputShape } = context;
    const [channels] = inputShape;
    const size = sizeOf(inputShape);
    this.notation = "batch_norm" + (epsilon === 1e-5 ? "" : ` epsilon ${epsilon}`) +
      (momentum === 0.1 ? "" : ` momentum ${momentum}`);
    this.inputShape = inputShape;
    this.outputShape = inputShape;
    this.gamma = new Parameter("gamma", ones(device, channels), {
      role: "weights",
      tensor: { name: "weight" },
    });
    this.beta = new Parameter("beta", device.matrix(1, channels), {
      role: "bias",
      tensor: { name: "bias" },
    });
    this.parameters = [this.gamma, this.beta];
    this.runningMean = device.matrix(1, channels);
    this.runningVariance = ones(device, channels);
    this.buffers = [
      { name: "running_mean", value: this.runningMean },
      { name: "running_var", value: this.runningVariance },
    ];
    this.smallestBatch = size === channels ? 2 : 1;
    this.onnx = [{
      operator: "BatchNormalization",
      // There, the momentum is the share of the earlier statistics.
      attributes: { epsilon: { float: epsilon }, momentum: { float: 1 - momentum } },
      inputs: ["weight", "bias", "running_mean", "running_var"],
    }];
    this.#epsilon = positive(epsilon, "the epsilon of batch_norm");
    this.#momentum = share(momentum, "the momentum of batch_norm");
    this.#device = device;
    this.#mean = device.matrix(1, channels);
    this.#variance = device.matrix(1, channels);
    this.#gammaGradient = device.matrix(1, channels);
    this.#betaGradient = device.matrix(1, channels);
    this.#output = outputOf(context, this.outputShape);
    this.#inputError = inputErrorOf(context);
    this.#zeros = device.matrix(1, channels);
  }

  /**
   * Normalizes, in training by the batch itself and in inference by the running statistics.
   *
   * @throws {RangeError} If a batch in training has a single value per channel.
   */
  forward(input: Matrix, mode: Mode = "inference"): Matrix {
    this.#isInUse = mode === "inference";
    if (this.#isInUse) {
      this.#input = undefined;
      return this.#normalize(input, this.runningMean, this.runningVariance);
    }
    const count = input.rows * input.columns / this.#mean.columns;
    if (count < 2) {
      throw new RangeError(
        `Expected 2 or more values per channel for ${this.notation} to train on but found ` +
          `${count}: choose another batch size, one that leaves no single sample for the last batch`,
      );
    }
    this.#input = input;
    this.#device.channelMoments(input, this.#mean, this.#variance);
    if (mode !== "rehearsal") this.#updateRunningStatistics(count);
    return this.#normalize(input, this.#mean, this.#variance);
  }

  backward(error: Matrix): Matrix {
    const { gamma, beta } = this;
    const inputError = this.#inputError.firstRows(error.rows);
    if (this.#isInUse) {
      this.#scale(error, this.#zeros, this.runningVariance, this.#zeros, inputError);
      return inputError;
    }
    if (this.#input === undefined) {
      throw new Error("Expected a forward pass before the backward pass");
    }
    this.#device.normalizeChannelsBackward(
      this.#input,
      this.#mean,
      this.#variance,
      this.#epsilon,
      gamma.value,
      error,
      this.#gammaGradient,
      this.#betaGradient,
      inputError,
    );
    this.#device.sumRows(gamma.scale, this.#gammaGradient, gamma.keep, gamma.destination);
    this.#device.sumRows(beta.scale, this.#betaGradient, beta.keep, beta.destination);
    return inputError;
  }

  backwardParameters(error: Matrix): void {
    this.backward(error);
  }

  /** A single input, weighted by what it is multiplied with. */
  weightedSum(output: number): WeightedSum {
    const channel = Math.floor(output * this.#mean.columns / sizeOf(this.outputShape));
    const variance = this.runningVariance.data[channel];
    const weight = this.gamma.value.data[channel] / Math.sqrt(variance + this.#epsilon);
    return {
      bias: this.beta.value.data[channel] - weight * this.runningMean.data[channel],
      inputs: Int32Array.of(output),
      weights: Float64Array.of(weight),
    };
  }

  #normalize(input: Matrix, mean: Matrix, variance: Matrix): Matrix {
    const output = this.#output.firstRows(input.rows);
    this.#scale(input, mean, variance, this.beta.value, output);
    return output;
  }

  #scale(x: Matrix, mean: Matrix, variance: Matrix, beta: Matrix, y: Matrix): void {
    const { value: gamma } = this.gamma;
    this.#device.normalizeChannels(x, mean, variance, this.#epsilon, gamma, beta, y);
  }

  #updateRunningStatistics(count: number): void {
    const momentum = this.#momentum;
    const unbiased = momentum * count / (count - 1);
    // The sum of a single row is that row, which makes this a weighted sum of two rows.
    this.#device.sumRows(momentum, this.#mean, 1 - momentum, this.runningMean);
    this.#device.sumRows(unbiased, this.#variance, 1 - momentum, this.runningVariance);
  }
}

/** A {@linkcode BatchNorm} layer. */
export function batchNorm(options?: BatchNormOptions): LayerFactory {
  return (context) => new BatchNorm(context, options);
}

function ones(device: Device, columns: number): Matrix {
  const row = device.matrix(1, columns);
  row.data.fill(1);
  return row;
}
