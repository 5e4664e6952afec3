// Convolution by direct sums. Each image is first copied into a frame that holds its border too, so
// that the sums need no bounds checks; an error is summed up in such a frame and then folded back
// into the image. For stride 1 the inner loop runs along rows in memory.

import type { Elements, Matrix } from "../../matrix.ts";
import type { ConvolutionGeometry } from "../convolution.ts";

/** See {@linkcode Convolutions.convolution}. */
export function convolution(
  g: ConvolutionGeometry,
  x: Matrix,
  weights: Matrix,
  bias: Matrix,
  y: Matrix,
): void {
  const frame = newFrame(g);
  const positions = g.outputHeight * g.outputWidth;
  for (let s = 0; s < x.rows; s++) {
    fillFrame(g, x.data, s * x.columns, frame);
    for (let f = 0; f < g.filters; f++) {
      const output = s * y.columns + f * positions;
      y.data.fill(bias.data[f], output, output + positions);
      forEachWeight(g, f, (weight, corner) => {
        addWindow(g, weights.data[weight], frame, corner, y.data, output);
      });
    }
  }
}

/** See {@linkcode Convolutions.convolutionInputError}. */
export function convolutionInputError(
  g: ConvolutionGeometry,
  error: Matrix,
  weights: Matrix,
  inputError: Matrix,
): void {
  const frame = newFrame(g);
  const positions = g.outputHeight * g.outputWidth;
  for (let s = 0; s < error.rows; s++) {
    frame.fill(0);
    for (let f = 0; f < g.filters; f++) {
      const output = s * error.columns + f * positions;
      forEachWeight(g, f, (weight, corner) => {
        addToWindow(g, weights.data[weight], error.data, output, frame, corner);
      });
    }
    foldFrame(g, frame, inputError.data, s * inputError.columns);
  }
}

/** See {@linkcode Convolutions.convolutionWeightGradient}. */
export function convolutionWeightGradient(
  g: ConvolutionGeometry,
  x: Matrix,
  error: Matrix,
  scale: number,
  keep: number,
  destination: Matrix,
): void {
  const { data: gradient } = destination;
  if (keep === 0) gradient.fill(0);
  else for (let i = 0; i < gradient.length; i++) gradient[i] *= keep;
  const frame = newFrame(g);
  const positions = g.outputHeight * g.outputWidth;
  for (let s = 0; s < x.rows; s++) {
    fillFrame(g, x.data, s * x.columns, frame);
    for (let f = 0; f < g.filters; f++) {
      const output = s * error.columns + f * positions;
      forEachWeight(g, f, (weight, corner) => {
        gradient[weight] += scale * windowProduct(g, frame, corner, error.data, output);
      });
    }
  }
}

/** See {@linkcode Convolutions.sumChannels}. */
export function sumChannels(scale: number, x: Matrix, keep: number, sums: Matrix): void {
  const channels = sums.columns;
  const size = x.columns / channels;
  for (let c = 0; c < channels; c++) {
    let sum = 0;
    for (let start = c * size; start < x.data.length; start += x.columns) {
      for (let i = start; i < start + size; i++) sum += x.data[i];
    }
    sums.data[c] = scale * sum + (keep === 0 ? 0 : keep * sums.data[c]);
  }
}

/** Rows of a frame: as many as the windows of one column of outputs reach over. */
function frameHeight(g: ConvolutionGeometry): number {
  return (g.outputHeight - 1) * g.stride + g.kernelHeight;
}

function frameWidth(g: ConvolutionGeometry): number {
  return (g.outputWidth - 1) * g.stride + g.kernelWidth;
}

/** `channels × frameHeight × frameWidth`; in double precision, where all sums are. */
function newFrame(g: ConvolutionGeometry): Float64Array {
  return new Float64Array(g.channels * frameHeight(g) * frameWidth(g));
}

