// A convolution with a stride of s is one without a stride: of s x s as many channels, the phases of
// the image, each of which has every s-th row and column of the image with its border. A kernel of k
// becomes one of ceil(k / s), with zeros where it has no weight.

import { operation, parallel } from "../parallel";
import { element, SIZE } from "../vector";

/** The sizes of a convolution with a stride, and what is moved between its images and phases. */
@unmanaged
class Phases {
  channels: i32;
  height: i32;
  width: i32;
  filters: i32;
  kernelHeight: i32;
  kernelWidth: i32;
  stride: i32;
  top: i32;
  left: i32;
  /** Phases of the rows and of the columns: as many as the stride, or as the kernel if it is smaller. */
  rowPhases: i32;
  columnPhases: i32;
  /** Of a phase of the image. */
  phaseHeight: i32;
  phaseWidth: i32;
  /** Of a phase of the kernel. */
  phaseKernelHeight: i32;
  phaseKernelWidth: i32;
  outputHeight: i32;
  outputWidth: i32;
  images: usize;
  phases: usize;
  bias: usize;
  results: usize;
  scale: f64;
  keep: f64;
}

/** The sizes of the operation in work, valid while its job lasts. */
export const phases = operation<Phases>();
const g = phases;

/** Sets the sizes of the next of the operations below. */
export function setPhases(
  channels: i32,
  height: i32,
  width: i32,
  filters: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  stride: i32,
  top: i32,
  left: i32,
  phaseHeight: i32,
  phaseWidth: i32,
): void {
  g.channels = channels;
  g.height = height;
  g.width = width;
  g.filters = filters;
  g.kernelHeight = kernelHeight;
  g.kernelWidth = kernelWidth;
  g.stride = stride;
  g.top = top;
  g.left = left;
  g.rowPhases = min(stride, kernelHeight);
  g.columnPhases = min(stride, kernelWidth);
  g.phaseHeight = phaseHeight;
  g.phaseWidth = phaseWidth;
  g.phaseKernelHeight = (kernelHeight + stride - 1) / stride;
  g.phaseKernelWidth = (kernelWidth + stride - 1) / stride;
  g.outputHeight = phaseHeight - g.phaseKernelHeight + 1;
  g.outputWidth = phaseWidth - g.phaseKernelWidth + 1;
}

/** Writes the phases of the images of `samples` samples. */
export function splitImages(images: usize, to: usize, samples: i32): void {
  g.images = images;
  g.phases = to;
  parallel(splitPlanes, samples * g.channels, 1);
}

function splitPlanes(first: i32, end: i32): void {
  const planes = g.rowPhases * g.columnPhases;
  for (let plane = first; plane < end; plane++) {
    const image = g.images + SIZE * <usize>(plane * g.height * g.width);
    let to = g.phases + SIZE * <usize>(plane * planes * g.phaseHeight * g.phaseWidth);
    for (let r = 0; r < g.rowPhases; r++) {
      for (let q = 0; q < g.columnPhases; q++) {
        for (let i = 0; i < g.phaseHeight; i++) {
          splitRow(image, g.stride * i + r - g.top, q - g.left, to);
          to += SIZE * <usize>g.phaseWidth;
        }
      }
    }
  }
}

/** Every s-th value of a row of an image, from `column` on; zeros beyond the image. */
@inline
function splitRow(image: usize, row: i32, column: i32, to: usize): void {
  const inside = row >= 0 && row < g.height;
  const from = image + SIZE * <usize>(row * g.width);
  for (let j = 0; j < g.phaseWidth; j++, column += g.stride, to += SIZE) {
    const within = inside && column >= 0 && column < g.width;
    store<Real>(to, within ? load<Real>(from + SIZE * <usize>column) : 0);
  }
}

/** Writes images of `samples` samples from their phases; zeros where no phase has a pixel. */
export function joinImages(from: usize, images: usize, samples: i32): void {
  g.images = images;
  g.phases = from;
  parallel(joinPlanes, samples * g.channels, 1);
}

function joinPlanes(first: i32, end: i32): void {
  const planes = g.rowPhases * g.columnPhases;
  for (let plane = first; plane < end; plane++) {
    let to = g.images + SIZE * <usize>(plane * g.height * g.width);
    const from = g.phases + SIZE * <usize>(plane * planes * g.phaseHeight * g.phaseWidth);
    for (let row = 0; row < g.height; row++) {
      const i = (row + g.top) / g.stride;
      const r = row + g.top - i * g.stride;
      const isThere = r < g.rowPhases && i < g.phaseHeight;
      for (let column = 0; column < g.width; column++, to += SIZE) {
        const j = (column + g.left) / g.stride;
        const q = column + g.left - j * g.stride;
        if (isThere && q < g.columnPhases && j < g.phaseWidth) {
          const phase = r * g.columnPhases + q;
          const place = (phase * g.phaseHeight + i) * g.phaseWidth + j;
          store<Real>(to, load<Real>(from + SIZE * <usize>place));
        } else {
          store<Real>(to, 0);
        }
      }
    }
  }
}

/** Writes the phases of the kernels. */
export function splitKernels(weights: usize, to: usize): void {
  g.images = weights;
  g.phases = to;
  forEachWeight<Split>();
}

/** `gradient <- scale phases + keep gradient`, of each weight. */
export function joinKernels(from: usize, gradient: usize, scale: f64, keep: f64): void {
  g.images = gradient;
  g.phases = from;
  g.scale = scale;
  g.keep = keep;
  forEachWeight<Join>();
}

/** Goes over the places of the phases, with the place of the weight, 0 where there is none. */
@inline
function forEachWeight<M>(): void {
  const move = changetype<M>(0);
  let phase = g.phases;
  for (let kernel = 0; kernel < g.filters * g.channels; kernel++) {
    const weights = g.images + SIZE * <usize>(kernel * g.kernelHeight * g.kernelWidth);
    for (let r = 0; r < g.rowPhases; r++) {
      for (let q = 0; q < g.columnPhases; q++) {
        for (let a = 0; a < g.phaseKernelHeight; a++) {
          const u = a * g.stride + r;
          for (let b = 0; b < g.phaseKernelWidth; b++, phase += SIZE) {
            const v = b * g.stride + q;
            const isThere = u < g.kernelHeight && v < g.kernelWidth;
            move.move(isThere ? weights + SIZE * <usize>(u * g.kernelWidth + v) : 0, phase);
          }
        }
      }
    }
  }
}

@final
class Split {
  @inline
  move(weight: usize, phase: usize): void {
    store<Real>(phase, weight == 0 ? 0 : load<Real>(weight));
  }
}

@final
class Join {
  @inline
  move(weight: usize, phase: usize): void {
    if (weight == 0) return;
    const old = g.keep == 0 ? 0 : g.keep * element(weight);
    store<Real>(weight, <Real>(g.scale * element(phase) + old));
  }
}
