// All that the module exports: one function per operation of a device, and what starts its threads.

import { TILE_BYTES } from "./fourier/plane_tile";
import { SCRATCH_BYTES } from "./product/packed_panel";
import { TABLE_BYTES } from "./product/block";

export * from "./convolution/convolution";
export { setConvolution } from "./convolution/geometry";
export {
  joinImages,
  joinKernels,
  setPhases,
  splitImages,
  splitKernels,
} from "./convolution/phases";
export { clearInputErrors, clearOutputs } from "./convolution/unreached";
export * from "./convolution/weight_gradient";
export * from "./elementwise/activations";
export * from "./elementwise/dropout";
export * from "./elementwise/gather";
export * from "./elementwise/losses";
export * from "./elementwise/optimizer_steps";
export * from "./elementwise/updates";
export * from "./fourier/convolution";
export { setFourierTiling } from "./fourier/convolution_planes";
export * from "./normalization/normalization";
export * from "./normalization/sum_channels";
export { setWide, start, stop, work } from "./parallel";
export * from "./pooling/average_pool";
export { setPooling } from "./pooling/geometry";
export * from "./pooling/max_pool";
export * from "./product/gemm";
export * from "./product/rows";
export { runTiles } from "./product/run_tiles";
export * from "./softmax/cross_entropy";
export { softmax, softmaxBackward } from "./softmax/softmax";

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
