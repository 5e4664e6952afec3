// What kernels/index.ts exports, as JavaScript sees it. Matrices are passed as addresses: byte
// offsets into the module's memory. Flags are 0 or 1.

/** What starts the kernels and their threads, and tells what memory they need. */
interface ControlKernels {
  heapBase(): number;
  scratchBytes(): number;
  tableBytes(): number;
  start(threads: number, scratch: number, table: number, mayWait: number): void;
  stop(): void;
}

interface ProductKernels {
  gemm(
    transposeA: number,
    transposeB: number,
    m: number,
    n: number,
    k: number,
    alpha: number,
    a: number,
    b: number,
    beta: number,
    c: number,
  ): void;
  addRow(row: number, y: number, m: number, n: number): void;
  sumRows(alpha: number, x: number, beta: number, row: number, m: number, n: number): void;
  gather(
    pixels: number,
    rows: number,
    table: number,
    output: number,
    m: number,
    n: number,
  ): void;
}

/** `n` elements from `x` to `y`. */
export type ActivationKernel = (alpha: number, x: number, y: number, n: number) => void;

/** The error below an activation function, for `n` elements of its output `y`. */
export type ActivationBackwardKernel = (
  alpha: number,
  y: number,
  error: number,
  inputError: number,
  n: number,
) => void;

interface ActivationKernels {
  readonly relu: ActivationKernel;
  readonly leakyRelu: ActivationKernel;
  readonly elu: ActivationKernel;
  readonly sigmoid: ActivationKernel;
  readonly tanh: ActivationKernel;
  readonly softplus: ActivationKernel;
  readonly reluBackward: ActivationBackwardKernel;
  readonly leakyReluBackward: ActivationBackwardKernel;
  readonly eluBackward: ActivationBackwardKernel;
  readonly sigmoidBackward: ActivationBackwardKernel;
  readonly tanhBackward: ActivationBackwardKernel;
  readonly softplusBackward: ActivationBackwardKernel;
  softmax(x: number, y: number, m: number, n: number): void;
  softmaxBackward(y: number, error: number, inputError: number, m: number, n: number): void;
  dropout(seed: number, rate: number, x: number, y: number, n: number): void;
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
  convolve(
    x: number,
    weights: number,
    bias: number,
    y: number,
    samples: number,
    workspace: number,
  ): void;
  convolveBackward(
    error: number,
    weights: number,
    inputError: number,
    samples: number,
    workspace: number,
  ): void;
  convolutionGradient(
    x: number,
    error: number,
    scale: number,
    keep: number,
    destination: number,
    samples: number,
    workspace: number,
  ): void;
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
  convolveSpectra: ConvolutionKernels["convolve"];
  convolveSpectraBackward: ConvolutionKernels["convolveBackward"];
  spectralGradient: ConvolutionKernels["convolutionGradient"];
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
    alpha: number,
    x: number,
    beta: number,
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
  crossEntropy(p: number, targets: number, error: number, m: number, n: number): number;
  softmaxCrossEntropy(x: number, targets: number, error: number, m: number, n: number): number;
  binaryCrossEntropy(p: number, targets: number, error: number, n: number): number;
  sigmoidBinaryCrossEntropy(x: number, targets: number, error: number, n: number): number;
  meanSquaredError(y: number, targets: number, error: number, n: number): number;
}

interface UpdateKernels {
  add(alpha: number, x: number, y: number, n: number): void;
  addSign(alpha: number, x: number, y: number, n: number): void;
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
  /** `s <- keep s + fresh g²`, `w <- w - rate g / (√s + epsilon)`. */
  rootScaledStep(
    rate: number,
    keep: number,
    fresh: number,
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
    ConvolutionKernels,
    FourierKernels,
    PoolingKernels,
    ChannelKernels,
    LossKernels,
    UpdateKernels {}
