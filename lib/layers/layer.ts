import type { Device } from "../devices/device.ts";
import type { Loss, Probabilities } from "../losses.ts";
import type { Matrix } from "../matrix.ts";
import type { Random } from "../random.ts";
import type { Shape } from "../shape.ts";
import type { PassedMatrices } from "./passed_matrices.ts";
import type { OnnxOperator } from "./onnx_operator.ts";
import type { Parameter } from "./parameter.ts";

/**
 * What a forward pass is for; some layers behave differently in training.
 *
 * - `training`: the first half of a training step.
 * - `slice`: the same for a slice of a batch, once {@linkcode Layer.beginBatch} has been called for
 *   all of it.
 * - `rehearsal`: computes as in training, but leaves no trace: dropout drops what it dropped last,
 *   and running statistics stay as they are, so that the same input gives the same output again.
 * - `inference`: the network is used, not trained.
 */
export type Mode = "training" | "slice" | "rehearsal" | "inference";

/** A matrix that training changes without a gradient, such as a running mean. */
export interface LayerBuffer {
  /** What the layer calls it, and PyTorch too: `running_mean`. */
  readonly name: string;
  /** What the layer computes with. */
  readonly value: Matrix;
}

/**
 * What the channels of an output show as pictures: `detected`, where each filter has found its
 * pattern; or `pooled`, the same in less detail.
 */
export type FeatureMaps = "detected" | "pooled";

/** One output of a layer for one sample as a sum: `bias + Σ weights[i] input[inputs[i]]`. */
export interface WeightedSum {
  /** What is added to the products. */
  readonly bias: number;
  /** Places of the values of the layer's input that go into it, in ascending order. */
  readonly inputs: Int32Array;
  /** One for each of them. */
  readonly weights: Float64Array;
}

/**
 * One step of a network. A layer holds its parameters and, made once for the largest batch, the
 * matrix that it writes its output to, which the next call overwrites. The error of its input is
 * written to a matrix that is the network's. A layer that reads or writes elements itself is for
 * immediate devices alone.
 */
export interface Layer {
  /** The layer as the layer notation writes it: `dense 500`. */
  readonly notation: string;
  /** Shape of one sample that comes in. */
  readonly inputShape: Shape;
  /** Shape of one sample that goes out. */
  readonly outputShape: Shape;
  /** What training changes by gradients; empty for most layers. */
  readonly parameters: readonly Parameter[];
  /** What training changes besides, and a saved model must hold; empty for nearly all layers. */
  readonly buffers: readonly LayerBuffer[];
  /** What probabilities its outputs are; absent where they are none. */
  readonly probabilities?: Probabilities;
  /** What the channels of its output show as pictures; absent where they show nothing. */
  readonly featureMaps?: FeatureMaps;
  /**
   * Whether it is a function of each value by itself that has a derivative, which is then the backward
   * pass of ones; absent where it is not.
   */
  readonly isActivation?: boolean;
  /** The fewest samples in a batch that it can train on; 1 where it is absent. */
  readonly smallestBatch?: number;
  /** Set if its derivative is 0 everywhere: gradient descent cannot train what lies below it. */
  readonly blocksGradients?: true;
  /** The operators of ONNX that compute it in inference, one after another; absent if none do. */
  readonly onnx?: readonly OnnxOperator[];

  /**
   * The loss that stands for this layer with `loss` on top: it takes what goes into the layer, and
   * computes the same number in one numerically stable step. Absent or undefined where there is none.
   */
  fuse?(loss: Loss): Loss | undefined;

  /**
   * Makes the random choices for a whole batch, which then comes in slices. Absent where there are
   * none to make.
   */
  beginBatch?(): void;

  /**
   * Computes the layer's output, one sample per row.
   *
   * @param input One row per sample; it must stay as it is until the backward pass is done. A layer
   * that changes nothing returns it as its output.
   * @param mode `inference` when left out.
   * @param firstRow In mode `slice`, where the input begins in its batch; 0 when left out.
   * @throws {RangeError} If there are more rows than the layer was built for.
   */
  forward(input: Matrix, mode?: Mode, firstRow?: number): Matrix;

  /**
   * Sends the gradient of every parameter to its destination, and returns the error for the layer
   * below, the gradient of the loss with respect to the last input; another layer's backward pass may
   * overwrite it once the layer below has had it. After a pass in inference mode only what it returns
   * has a meaning: the gradient of a network in use.
   *
   * @param error Gradient of the loss with respect to the last output.
   */
  backward(error: Matrix): Matrix;

  /** The part of {@linkcode backward} that concerns the parameters, for the lowest such layer. */
  backwardParameters(error: Matrix): void;

  /**
   * How one of the layer's outputs comes about in inference mode; absent where it is not a sum of
   * weighted inputs.
   *
   * @param output Place of the output in a row, from 0.
   */
  weightedSum?(output: number): WeightedSum;
}

/** What a layer is built from. */
export interface LayerContext {
  /** Does the arithmetic and holds the matrices. */
  readonly device: Device;
  /** Shape of one sample that comes in. */
  readonly inputShape: Shape;
  /** Most samples in one batch. */
  readonly batchSize: number;
  /** Draws initial parameters. */
  readonly random: Random;
  /** Draws what layers do at random in training; independent of `random`. */
  readonly dropoutRandom: Random;
  /** Where the input errors of the network's layers lie; a layer has its own when left out. */
  readonly inputErrors?: PassedMatrices;
  /**
   * Where the outputs of the layers lie, each until the next layer has read it, in a network for inference
   * alone; a layer has its own when left out.
   */
  readonly outputs?: PassedMatrices;
}

/** Builds a layer on top of what the context describes: `relu()` and `dense(10)` return one. */
export type LayerFactory = (context: LayerContext) => Layer;
