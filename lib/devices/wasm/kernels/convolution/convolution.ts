// Convolution as a product: the filters, `filters x (channels kernelHeight kernelWidth)`, times the
// matrix whose columns are the windows. That matrix never exists as a whole; its panels are packed
// straight from a frame (implicit im2col). Samples are shared among the threads. The error below a
// convolution is the convolution of the error's frame with turned filters.

import { parallel, scratch } from "../parallel";
import { BLOCK_DEPTH } from "../product/block";
import { multiplyPair, PANEL_BYTES, PANEL_COLUMNS, WIDE_ROWS } from "../product/packed_panel";
import { isForWideTile, multiplyWideRows, setWideRow } from "../product/wide_tile";
import { SIZE } from "../vector";
import {
  fillFrame,
  filterSize,
  geometry,
  inputSize,
  OPERANDS,
  ownFrame,
  positions,
  reflected,
  setFrame,
} from "./geometry";
import { packWindows } from "./window_panel";

@unmanaged
class Convolution {
  x: usize;
  weights: usize;
  /** 0 where there is none. */
  bias: usize;
  y: usize;
}

/** The image that the frame of an error is folded back into, and where it lies in the frame. */
@unmanaged
class Fold {
  height: i32;
  width: i32;
  top: i32;
  left: i32;
}

const job = changetype<Convolution>(OPERANDS);
const image = changetype<Fold>(OPERANDS + offsetof<Convolution>());

/**
 * `Y[s,f,i,j] = bias[f] + sum W[f,c,u,v] X[s, c, i stride + u - paddingTop, j stride + v -
 * paddingLeft]`, over channels `c` and kernel positions `u, v`.
 */
export function convolution(
  x: usize,
  weights: usize,
  bias: usize,
  y: usize,
  samples: i32,
  workspace: usize,
): void {
  job.x = x;
  job.weights = weights;
  job.bias = bias;
  job.y = y;
  geometry.workspace = workspace;
  parallel(convolveSamples, samples, 1);
}

function convolveSamples(first: i32, end: i32): void {
  const bytes = SIZE * <usize>(geometry.filters * positions());
  for (let s = <usize>first; s < <usize>end; s++) convolveSample(s, job.y + bytes * s);
}

function convolveSample(s: usize, y: usize): void {
  const frame = ownFrame(0);
  fillFrame(job.x + SIZE * s * <usize>inputSize(), frame);
  if (job.bias != 0) fillWithBias(y);
  const windows = positions();
  for (let position = 0; position < windows; position += PANEL_COLUMNS) {
    multiplyWindows(frame, position, min(PANEL_COLUMNS, windows - position), y);
  }
}

function fillWithBias(y: usize): void {
  const windows = positions();
  for (let f = 0; f < geometry.filters; f++) {
    const value = load<Real>(job.bias + SIZE * <usize>f);
    const end = y + SIZE * <usize>windows;
    for (; y < end; y += SIZE) store<Real>(y, value);
  }
}

/** The outputs of all filters for `columns` windows from `position` on. */
function multiplyWindows(frame: usize, position: i32, columns: i32, y: usize): void {
  const inner = filterSize();
  const c = y + SIZE * <usize>position;
  let keep: f64 = job.bias == 0 ? 0 : 1;
  for (let first = 0; first < inner; first += BLOCK_DEPTH) {
    const depth = min(BLOCK_DEPTH, inner - first);
    packWindows(frame, position, columns, first, depth);
    multiplyFilters(job.weights + SIZE * <usize>first, depth, c, columns, keep);
    keep = 1;
  }
}

function multiplyFilters(v: usize, depth: i32, c: usize, columns: i32, keep: f64): void {
  const stepV = SIZE * <usize>filterSize();
  const stepC = SIZE * <usize>positions();
  if (isForWideTile(geometry.filters, depth, columns)) {
    return multiplyWideFilters(v, stepV, depth, c, stepC, columns, keep);
  }
  let f = 0;
  for (; f + 2 <= geometry.filters; f += 2) {
    multiplyFilterPair(depth, v, v + stepV, c, c + stepC, columns, keep);
    v += 2 * stepV;
    c += 2 * stepC;
  }
  if (f < geometry.filters) multiplyFilterPair(depth, v, v, c, 0, columns, keep);
}

function multiplyWideFilters(
  v: usize,
  stepV: usize,
  depth: i32,
  c: usize,
  stepC: usize,
  columns: i32,
  keep: f64,
): void {
  for (let first = 0; first < geometry.filters; first += WIDE_ROWS) {
    const rows = min(WIDE_ROWS, geometry.filters - first);
    for (let i = 0; i < rows; i++) {
      setWideRow(i, v, c);
      v += stepV;
      c += stepC;
    }
    multiplyWideRows(rows, depth, SIZE, columns, 1, keep);
  }
}

function multiplyFilterPair(
  depth: i32,
  v: usize,
  w: usize,
  c: usize,
  d: usize,
  columns: i32,
  keep: f64,
): void {
  multiplyPair(depth, v, w, SIZE, scratch, PANEL_BYTES, c, d, columns, 1, keep);
}

/**
 * Each input value's error, the sum of `W error` over the outputs that it went to: a convolution of
 * the error, with the turned filters for its weights.
 */
export function convolutionInputError(
  error: usize,
  weights: usize,
  inputError: usize,
  samples: i32,
  workspace: usize,
): void {
  turnFilters(weights, workspace);
  job.x = error;
  job.weights = workspace;
  job.bias = 0;
  job.y = inputError;
  const g = geometry;
  g.workspace = workspace;
  image.height = g.height;
  image.width = g.width;
  image.top = g.paddingTop;
  image.left = g.paddingLeft;
  const folds = g.reflects;
  turnGeometry();
  if (folds) parallel(convolveFolded, samples, 1);
  else parallel(convolveSamples, samples, 1);
}

/** Filters with channels and filters exchanged and the kernels turned by 180 degrees. */
function turnFilters(weights: usize, turned: usize): void {
  const area = geometry.kernelHeight * geometry.kernelWidth;
  for (let c = 0; c < geometry.channels; c++) {
    for (let f = 0; f < geometry.filters; f++) {
      const from = weights + SIZE * <usize>((f * geometry.channels + c) * area);
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
  const g = geometry;
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
  const bytes = SIZE * <usize>(geometry.filters * image.height * image.width);
  for (let s = <usize>first; s < <usize>end; s++) {
    const framed = ownFrame(1);
    convolveSample(s, framed);
    memory.fill(job.y + bytes * s, 0, bytes);
    fold(framed, job.y + bytes * s);
  }
}

/** Adds each place of a frame to the pixel that it shows. */
function fold(framed: usize, y: usize): void {
  const g = geometry;
  for (let c = 0; c < g.filters; c++) {
    for (let i = 0; i < g.outputHeight; i++) {
      const row = reflected(i - image.top, image.height);
      for (let j = 0; j < g.outputWidth; j++) {
        const column = reflected(j - image.left, image.width);
        const pixel = (c * image.height + row) * image.width + column;
        const to = y + SIZE * <usize>pixel;
        store<Real>(to, load<Real>(to) + load<Real>(framed));
        framed += SIZE;
      }
    }
  }
}
