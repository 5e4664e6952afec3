import type { Matrix } from "../../matrix.ts";
import type { ConvolutionGeometry, Convolutions } from "../convolution.ts";
import { type FourierTiling, fourierTiling, isWorthwhile } from "./fourier_tiling.ts";
import type { Workspace } from "./heap.ts";
import type { Kernels } from "./kernel_signatures.ts";
import { addressOf } from "./memory.ts";

/**
 * Bytes of the numbers that a block of tiles has at one point of one channel: 16 tiles in f32, 8 in
 * f64. The product of more is no faster, and their spectra would not stay in the cache.
 */
const BLOCK_BYTES = 128;

/**
 * Convolutions by kernels, with their intermediate results in the workspace: through Fourier
 * transforms where that takes less time, else as a matrix product.
 */
export function convolutions(kernels: Kernels, workspace: Workspace): Convolutions {
  const tilings = new WeakMap<ConvolutionGeometry, FourierTiling | "none">();

  /** Prepares the Fourier kernels for a convolution of a batch where they are to do it. */
  function fourierWorkspace(g: ConvolutionGeometry, { rows, data }: Matrix): number | undefined {
    let tiling = tilings.get(g);
    if (tiling === undefined) {
      tiling = fourierTiling(g) ?? "none";
      tilings.set(g, tiling);
    }
    if (tiling === "none" || !isWorthwhile(g, tiling, rows)) return undefined;
    const { n, wraps, advanceRows, advanceColumns, tiles } = tiling;
    const block = Math.max(1, Math.floor(BLOCK_BYTES / (2 * data.BYTES_PER_ELEMENT * tiles)));
    setConvolution(kernels, g);
    return workspace.atLeast(
      kernels.setFourierTiling(n, Number(wraps), advanceRows, advanceColumns, block),
    );
  }

  return {
    convolution(g, x, weights, bias, y) {
      const spectra = fourierWorkspace(g, x);
      const kernel = spectra === undefined ? kernels.convolution : kernels.fourierConvolution;
      const space = spectra ?? workspace.atLeast(setConvolution(kernels, g));
      const to = addressOf(y);
      kernel(addressOf(x), addressOf(weights), addressOf(bias), to, x.rows, space);
    },

    convolutionInputError(g, error, weights, inputError) {
      const spectra = fourierWorkspace(g, error);
      const kernel = spectra === undefined
        ? kernels.convolutionInputError
        : kernels.fourierConvolutionInputError;
      const space = spectra ?? workspace.atLeast(setConvolution(kernels, g));
      const to = addressOf(inputError);
      kernel(addressOf(error), addressOf(weights), to, error.rows, space);
    },

    convolutionWeightGradient(g, x, error, scale, keep, destination) {
      const spectra = fourierWorkspace(g, x);
      const kernel = spectra === undefined
        ? kernels.convolutionWeightGradient
        : kernels.fourierConvolutionWeightGradient;
      const space = spectra ?? workspace.atLeast(setConvolution(kernels, g));
      const to = addressOf(destination);
      const from = addressOf(error);
      kernel(addressOf(x), from, scale, keep, to, x.rows, space);
    },

    sumChannels(scale, x, keep, sums) {
      const size = x.columns / sums.columns;
      const to = addressOf(sums);
      kernels.sumChannels(scale, addressOf(x), keep, to, x.rows, sums.columns, size);
    },
  };
}

function setConvolution(kernels: Kernels, g: ConvolutionGeometry): number {
  return kernels.setConvolution(
    g.channels,
    g.height,
    g.width,
    g.filters,
    g.kernelHeight,
    g.kernelWidth,
    g.stride,
    g.paddingTop,
    g.paddingLeft,
    Number(g.border === "reflect"),
    g.outputHeight,
    g.outputWidth,
  );
}
