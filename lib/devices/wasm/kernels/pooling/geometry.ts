// The sizes of a pooling. Planes, one channel of one sample each, are shared among the threads.

import { ARGUMENTS, parallel } from "../parallel";
import { SIZE } from "../vector";

@unmanaged
class PoolingGeometry {
  channels: i32;
  height: i32;
  width: i32;
  poolHeight: i32;
  poolWidth: i32;
  stride: i32;
  outputHeight: i32;
  outputWidth: i32;
}

/** The sizes of the operation in work, valid while its job lasts. */
export const geometry = changetype<PoolingGeometry>(ARGUMENTS);

/** Where the operation leaves its operands: behind the sizes. */
export const OPERANDS: usize = ARGUMENTS + offsetof<PoolingGeometry>();

/** Elements that are worth handing to another thread. */
const SHARED_ELEMENTS: i32 = 4096;

/** Sets the sizes of the next operation. */
export function setPooling(
  channels: i32,
  height: i32,
  width: i32,
  poolHeight: i32,
  poolWidth: i32,
  stride: i32,
  outputHeight: i32,
  outputWidth: i32,
): void {
  geometry.channels = channels;
  geometry.height = height;
  geometry.width = width;
  geometry.poolHeight = poolHeight;
  geometry.poolWidth = poolWidth;
  geometry.stride = stride;
  geometry.outputHeight = outputHeight;
  geometry.outputWidth = outputWidth;
}

/** Runs `kernel` on ranges of all planes of `samples` samples. */
export function sharePlanes(kernel: (first: i32, end: i32) => void, samples: i32): void {
  const size = geometry.height * geometry.width;
  parallel(kernel, samples * geometry.channels, SHARED_ELEMENTS / max(1, size) + 1);
}

/** Bytes of a plane of the input, or of its error. */
@inline
export function planeBytes(): usize {
  return SIZE * <usize>(geometry.height * geometry.width);
}

/** The place of a plane's first pixel in its sample. */
@inline
export function firstPlace(plane: i32): i32 {
  return plane % geometry.channels * geometry.height * geometry.width;
}

/** Number of a plane's first output. */
@inline
export function firstOutput(plane: i32): i32 {
  return plane * geometry.outputHeight * geometry.outputWidth;
}
