import type { ConvolutionGeometry } from "../convolution.ts";

/** How the Fourier kernels cut the images of a convolution into tiles. */
export interface FourierTiling {
  /** Rows and columns of a tile, and of its spectrum. */
  readonly n: 8 | 16 | 32;
  /**
   * Whether an image and its outputs each fit one tile, and the few zeros around them serve as the
   * border on both sides, as a transform takes its tile to repeat. Else each tile holds its border.
   */
  readonly wraps: boolean;
  /** Rows and columns of outputs that come from one tile. */
  readonly advanceRows: number;
  readonly advanceColumns: number;
  /** Tiles of an image. */
  readonly tiles: number;
}

/**
 * The way to do a convolution through Fourier transforms that takes the least time.
 *
 * @returns `undefined` where there is none: with a stride, a reflecting border, a kernel too large, or
 * so many kernels that their spectra would take more than 2²⁴ numbers.
 */
export function fourierTiling(g: ConvolutionGeometry): FourierTiling | undefined {
  if (g.stride > 1 || g.border === "reflect") return undefined;
  const sizes = [8, 16, 32] as const;
  return sizes.filter((n) => n * n * g.channels * g.filters <= 2 ** 24)
    .flatMap((n) => [wrapped(g, n), overlapping(g, n)])
    .filter((tiling) => tiling !== undefined)
    .reduce<FourierTiling | undefined>((best, tiling) => {
      return best === undefined || sampleCost(g, tiling) < sampleCost(g, best) ? tiling : best;
    }, undefined);
}

/** One tile that holds an image, the border being what is left of it. */
function wrapped(g: ConvolutionGeometry, n: FourierTiling["n"]): FourierTiling | undefined {
  const rows = wrappedExtent(g.height, g.outputHeight, g.kernelHeight, g.paddingTop);
  const columns = wrappedExtent(g.width, g.outputWidth, g.kernelWidth, g.paddingLeft);
  if (Math.max(rows, columns) > n) return undefined;
  return {
    n,
    wraps: true,
    advanceRows: Math.max(g.height, g.outputHeight),
    advanceColumns: Math.max(g.width, g.outputWidth),
    tiles: 1,
  };
}

/**
 * Rows, or columns, that a tile must have so that it holds a window, and no window meets the image
 * from both sides.
 */
function wrappedExtent(extent: number, outputs: number, kernel: number, padding: number): number {
  if (padding >= kernel) return Infinity;
  return Math.max(extent + padding, outputs + kernel - 1 - padding, outputs, kernel);
}

/** Tiles that overlap by the kernel's extent less one. */
function overlapping(g: ConvolutionGeometry, n: FourierTiling["n"]): FourierTiling | undefined {
  const advanceRows = n - g.kernelHeight + 1;
  const advanceColumns = n - g.kernelWidth + 1;
  if (advanceRows < 1 || advanceColumns < 1) return undefined;
  const tiles = Math.ceil(Math.max(g.height, g.outputHeight) / advanceRows) *
    Math.ceil(Math.max(g.width, g.outputWidth) / advanceColumns);
  return { n, wraps: false, advanceRows, advanceColumns, tiles };
}

// Costs are in multiplications of a complex matrix product, or what takes as long. The factors are
// measured, with vectors of four numbers; they hold for vectors of two as well.

/** Of transforming the images and outputs of one sample, and multiplying their spectra. */
function sampleCost(g: ConvolutionGeometry, { n, tiles }: FourierTiling): number {
  const transforms = 30 * n * n * (wholeVectors(g.channels) + wholeVectors(g.filters));
  const products = 2 * n * n * g.channels * wholeVectors(g.filters);
  return tiles * (transforms + products);
}

/** A number of channels, in whole vectors. */
function wholeVectors(channels: number): number {
  return 4 * Math.ceil(channels / 4);
}

/** Of a convolution of `samples` images. */
function fourierCost(g: ConvolutionGeometry, tiling: FourierTiling, samples: number): number {
  const kernels = 10 * tiling.n * tiling.n * g.channels * wholeVectors(g.filters);
  return kernels + samples * sampleCost(g, tiling);
}

/** Of the same as a matrix product: of packing what each weight meets, and multiplying it. */
function productCost(g: ConvolutionGeometry, samples: number): number {
  const weights = g.channels * g.kernelHeight * g.kernelWidth;
  const packed = samples * weights * g.outputHeight * g.outputWidth;
  return packed * (5 + 1.25 * g.filters);
}

/** Whether Fourier transforms take less time than the matrix product, for `samples` images. */
export function isWorthwhile(
  g: ConvolutionGeometry,
  tiling: FourierTiling,
  samples: number,
): boolean {
  return fourierCost(g, tiling, samples) < productCost(g, samples);
}