/** Copies the image that starts at `image` of `x`, with its border around it, to the frame. */
function fillFrame(g: ConvolutionGeometry, x: Elements, image: number, frame: Float64Array): void {
  frame.fill(0);
  forEachFramePixel(g, (pixel, position) => frame[position] = x[image + pixel]);
}

/** The transpose of {@linkcode fillFrame}: each pixel receives the sum of its copies. */
function foldFrame(g: ConvolutionGeometry, frame: Float64Array, x: Elements, image: number): void {
  x.fill(0, image, image + g.channels * g.height * g.width);
  forEachFramePixel(g, (pixel, position) => x[image + pixel] += frame[position]);
}

/** Calls `use` for each position of the frame that shows a pixel of the image. */
function forEachFramePixel(
  g: ConvolutionGeometry,
  use: (pixel: number, position: number) => void,
): void {
  const height = frameHeight(g);
  const width = frameWidth(g);
  for (let c = 0; c < g.channels; c++) {
    for (let i = 0; i < height; i++) {
      const row = source(i - g.paddingTop, g.height, g.border);
      if (row < 0) continue;
      for (let j = 0; j < width; j++) {
        const column = source(j - g.paddingLeft, g.width, g.border);
        if (column < 0) continue;
        use((c * g.height + row) * g.width + column, (c * height + i) * width + j);
      }
    }
  }
}

/** Where a row or column comes from that may lie outside of `extent`; -1 for a zero. */
function source(index: number, extent: number, border: "zero" | "reflect"): number {
  if (index >= 0 && index < extent) return index;
  if (border === "zero") return -1;
  return index < 0 ? -index : 2 * (extent - 1) - index;
}

/**
 * Calls `use` for each weight of filter `f`, with the place in the frame that the weight meets for
 * the first output.
 */
function forEachWeight(
  g: ConvolutionGeometry,
  f: number,
  use: (weight: number, corner: number) => void,
): void {
  const height = frameHeight(g);
  const width = frameWidth(g);
  let weight = f * g.channels * g.kernelHeight * g.kernelWidth;
  for (let c = 0; c < g.channels; c++) {
    for (let u = 0; u < g.kernelHeight; u++) {
      for (let v = 0; v < g.kernelWidth; v++) use(weight++, (c * height + u) * width + v);
    }
  }
}

/** Adds `weight` times the frame's values from `corner` on to the outputs from `output` on. */
function addWindow(
  g: ConvolutionGeometry,
  weight: number,
  frame: Float64Array,
  corner: number,
  y: Elements,
  output: number,
): void {
  const { outputHeight, outputWidth, stride } = g;
  const width = frameWidth(g);
  for (let i = 0; i < outputHeight; i++) {
    let p = corner + i * stride * width;
    const start = output + i * outputWidth;
    for (let q = start; q < start + outputWidth; q++, p += stride) y[q] += weight * frame[p];
  }
}

/** Adds `weight` times the errors from `output` on to the frame's values from `corner` on. */
function addToWindow(
  g: ConvolutionGeometry,
  weight: number,
  error: Elements,
  output: number,
  frame: Float64Array,
  corner: number,
): void {
  const { outputHeight, outputWidth, stride } = g;
  const width = frameWidth(g);
  for (let i = 0; i < outputHeight; i++) {
    let p = corner + i * stride * width;
    const start = output + i * outputWidth;
    for (let q = start; q < start + outputWidth; q++, p += stride) frame[p] += weight * error[q];
  }
}

/** Sum of products of the frame's values from `corner` on with the errors from `output` on. */
function windowProduct(
  g: ConvolutionGeometry,
  frame: Float64Array,
  corner: number,
  error: Elements,
  output: number,
): number {
  const { outputHeight, outputWidth, stride } = g;
  const width = frameWidth(g);
  let sum = 0;
  for (let i = 0; i < outputHeight; i++) {
    let p = corner + i * stride * width;
    const start = output + i * outputWidth;
    for (let q = start; q < start + outputWidth; q++, p += stride) sum += frame[p] * error[q];
  }
  return sum;
}
