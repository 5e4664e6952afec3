import type { ConvolutionGeometry } from "../convolution.ts";
import type { Kernels } from "./kernel_signatures.ts";

const phasedGeometries = new WeakMap<ConvolutionGeometry, ConvolutionGeometry>();

/**
 * The convolution without a stride that does the same as one with a stride `s`, on `s × s` as many
 * channels: the phases of the image with its border, each of which has every `s`-th of its rows and
 * columns. A kernel of `k` becomes one of `⌈k / s⌉`, with zeros where it has no weight:
 *
 * `Σ W[u] X[s i + u] = Σ W[s a + r] X[s (i + a) + r]`, over `a` and the phases `r`.
 *
 * @returns Undefined for a convolution without a stride, or with a reflecting border.
 */
export function phasedGeometry(g: ConvolutionGeometry): ConvolutionGeometry | undefined {
  if (g.stride === 1 || g.border === "reflect") return undefined;
  let phased = phasedGeometries.get(g);
  if (phased === undefined) {
    const kernelHeight = Math.ceil(g.kernelHeight / g.stride);
    const kernelWidth = Math.ceil(g.kernelWidth / g.stride);
    const phases = Math.min(g.stride, g.kernelHeight) * Math.min(g.stride, g.kernelWidth);
    phased = {
      channels: g.channels * phases,
      height: g.outputHeight + kernelHeight - 1,
      width: g.outputWidth + kernelWidth - 1,
      filters: g.filters,
      kernelHeight,
      kernelWidth,
      stride: 1,
      paddingTop: 0,
      paddingLeft: 0,
      border: "zero",
      outputHeight: g.outputHeight,
      outputWidth: g.outputWidth,
    };
    phasedGeometries.set(g, phased);
  }
  return phased;
}

/** Prepares a convolution of `rows` images which leaves `reserved` bytes before its space. */
type Prepare = (g: ConvolutionGeometry, rows: number, reserved: number) => {
  readonly kernels: Pick<
    Kernels,
    "convolution" | "convolutionInputError" | "convolutionWeightGradient"
  >;
  readonly space: number;
};

/** Where the phases of a batch of images and those of the kernels are. */
interface Room {
  readonly images: number;
  readonly kernels: number;
  readonly reserved: number;
}

/** Convolutions with a stride, by those without one on the phases; operands are addresses. */
export class Phases {
  readonly #kernels: Kernels;
  readonly #elementBytes: number;
  readonly #prepare: Prepare;

  constructor(kernels: Kernels, elementBytes: number, prepare: Prepare) {
    this.#kernels = kernels;
    this.#elementBytes = elementBytes;
    this.#prepare = prepare;
  }

  /** @param phased The {@linkcode phasedGeometry} of `g`. */
  convolution(
    g: ConvolutionGeometry,
    phased: ConvolutionGeometry,
    x: number,
    weights: number,
    bias: number,
    y: number,
    rows: number,
  ): void {
    const { images, kernels, reserved } = this.#begin(g, phased, rows);
    this.#kernels.splitImages(x, images, rows);
    this.#kernels.splitKernels(weights, kernels);
    const way = this.#prepare(phased, rows, reserved);
    way.kernels.convolution(images, kernels, bias, y, rows, way.space);
    this.#set(g, phased);
    this.#kernels.clearOutputs(x, images, bias, y, rows);
  }

  /** @param phased The {@linkcode phasedGeometry} of `g`. */
  inputError(
    g: ConvolutionGeometry,
    phased: ConvolutionGeometry,
    error: number,
    weights: number,
    inputError: number,
    rows: number,
  ): void {
    const { images, kernels, reserved } = this.#begin(g, phased, rows);
    this.#kernels.splitKernels(weights, kernels);
    const way = this.#prepare(phased, rows, reserved);
    way.kernels.convolutionInputError(error, kernels, images, rows, way.space);
    this.#set(g, phased);
    this.#kernels.joinImages(images, inputError, rows);
    this.#kernels.clearInputErrors(error, images, inputError, rows);
  }

  /** @param phased The {@linkcode phasedGeometry} of `g`. */
  weightGradient(
    g: ConvolutionGeometry,
    phased: ConvolutionGeometry,
    x: number,
    error: number,
    scale: number,
    keep: number,
    destination: number,
    rows: number,
  ): void {
    const { images, kernels, reserved } = this.#begin(g, phased, rows);
    this.#kernels.splitImages(x, images, rows);
    const way = this.#prepare(phased, rows, reserved);
    way.kernels.convolutionWeightGradient(images, error, 1, 0, kernels, rows, way.space);
    this.#set(g, phased);
    this.#kernels.joinKernels(kernels, destination, scale, keep);
  }

  /** Makes room for the phases, and sets how they are split. */
  #begin(g: ConvolutionGeometry, phased: ConvolutionGeometry, rows: number): Room {
    const { channels, height, width, filters, kernelHeight, kernelWidth } = phased;
    const imageBytes = this.#bytes(rows * channels * height * width);
    const reserved = imageBytes + this.#bytes(filters * channels * kernelHeight * kernelWidth);
    const images = this.#prepare(phased, rows, reserved).space - reserved;
    this.#set(g, phased);
    return { images, kernels: images + imageBytes, reserved };
  }

  /** Of so many elements, in whole vectors and with one behind them, which kernels may read. */
  #bytes(elements: number): number {
    return Math.ceil(this.#elementBytes * elements / 16) * 16 + 16;
  }

  #set(g: ConvolutionGeometry, phased: ConvolutionGeometry): void {
    this.#kernels.setPhases(
      g.channels,
      g.height,
      g.width,
      g.filters,
      g.kernelHeight,
      g.kernelWidth,
      g.stride,
      g.paddingTop,
      g.paddingLeft,
      phased.height,
      phased.width,
    );
  }
}
