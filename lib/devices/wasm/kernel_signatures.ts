// What kernels/index.ts exports, as JavaScript sees it. Matrices are passed as addresses: byte
// offsets into the module's memory. Flags are 0 or 1.

import type { ActivationName } from "../activations.ts";

/** What starts the kernels and their threads, and tells what memory they need. */
interface ControlKernels {
  heapBase(): number;
  scratchBytes(): number;
  tableBytes(): number;
  start(threads: number, scratch: number, table: number, mayWait: number): void;
  /** Lets the kernels call the wide tiles, or not; between two operations. */
  setWide(wide: number): void;
  /** Runs the tiles of a product for their time alone: the wide ones, or the others. */
  runTiles(wide: number, count: number): void;
  stop(): void;
}

interface ProductKernels {
  gemm(
    transposeA: number,
    transposeB: number,
    m: number,
    n: number,
    k: number,
    scale: number,
    a: number,
    b: number,
    keep: number,
    c: number,
  ): void;
  addRow(row: number, y: number, m: number, n: number): void;
  sumRows(scale: number, x: number, keep: number, row: number, m: number, n: number): void;
}

/** A kernel for `n` elements from `x` to `y`, by the name of each activation function. */
type ActivationKernels = Readonly<
  Record<ActivationName, (alpha: number, x: number, y: number, n: number) => void>
>;

/** A kernel for the error below each, for `n` elements of its output `y`. */
type ActivationBackwardKernels = Readonly<
  Record<
    `${ActivationName}Backward`,
    (alpha: number, y: number, error: number, inputError: number, n: number) => void
  >
>;

interface ElementwiseKernels {
  gather(pixels: number, rows: number, table: number, output: number, m: number, n: number): void;
  dropout(seed: number, rate: number, x: number, y: number, n: number): void;
}

interface SoftmaxKernels {
  softmax(x: number, y: number, m: number, n: number): void;
  softmaxBackward(y: number, error: number, inputError: number, m: number, n: number): void;
}

interface ConvolutionKernels {
  /** Sets the sizes of the next operation; returns the bytes of workspace that it needs. */
  setConvolution(
    channels: number,
    height: number,
    width: number,
    filters: number,
    kernelHeight: number,
    kernelWidth: number,
    stride: number,
    paddingTop: number,
    paddingLeft: number,
    reflects: number,
    outputHeight: number,
    outputWidth: number,
  ): number;
  convolution(
    x: number,
    weights: number,
    bias: number,
    y: number,
    samples: number,
    workspace: number,
  ): void;
  convolutionInputError(
    error: number,
    weights: number,
    inputError: number,
    samples: number,
    workspace: number,
  ): void;
  convolutionWeightGradient(
    x: number,
    error: number,
    scale: number,
    keep: number,
    destination: number,
    samples: number,
    workspace: number,
  ): void;
}

/** What makes a convolution with a stride one without. */
interface PhaseKernels {
  /** Sets the sizes of the next operation. */
  setPhases(
    channels: number,
    height: number,
    width: number,
    filters: number,
    kernelHeight: number,
    kernelWidth: number,
    stride: number,
    top: number,
    left: number,
    phaseHeight: number,
    phaseWidth: number,
  ): void;
  splitImages(images: number, phases: number, samples: number): void;
  joinImages(phases: number, images: number, samples: number): void;
  splitKernels(weights: number, phases: number): void;
  joinKernels(phases: number, gradient: number, scale: number, keep: number): void;
  clearOutputs(x: number, supports: number, bias: number, y: number, samples: number): void;
  clearInputErrors(error: number, supports: number, inputError: number, samples: number): void;
}

/** Convolutions through Fourier transforms, with what `setConvolution` has set. */
interface FourierKernels {
  /** Sets how the next operation is done; returns the bytes of workspace that it needs. */
  setFourierTiling(
    n: number,
    wraps: number,
    advanceRows: number,
    advanceColumns: number,
    block: number,
  ): number;
  fourierConvolution: ConvolutionKernels["convolution"];
  fourierConvolutionInputError: ConvolutionKernels["convolutionInputError"];
  fourierConvolutionWeightGradient: ConvolutionKernels["convolutionWeightGradient"];
}

interface PoolingKernels {
  /** Sets the sizes of the next operation. */
  setPooling(
    channels: number,
    height: number,
    width: number,
    poolHeight: number,
    poolWidth: number,
    stride: number,
    outputHeight: number,
    outputWidth: number,
  ): void;
  maxPool(x: number, y: number, winners: number, m: number): void;
  maxPoolBackward(winners: number, error: number, inputError: number, m: number): void;
  averagePool(x: number, y: number, m: number): void;
  averagePoolBackward(error: number, inputError: number, m: number): void;
}

/** Each channel has `size` values in each of `m` samples. */
interface ChannelKernels {
  sumChannels(
    scale: number,
    x: number,
    keep: number,
    sums: number,
    m: number,
    channels: number,
    size: number,
  ): void;
  channelMoments(
    x: number,
    mean: number,
    variance: number,
    m: number,
    channels: number,
    size: number,
  ): void;
  normalizeChannels(
    x: number,
    mean: number,
    variance: number,
    epsilon: number,
    gamma: number,
    beta: number,
    y: number,
    m: number,
    channels: number,
    size: number,
  ): void;
  normalizeChannelsBackward(
    x: number,
    mean: number,
    variance: number,
    epsilon: number,
    gamma: number,
    error: number,
    gammaGradient: number,
    betaGradient: number,
    inputError: number,
    m: number,
    channels: number,
    size: number,
  ): void;
}

interface LossKernels {
  crossEntropy(probabilities: number, targets: number, error: number, m: number, n: number): number;
  softmaxCrossEntropy(logits: number, targets: number, error: number, m: number, n: number): number;
  binaryCrossEntropy(probabilities: number, targets: number, error: number, n: number): number;
  sigmoidBinaryCrossEntropy(logits: number, targets: number, error: number, n: number): number;
  meanSquaredError(outputs: number, targets: number, error: number, n: number): number;
  meanAbsoluteError(outputs: number, targets: number, error: number, n: number): number;
  huber(outputs: number, targets: number, error: number, n: number, delta: number): number;
}

interface UpdateKernels {
  add(scale: number, x: number, y: number, n: number): void;
  addSign(scale: number, x: number, y: number, n: number): void;
  scale(factor: number, x: number, n: number): void;
  clip(limit: number, x: number, n: number): void;
  sumOfSquares(x: number, n: number): number;
  sumOfMagnitudes(x: number, n: number): number;
  momentumStep(
    rate: number,
    momentum: number,
    dampening: number,
    nesterov: number,
    gradient: number,
    velocity: number,
    w: number,
    n: number,
  ): void;
  adagradStep(
    rate: number,
    epsilon: number,
    gradient: number,
    squares: number,
    w: number,
    n: number,
  ): void;
  rmspropStep(
    rate: number,
    decay: number,
    epsilon: number,
    gradient: number,
    squares: number,
    w: number,
    n: number,
  ): void;
  adamStep(
    rate: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    correction1: number,
    correction2: number,
    gradient: number,
    m: number,
    v: number,
    w: number,
    n: number,
  ): void;
}

/** All functions of the kernel module that JavaScript calls. */
export interface Kernels
  extends
    ControlKernels,
    ProductKernels,
    ActivationKernels,
    ActivationBackwardKernels,
    ElementwiseKernels,
    SoftmaxKernels,
    ConvolutionKernels,
    PhaseKernels,
    FourierKernels,
    PoolingKernels,
    ChannelKernels,
    LossKernels,
    UpdateKernels {}
