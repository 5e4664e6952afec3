import type { ConvolutionGeometry } from "../lib/devices/convolution.ts";
import type { Device } from "../lib/devices/device.ts";
import type { Matrix } from "../lib/matrix.ts";
import { randomMatrix } from "./wasm.ts";

/** Sizes, and for how many samples. */
export interface ConvolutionCase extends ConvolutionGeometry {
  readonly samples: number;
}

/** A convolution of `height x width` images; stride 1 and a padding of zeros when left out. */
export function convolutionCase(
  [samples, channels, filters]: readonly [number, number, number],
  [height, width]: readonly [number, number],
  [kernelHeight, kernelWidth]: readonly [number, number],
  [paddingTop, paddingLeft]: readonly [number, number],
  { stride = 1, border = "zero" }: { stride?: number; border?: "zero" | "reflect" } = {},
): ConvolutionCase {
  return {
    samples,
    channels,
    filters,
    height,
    width,
    kernelHeight,
    kernelWidth,
    stride,
    paddingTop,
    paddingLeft,
    border,
    outputHeight: Math.floor((height - kernelHeight + 2 * paddingTop) / stride) + 1,
    outputWidth: Math.floor((width - kernelWidth + 2 * paddingLeft) / stride) + 1,
  };
}

/** What goes as a product: few channels, a stride, a reflecting border, kernels of one weight. */
export const productCases: readonly ConvolutionCase[] = [
  convolutionCase([1, 1, 1], [1, 1], [1, 1], [0, 0]),
  convolutionCase([3, 1, 3], [9, 7], [5, 3], [2, 1]),
  convolutionCase([2, 9, 5], [8, 17], [1, 1], [0, 0]),
  convolutionCase([2, 16, 7], [15, 16], [5, 5], [2, 2], { stride: 2 }),
  convolutionCase([2, 3, 4], [9, 11], [4, 6], [1, 0], { stride: 3 }),
  convolutionCase([2, 16, 17], [9, 8], [5, 5], [2, 2], { border: "reflect" }),
  convolutionCase([1, 33, 2], [12, 10], [7, 7], [3, 3], { border: "reflect" }),
];

/** What goes through Fourier transforms. */
export const fourierCases: readonly ConvolutionCase[] = [
  // One tile of 8, 16 and 32, whose two borders share their zeros; odd numbers of vectors.
  convolutionCase([9, 17, 19], [6, 6], [5, 5], [2, 2]),
  convolutionCase([7, 16, 15], [14, 13], [5, 5], [2, 2]),
  convolutionCase([3, 9, 21], [28, 27], [5, 5], [2, 2]),
  // No border; several tiles that hold their border.
  convolutionCase([5, 16, 16], [16, 14], [5, 5], [0, 0]),
  convolutionCase([2, 12, 13], [41, 33], [5, 5], [2, 2]),
  convolutionCase([2, 8, 9], [37, 70], [7, 7], [3, 3]),
  // Kernels of even and of different extents, and too large for the short transforms.
  convolutionCase([9, 16, 21], [14, 13], [4, 6], [1, 2]),
  convolutionCase([6, 16, 17], [14, 14], [3, 7], [1, 3]),
  convolutionCase([4, 16, 8], [21, 22], [8, 9], [3, 4]),
  // A border wider than the kernel, and the samples of more than one block.
  convolutionCase([8, 32, 33], [11, 12], [3, 3], [3, 4]),
  convolutionCase([67, 16, 9], [13, 13], [5, 5], [2, 2]),
];

/** With a stride, of which the phases go through Fourier transforms, and as a product. */
export const stridedCases: readonly ConvolutionCase[] = [
  convolutionCase([5, 8, 16], [28, 27], [5, 5], [2, 2], { stride: 2 }),
  convolutionCase([5, 6, 16], [28, 28], [7, 6], [1, 3], { stride: 2 }),
  convolutionCase([6, 4, 16], [42, 40], [8, 8], [0, 3], { stride: 3 }),
  convolutionCase([3, 5, 4], [11, 10], [3, 3], [1, 1], { stride: 2 }),
  convolutionCase([2, 3, 5], [10, 9], [2, 1], [0, 0], { stride: 3 }),
  convolutionCase([2, 4, 3], [5, 5], [3, 3], [4, 3], { stride: 2 }),
];

/** What a convolution and its backward passes take and write, all of it random. */
function operands(device: Device, { samples, ...g }: ConvolutionCase) {
  const outputs = g.filters * g.outputHeight * g.outputWidth;
  const inputs = g.channels * g.height * g.width;
  return {
    x: randomMatrix(device, [samples, inputs], 1),
    weights: randomMatrix(device, [g.filters, g.channels * g.kernelHeight * g.kernelWidth], 2),
    bias: randomMatrix(device, [1, g.filters], 3),
    error: randomMatrix(device, [samples, outputs], 4),
    y: randomMatrix(device, [samples, outputs], 5),
    inputError: randomMatrix(device, [samples, inputs], 6),
  };
}

/** The results of the three operations on random numbers. */
export function convolve(device: Device, g: ConvolutionCase): Record<string, Matrix> {
  const { x, weights, bias, error, y, inputError } = operands(device, g);
  device.convolution(g, x, weights, bias, y);
  device.convolutionInputError(g, error, weights, inputError);
  // The gradient may go to the weights themselves.
  device.convolutionWeightGradient(g, x, error, -0.5, 0.25, weights);
  return { y, inputError, weights };
}

/** Clears all but one small part of each image, the same in all its channels, with holes in some. */
function blacken(images: Matrix, channels: number, height: number, width: number): void {
  const { rows, data } = images;
  for (let s = 0; s < rows; s++) {
    const top = (5 * s) % height;
    const left = (7 * s) % width;
    for (let at = 0; at < channels * height * width; at++) {
      const i = Math.floor(at / width) % height;
      const j = at % width;
      const isInside = i >= top && i < top + 3 && j >= left && j < left + 2;
      if (!isInside || at % 5 === 0) data[s * images.columns + at] = at % 2 === 0 ? 0 : -0;
    }
  }
}

/**
 * The outputs of sparse images, and the input errors of sparse errors.
 *
 * @param bias That of each filter.
 */
export function convolveSparse(device: Device, g: ConvolutionCase, bias: number): Matrix[] {
  const o = operands(device, g);
  blacken(o.x, g.channels, g.height, g.width);
  blacken(o.error, g.filters, g.outputHeight, g.outputWidth);
  o.bias.data.fill(bias);
  device.convolution(g, o.x, o.weights, o.bias, o.y);
  device.convolutionInputError(g, o.error, o.weights, o.inputError);
  return [o.y, o.inputError];
}

/** For messages. */
export const title = (g: ConvolutionCase): string =>
  `${g.samples} images ${g.channels}x${g.height}x${g.width}, ` +
  `${g.filters} filters ${g.kernelHeight}x${g.kernelWidth}, stride ${g.stride}`;
