// All that the module exports: one function per operation of a device, and what starts its threads.

import { SCRATCH_BYTES } from "./packed_panel";
import { TILE_BYTES } from "./plane_tile";
import { TABLE_BYTES } from "./product_block";

export {
  elu,
  eluBackward,
  leakyRelu,
  leakyReluBackward,
  relu,
  reluBackward,
  sigmoid,
  sigmoidBackward,
  softplus,
  softplusBackward,
  tanh,
  tanhBackward,
} from "./activations";
export { averagePool, averagePoolBackward } from "./average_pool";
export { convolve, convolveBackward } from "./convolution";
export { setConvolution } from "./convolution_geometry";
export { convolutionGradient } from "./convolution_gradient";
export { dropout } from "./dropout";
export {
  binaryCrossEntropy,
  meanSquaredError,
  sigmoidBinaryCrossEntropy,
} from "./elementwise_losses";
export {
  convolveSpectra,
  convolveSpectraBackward,
  spectralGradient,
} from "./fourier_convolution";
export { setFourierTiling } from "./fourier_planes";
export { gather } from "./gather";
export { crossEntropy, softmaxCrossEntropy } from "./losses";
export { maxPool, maxPoolBackward } from "./max_pool";
export {
  channelMoments,
  normalizeChannels,
  normalizeChannelsBackward,
  sumChannels,
} from "./normalization";
export { start, stop, work } from "./parallel";
export { setPooling } from "./pooling_geometry";
export { gemm } from "./product";
export { addRow, sumRows } from "./rows";
export { softmax, softmaxBackward } from "./softmax";
export {
  adamStep,
  add,
  addSign,
  clip,
  momentumStep,
  rootScaledStep,
  scale,
  sumOfMagnitudes,
  sumOfSquares,
} from "./updates";

/** Bytes of scratch memory that each thread needs. */
export function scratchBytes(): usize {
  return max(SCRATCH_BYTES, TILE_BYTES);
}

/** Bytes of the memory for a product's prepared operand. */
export function tableBytes(): usize {
  return TABLE_BYTES;
}

/** First address that is not used by the module itself. */
export function heapBase(): usize {
  return __heap_base;
}
