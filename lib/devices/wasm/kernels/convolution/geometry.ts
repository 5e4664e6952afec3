// The sizes of a convolution, and its frames: copies of an image with the border around it, so that
// every window lies inside. Each thread has frames of its own in the workspace.

import { ARGUMENTS, thread, threadCount } from "../parallel";
import { SIZE } from "../vector";

@unmanaged
class ConvolutionGeometry {
  channels: i32;
  height: i32;
  width: i32;
  filters: i32;
  kernelHeight: i32;
  kernelWidth: i32;
  stride: i32;
  /** Distance of neighbouring pixels in the frame, with zeros between them. */
  spacing: i32;
  paddingTop: i32;
  paddingLeft: i32;
  /** Whether the border mirrors the image; else it is zeros. */
  reflects: bool;
  outputHeight: i32;
  outputWidth: i32;
  frameHeight: i32;
  frameWidth: i32;
  /** What all threads share, then what each has of its own. */
  workspace: usize;
  sharedBytes: usize;
  threadBytes: usize;
}

/** The sizes of the operation in work, valid while its job lasts. */
export const geometry = changetype<ConvolutionGeometry>(ARGUMENTS);

/** Where the operation leaves its operands: behind the sizes. */
export const OPERANDS: usize = ARGUMENTS + (offsetof<ConvolutionGeometry>() + 7 & ~7);

/** Bytes of a thread's table of segments. */
const TABLE_BYTES: usize = 1024;

/** Zeros behind a frame, which whole vectors may reach into. */
const MARGIN: usize = 64;

/** Sets the sizes of the next operation; returns the bytes of workspace that it needs. */
export function setConvolution(
  channels: i32,
  height: i32,
  width: i32,
  filters: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  stride: i32,
  paddingTop: i32,
  paddingLeft: i32,
  reflects: bool,
  outputHeight: i32,
  outputWidth: i32,
): usize {
  const g = geometry;
  g.channels = channels;
  g.height = height;
  g.width = width;
  g.filters = filters;
  g.kernelHeight = kernelHeight;
  g.kernelWidth = kernelWidth;
  g.stride = stride;
  g.spacing = 1;
  g.paddingTop = paddingTop;
  g.paddingLeft = paddingLeft;
  g.reflects = reflects;
  g.outputHeight = outputHeight;
  g.outputWidth = outputWidth;
  setFrame();
  g.sharedBytes = roundUp(sizeof<f64>() * <usize>(filterSize() * filters));
  g.threadBytes = TABLE_BYTES + roundUp(3 * largestFrameBytes());
  return g.sharedBytes + g.threadBytes * <usize>threadCount();
}

/** The frame that holds all windows. */
export function setFrame(): void {
  const g = geometry;
  g.frameHeight = (g.outputHeight - 1) * g.stride + g.kernelHeight;
  g.frameWidth = (g.outputWidth - 1) * g.stride + g.kernelWidth;
}

/** A bound for the frames of images and of errors, with their margins. */
function largestFrameBytes(): usize {
  const g = geometry;
  const height = max(g.height, g.frameHeight) + g.kernelHeight;
  const width = max(g.width, g.frameWidth) + g.kernelWidth;
  return SIZE * <usize>(max(g.channels, g.filters) * height * width) + 4 * MARGIN;
}

@inline
function roundUp(bytes: usize): usize {
  return bytes + 63 & ~63;
}

/** Weights of a filter. */
@inline
export function filterSize(): i32 {
  return geometry.channels * geometry.kernelHeight * geometry.kernelWidth;
}

/** Values of a sample. */
@inline
export function inputSize(): i32 {
  return geometry.channels * geometry.height * geometry.width;
}

/** Outputs of a filter. */
@inline
export function positions(): i32 {
  return geometry.outputHeight * geometry.outputWidth;
}

/** This thread's table of segments. */
@inline
export function ownTable(): usize {
  const g = geometry;
  return g.workspace + g.sharedBytes + g.threadBytes * <usize>thread;
}

/** This thread's frame 0, or frame 1, which may be twice as large. */
@inline
export function ownFrame(slot: usize): usize {
  const third = (geometry.threadBytes - TABLE_BYTES) / 3 & ~15;
  return ownTable() + TABLE_BYTES + slot * third;
}

/** Copies an image, with its border around it, to a frame. */
export function fillFrame(image: usize, frame: usize): void {
  const g = geometry;
  const values = g.channels * g.frameHeight * g.frameWidth + g.kernelWidth;
  memory.fill(frame, 0, SIZE * <usize>values + MARGIN);
  for (let c = 0; c < g.channels; c++) {
    for (let i = 0; i < g.frameHeight; i++) {
      const row = source(i - g.paddingTop, g.height);
      if (row < 0) continue;
      const from = image + SIZE * <usize>((c * g.height + row) * g.width);
      fillRow(from, frame + SIZE * <usize>((c * g.frameHeight + i) * g.frameWidth));
    }
  }
}

function fillRow(from: usize, to: usize): void {
  const g = geometry;
  if (!g.reflects && g.spacing == 1 && g.paddingLeft >= 0) {
    const columns = min(g.width, g.frameWidth - g.paddingLeft);
    const inner = to + SIZE * <usize>g.paddingLeft;
    if (columns > 0) memory.copy(inner, from, SIZE * <usize>columns);
    return;
  }
  for (let j = 0; j < g.frameWidth; j++) {
    const column = source(j - g.paddingLeft, g.width);
    if (column < 0) continue;
    store<Real>(to + SIZE * <usize>j, load<Real>(from + SIZE * <usize>column));
  }
}

/** The row or column of the image that lies at `index` of the frame; -1 for a zero. */
@inline
function source(index: i32, extent: i32): i32 {
  const g = geometry;
  if (g.spacing > 1) {
    if (index < 0 || index % g.spacing != 0) return -1;
    const pixel = index / g.spacing;
    return pixel < extent ? pixel : -1;
  }
  if (g.reflects) return reflected(index, extent);
  return index >= 0 && index < extent ? index : -1;
}

/** `index` mirrored at the first and at the last of `extent` places. */
@inline
export function reflected(index: i32, extent: i32): i32 {
  if (index < 0) return -index;
  return index < extent ? index : 2 * (extent - 1) - index;
}
