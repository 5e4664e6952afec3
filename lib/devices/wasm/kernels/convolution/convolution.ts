// Convolution as a product: the filters, `filters x (channels kernelHeight kernelWidth)`, times the
// matrix whose columns are the windows. That matrix never exists as a whole; its panels are packed
// straight from a frame (implicit im2col). Samples are shared among the threads. The error below a
// convolution is the convolution of the error's frame with turned filters.

import {
  convolution,
  fillFrame,
  filterSize,
  inputSize,
  ownFrame,
  positions,
  reflected,
  setFrame,
} from "./geometry";
import { multiplyPair, PANEL_COLUMNS } from "../product/packed_panel";
import { parallel } from "../parallel";
import { BLOCK_DEPTH } from "../product/block";
import { SIZE } from "../vector";
import { packWindows } from "./window_panel";

/** `y = filters * x + bias` for each sample. */
export function convolve(
  x: usize,
  weights: usize,
  bias: usize,
  y: usize,
  samples: i32,
  workspace: usize,
): void {
  convolution.x = x;
  convolution.weights = weights;
  convolution.bias = bias;
  convolution.y = y;
  convolution.workspace = workspace;
  parallel(convolveSamples, samples, 1);
}

function convolveSamples(first: i32, end: i32): void {
  const bytes = SIZE * <usize>(convolution.filters * positions());
  for (let s = <usize>first; s < <usize>end; s++) convolveSample(s, convolution.y + bytes * s);
}

function convolveSample(s: usize, y: usize): void {
  const frame = ownFrame(0);
  fillFrame(convolution.x + SIZE * s * <usize>inputSize(), frame);
  if (convolution.bias != 0) fillWithBias(y);
  const windows = positions();
  for (let position = 0; position < windows; position += PANEL_COLUMNS) {
    multiplyWindows(frame, position, min(PANEL_COLUMNS, windows - position), y);
  }
}

function fillWithBias(y: usize): void {
  const windows = positions();
  for (let f = 0; f < convolution.filters; f++) {
    const value = load<Real>(convolution.bias + SIZE * <usize>f);
    const end = y + SIZE * <usize>windows;
    for (; y < end; y += SIZE) store<Real>(y, value);
  }
}

/** The outputs of all filters for `columns` windows from `position` on. */
function multiplyWindows(frame: usize, position: i32, columns: i32, y: usize): void {
  const inner = filterSize();
  const c = y + SIZE * <usize>position;
  let beta: f64 = convolution.bias == 0 ? 0 : 1;
  for (let first = 0; first < inner; first += BLOCK_DEPTH) {
    const depth = min(BLOCK_DEPTH, inner - first);
    packWindows(frame, position, columns, first, depth);
    multiplyFilters(convolution.weights + SIZE * <usize>first, depth, c, columns, beta);
    beta = 1;
  }
}

function multiplyFilters(v: usize, depth: i32, c: usize, columns: i32, beta: f64): void {
  const stepV = SIZE * <usize>filterSize();
  const stepC = SIZE * <usize>positions();
  let f = 0;
  for (; f + 2 <= convolution.filters; f += 2) {
    multiplyPair(depth, v, v + stepV, SIZE, c, c + stepC, columns, 1, beta);
    v += 2 * stepV;
    c += 2 * stepC;
  }
  if (f < convolution.filters) multiplyPair(depth, v, v, SIZE, c, 0, columns, 1, beta);
}

/** The error below each sample's convolution. */
export function convolveBackward(
  error: usize,
  weights: usize,
  inputError: usize,
  samples: i32,
  workspace: usize,
): void {
  const g = convolution;
  turnFilters(weights, workspace);
  g.x = error;
  g.weights = workspace;
  g.bias = 0;
  g.y = inputError;
  g.workspace = workspace;
  g.foldHeight = g.height;
  g.foldWidth = g.width;
  g.foldTop = g.paddingTop;
  g.foldLeft = g.paddingLeft;
  const folds = g.reflects;
  turnGeometry();
  if (folds) parallel(convolveFolded, samples, 1);
  else parallel(convolveSamples, samples, 1);
}

/** Filters with channels and filters exchanged and the kernels turned by 180 degrees. */
function turnFilters(weights: usize, turned: usize): void {
  const area = convolution.kernelHeight * convolution.kernelWidth;
  for (let c = 0; c < convolution.channels; c++) {
    for (let f = 0; f < convolution.filters; f++) {
      const from = weights + SIZE * <usize>((f * convolution.channels + c) * area);
      let source = from + SIZE * <usize>area;
      while (source > from) {
        source -= SIZE;
        store<Real>(turned, load<Real>(source));
        turned += SIZE;
      }
    }
  }
}

/** Makes the geometry that of the convolution of the error with the turned filters. */
function turnGeometry(): void {
  const g = convolution;
  const channels = g.channels;
  // With reflecting borders the error of the border is wanted too, to be folded back.
  const top = g.reflects ? 0 : g.paddingTop;
  const left = g.reflects ? 0 : g.paddingLeft;
  const height = g.reflects ? g.frameHeight : g.height;
  const width = g.reflects ? g.frameWidth : g.width;
  g.channels = g.filters;
  g.filters = channels;
  g.height = g.outputHeight;
  g.width = g.outputWidth;
  g.outputHeight = height;
  g.outputWidth = width;
  g.paddingTop = g.kernelHeight - 1 - top;
  g.paddingLeft = g.kernelWidth - 1 - left;
  g.spacing = g.stride;
  g.stride = 1;
  g.reflects = false;
  setFrame();
}

function convolveFolded(first: i32, end: i32): void {
  const g = convolution;
  const bytes = SIZE * <usize>(g.filters * g.foldHeight * g.foldWidth);
  for (let s = <usize>first; s < <usize>end; s++) {
    const framed = ownFrame(1);
    convolveSample(s, framed);
    memory.fill(g.y + bytes * s, 0, bytes);
    fold(framed, g.y + bytes * s);
  }
}

/** Adds each place of a frame to the pixel that it shows. */
function fold(framed: usize, image: usize): void {
  const g = convolution;
  for (let c = 0; c < g.filters; c++) {
    for (let i = 0; i < g.outputHeight; i++) {
      const row = reflected(i - g.foldTop, g.foldHeight);
      for (let j = 0; j < g.outputWidth; j++) {
        const column = reflected(j - g.foldLeft, g.foldWidth);
        const pixel = (c * g.foldHeight + row) * g.foldWidth + column;
        const to = image + SIZE * <usize>pixel;
        store<Real>(to, load<Real>(to) + load<Real>(framed));
        framed += SIZE;
      }
    }
  }
}
