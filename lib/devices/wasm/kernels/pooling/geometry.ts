// The sizes and operands of a pooling. Planes, one channel of one sample each, are shared among the
// threads.

import { ARGUMENTS, parallel } from "../parallel";
import { SIZE } from "../vector";

@unmanaged
export class Pooling {
  x: usize;
  y: usize;
  winners: usize;
  channels: i32;
  height: i32;
  width: i32;
  poolHeight: i32;
  poolWidth: i32;
  stride: i32;
  outputHeight: i32;
  outputWidth: i32;
}

export const pooling = changetype<Pooling>(ARGUMENTS);

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
  pooling.channels = channels;
  pooling.height = height;
  pooling.width = width;
  pooling.poolHeight = poolHeight;
  pooling.poolWidth = poolWidth;
  pooling.stride = stride;
  pooling.outputHeight = outputHeight;
  pooling.outputWidth = outputWidth;
}

/** Runs `kernel` on ranges of all planes of `samples` samples. */
export function sharePlanes(
  kernel: (first: i32, end: i32) => void,
  x: usize,
  y: usize,
  samples: i32,
): void {
  pooling.x = x;
  pooling.y = y;
  const size = pooling.height * pooling.width;
  parallel(kernel, samples * pooling.channels, SHARED_ELEMENTS / max(1, size) + 1);
}

/** Where a plane of the input starts. */
@inline
export function inputPlane(plane: i32): usize {
  return pooling.x + SIZE * <usize>(plane * pooling.height * pooling.width);
}

/** Number of a plane's first output. */
@inline
export function firstOutput(plane: i32): i32 {
  return plane * pooling.outputHeight * pooling.outputWidth;
}
