// Sets to exactly what it should be each result of a convolution with a stride that comes from zeros
// alone: a Fourier transform leaves rounding errors there.

import { parallel } from "../parallel";
import { LANES, SIZE, VECTOR } from "../vector";
import { phases as g } from "./phases";

/**
 * Sets outputs that see nothing but zeros to the bias.
 *
 * @param supports Room for an image of one channel of each sample.
 */
export function clearOutputs(
  x: usize,
  supports: usize,
  bias: usize,
  y: usize,
  samples: i32,
): void {
  g.images = x;
  g.phases = supports;
  g.bias = bias;
  g.results = y;
  parallel(clearOutputsOf, samples, 1);
}

function clearOutputsOf(first: i32, end: i32): void {
  const area = g.height * g.width;
  const outputs = g.outputHeight * g.outputWidth;
  for (let s = first; s < end; s++) {
    const support = g.phases + SIZE * <usize>(s * area);
    markSupport(g.images + SIZE * <usize>(s * g.channels * area), g.channels, area, support);
    const y = g.results + SIZE * <usize>(s * g.filters * outputs);
    for (let i = 0; i < g.outputHeight; i++) {
      const top = g.stride * i - g.top;
      for (let j = 0; j < g.outputWidth; j++) {
        const left = g.stride * j - g.left;
        const rows = min(g.height, top + g.kernelHeight);
        const columns = min(g.width, left + g.kernelWidth);
        if (isBlank(support, g.width, max(0, top), rows, max(0, left), columns)) {
          setChannels(y + SIZE * <usize>(i * g.outputWidth + j), g.filters, outputs, g.bias);
        }
      }
    }
  }
}

/** Sets input errors that get nothing but zeros to zero; the rest as {@link clearOutputs}. */
export function clearInputErrors(
  error: usize,
  supports: usize,
  inputError: usize,
  samples: i32,
): void {
  g.images = error;
  g.phases = supports;
  g.results = inputError;
  parallel(clearInputErrorsOf, samples, 1);
}

function clearInputErrorsOf(first: i32, end: i32): void {
  const area = g.height * g.width;
  const outputs = g.outputHeight * g.outputWidth;
  for (let s = first; s < end; s++) {
    const support = g.phases + SIZE * <usize>(s * outputs);
    markSupport(g.images + SIZE * <usize>(s * g.filters * outputs), g.filters, outputs, support);
    const results = g.results + SIZE * <usize>(s * g.channels * area);
    for (let row = 0; row < g.height; row++) {
      const top = firstSeeing(row + g.top, g.kernelHeight);
      const bottom = min(g.outputHeight, (row + g.top) / g.stride + 1);
      for (let column = 0; column < g.width; column++) {
        const left = firstSeeing(column + g.left, g.kernelWidth);
        const right = min(g.outputWidth, (column + g.left) / g.stride + 1);
        if (isBlank(support, g.outputWidth, top, bottom, left, right)) {
          setChannels(results + SIZE * <usize>(row * g.width + column), g.channels, area, 0);
        }
      }
    }
  }
}

/** The first row, or column, of outputs whose window holds `place` of the image with its border. */
@inline
function firstSeeing(place: i32, kernel: i32): i32 {
  const first = place - kernel + 1;
  return first <= 0 ? 0 : (first + g.stride - 1) / g.stride;
}

/** Writes what is zero only where all channels are. */
function markSupport(planes: usize, channels: i32, area: i32, to: usize): void {
  const step = SIZE * <usize>area;
  let at = 0;
  for (; at + LANES <= area; at += LANES, planes += VECTOR, to += VECTOR) {
    let some = v128.load(planes);
    for (let c = <usize>1; c < <usize>channels; c++) {
      some = v128.or(some, v128.load(planes + step * c));
    }
    v128.store(to, some);
  }
  for (; at < area; at++, planes += SIZE, to += SIZE) {
    let isZero = true;
    for (let c = <usize>0; c < <usize>channels; c++) {
      isZero = isZero && load<Real>(planes + step * c) == 0;
    }
    store<Real>(to, isZero ? 0 : 1);
  }
}

function isBlank(
  support: usize,
  width: i32,
  top: i32,
  bottom: i32,
  left: i32,
  right: i32,
): bool {
  for (let i = top; i < bottom; i++) {
    for (let j = left; j < right; j++) {
      if (load<Real>(support + SIZE * <usize>(i * width + j)) != 0) return false;
    }
  }
  return true;
}

/** Sets one place of all channels to that of each of `values`, or to zero. */
function setChannels(at: usize, channels: i32, area: i32, values: usize): void {
  for (let c = 0; c < channels; c++, at += SIZE * <usize>area) {
    store<Real>(at, values == 0 ? 0 : load<Real>(values + SIZE * <usize>c));
  }
}
