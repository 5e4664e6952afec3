import { bytesPerElement, type Precision } from "../../matrix.ts";
import type { ConvolutionGeometry, Convolutions } from "../convolution.ts";
import { phasedGeometry, Phases } from "./convolution_phases.ts";
import { type FourierTiling, fourierTiling, isWorthwhile } from "./fourier_tiling.ts";
import type { Workspace } from "./heap.ts";
import type { Kernels } from "./kernel_signatures.ts";
import { addressOf } from "./memory.ts";
import type { Width } from "./wide/width.ts";

/**
 * Bytes of the numbers that a block of tiles has at one point of one channel: 16 tiles in f32, 8 in
 * f64. The product of more is no faster, and their spectra would not stay in the cache.
 */
const BLOCK_BYTES = 128;

/** The kernels of one way to do convolutions. */
type ConvolutionKernels = Pick<
  Kernels,
  "convolution" | "convolutionInputError" | "convolutionWeightGradient"
>;

/** What does a convolution, and where its intermediate results go. */
interface Way {
  readonly kernels: ConvolutionKernels;
  readonly space: number;
}

/**
 * Convolutions by kernels, with their intermediate results in the workspace: through Fourier
 * transforms where that takes less time, else as a matrix product. Those with a stride are done on
 * the phases of their images.
 *
 * @param width Chooses the tiles of products where there is a choice.
 */
export function convolutions(
  kernels: Kernels,
  workspace: Workspace,
  precision: Precision,
  width: Width | undefined,
): Convolutions {
  const elementBytes = bytesPerElement[precision];
  const tilings = new WeakMap<ConvolutionGeometry, FourierTiling | "none">();
  const fourier: ConvolutionKernels = {
    convolution: kernels.fourierConvolution,
    convolutionInputError: kernels.fourierConvolutionInputError,
    convolutionWeightGradient: kernels.fourierConvolutionWeightGradient,
  };

  /** Prepares the kernels for a convolution of a batch, which leave `reserved` bytes of the workspace. */
  function prepare(g: ConvolutionGeometry, rows: number, reserved = 0): Way {
    width?.consider();
    const bytes = setConvolution(kernels, g);
    const tiling = tilingOf(g, rows);
    if (tiling === undefined) {
      return { kernels, space: workspace.atLeast(reserved + bytes) + reserved };
    }
    const { n, wraps, advanceRows, advanceColumns, tiles } = tiling;
    const block = Math.max(1, Math.floor(BLOCK_BYTES / (2 * elementBytes * tiles)));
    const needed = kernels.setFourierTiling(n, Number(wraps), advanceRows, advanceColumns, block);
    return { kernels: fourier, space: workspace.atLeast(reserved + needed) + reserved };
  }

  /** How the Fourier kernels do a convolution of a batch, where they take less time. */
  function tilingOf(g: ConvolutionGeometry, rows: number): FourierTiling | undefined {
    let tiling = tilings.get(g);
    if (tiling === undefined) {
      tiling = fourierTiling(g) ?? "none";
      tilings.set(g, tiling);
    }
    return tiling !== "none" && isWorthwhile(g, tiling, rows) ? tiling : undefined;
  }

  const phases = new Phases(kernels, elementBytes, prepare);

  return {
    convolution(g, x, weights, bias, y) {
      const from = addressOf(x);
      const w = addressOf(weights);
      const b = addressOf(bias);
      const to = addressOf(y);
      const phased = phasedGeometry(g);
      // Without Fourier transforms the zeros in the phases of the kernels cost more than they save.
      if (phased !== undefined && tilingOf(phased, x.rows) !== undefined) {
        return phases.convolution(g, phased, from, w, b, to, x.rows);
      }
      const way = prepare(g, x.rows);
      way.kernels.convolution(from, w, b, to, x.rows, way.space);
    },

    convolutionInputError(g, error, weights, inputError) {
      const from = addressOf(error);
      const w = addressOf(weights);
      const to = addressOf(inputError);
      const phased = phasedGeometry(g);
      if (phased !== undefined) return phases.inputError(g, phased, from, w, to, error.rows);
      const way = prepare(g, error.rows);
      way.kernels.convolutionInputError(from, w, to, error.rows, way.space);
    },

    convolutionWeightGradient(g, x, error, scale, keep, destination) {
      const from = addressOf(x);
      const e = addressOf(error);
      const to = addressOf(destination);
      const phased = phasedGeometry(g);
      if (phased !== undefined) {
        return phases.weightGradient(g, phased, from, e, scale, keep, to, x.rows);
      }
      const way = prepare(g, x.rows);
      way.kernels.convolutionWeightGradient(from, e, scale, keep, to, x.rows, way.space);
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
