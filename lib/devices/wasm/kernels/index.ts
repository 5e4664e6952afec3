// All that the module exports: one function per operation of a device, and what starts its threads.

import { SCRATCH_BYTES } from "./product/packed_panel";
import { TILE_BYTES } from "./fourier/plane_tile";
import { TABLE_BYTES } from "./product/block";

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
} from "./elementwise/activations";
export { averagePool, averagePoolBackward } from "./pooling/average_pool";
export { convolve, convolveBackward } from "./convolution/convolution";
export { setConvolution } from "./convolution/geometry";
export { convolutionGradient } from "./convolution/weight_gradient";
export { dropout } from "./elementwise/dropout";
export {
  binaryCrossEntropy,
  meanSquaredError,
  sigmoidBinaryCrossEntropy,
} from "./elementwise/losses";
export {
  convolveSpectra,
  convolveSpectraBackward,
  spectralGradient,
} from "./fourier/convolution";
export { setFourierTiling } from "./fourier/convolution_planes";
export { gather } from "./elementwise/gather";
export { crossEntropy, softmaxCrossEntropy } from "./softmax/cross_entropy";
export { maxPool, maxPoolBackward } from "./pooling/max_pool";
export {
  channelMoments,
  normalizeChannels,
  normalizeChannelsBackward,
  sumChannels,
} from "./normalization/normalization";
export { start, stop, work } from "./parallel";
export { setPooling } from "./pooling/geometry";
export { gemm } from "./product/gemm";
export { addRow, sumRows } from "./product/rows";
export { softmax, softmaxBackward } from "./softmax/softmax";
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
} from "./elementwise/updates";

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
