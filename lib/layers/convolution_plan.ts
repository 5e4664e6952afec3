import type { ConvolutionGeometry } from "../devices/convolution.ts";
import { positiveInteger } from "../ranges.ts";
import { formatShape, type Shape } from "../shape.ts";
import { type Extent, extentOf, formatExtent, imageShape } from "./image.ts";

/** How a convolution goes over its input. */
export interface ConvolutionOptions {
  /** Distance of neighbouring outputs in the input, in both directions; 1 when left out. */
  readonly stride?: number;
  /**
   * Pixels added around the image: a number for each side; `valid` for none; `same`, the default,
   * for as many as make the output `⌈n / stride⌉` pixels high or wide where the input has `n`. Of
   * an odd number of them the larger part goes to the bottom and to the right, as in TensorFlow.
   */
  readonly padding?: "same" | "valid" | number;
  /**
   * What the added pixels are: `zero`, the default, or `reflect` for the image mirrored at its
   * outermost pixels, which are not repeated.
   */
  readonly border?: "zero" | "reflect";
}

/** A convolution's notation and sizes. */
export interface ConvolutionPlan {
  /** The layer as the layer notation writes it. */
  readonly notation: string;
  /** What a device must know of it. */
  readonly geometry: ConvolutionGeometry;
}

/**
 * Lays a convolution over its input: `⌊(n - k + 2p) / stride⌋ + 1` outputs along an extent of `n`,
 * with a kernel of `k` and a padding of `p`.
 *
 * @throws {RangeError} If an option is out of range, the input is no image, the kernel is larger than
 * the image with its padding, or a reflecting border as wide as the image.
 */
export function planConvolution(
  inputShape: Shape,
  filters: number,
  kernelSize: Extent | number,
  { stride = 1, padding = "same", border = "zero" }: ConvolutionOptions,
): ConvolutionPlan {
  positiveInteger(filters, "the number of filters");
  positiveInteger(stride, "the stride of a convolution");
  const kernel = extentOf("the kernel", kernelSize);
  checkPadding(padding);
  const notation = `conv ${filters} ${formatExtent(kernel)} ` +
    (typeof padding === "number" ? `padding ${padding}` : padding) +
    (stride === 1 ? "" : ` stride ${stride}`) +
    (border === "zero" ? "" : ` ${border}`);

  const [channels, height, width] = imageShape(notation, inputShape);
  const rows = planExtent(height, kernel.height, stride, padding);
  const columns = planExtent(width, kernel.width, stride, padding);
  const image = formatShape(inputShape);
  if (rows.outputs < 1 || columns.outputs < 1) {
    throw new RangeError(
      `Expected "${notation}" to have a kernel no larger than its input with the padding but found ` +
        `an input of ${image}`,
    );
  }
  if (border === "reflect" && (rows.widest >= height || columns.widest >= width)) {
    throw new RangeError(
      `Expected the reflecting border of "${notation}" to be narrower than its input but found ` +
        `an input of ${image}`,
    );
  }
  const geometry = {
    channels,
    height,
    width,
    filters,
    kernelHeight: kernel.height,
    kernelWidth: kernel.width,
    stride,
    paddingTop: rows.before,
    paddingLeft: columns.before,
    border,
    outputHeight: rows.outputs,
    outputWidth: columns.outputs,
  };
  return { notation, geometry };
}

function checkPadding(padding: "same" | "valid" | number): void {
  if (typeof padding !== "number" || (Number.isInteger(padding) && padding >= 0)) return;
  throw new RangeError(
    `Expected a padding of same, valid or an integer of 0 or more but found ${padding}`,
  );
}

/** Along one direction: the outputs, the pixels added before the image, and the wider border. */
function planExtent(
  extent: number,
  kernel: number,
  stride: number,
  padding: "same" | "valid" | number,
) {
  if (padding === "same") {
    const outputs = Math.ceil(extent / stride);
    const total = Math.max((outputs - 1) * stride + kernel - extent, 0);
    return { outputs, before: Math.floor(total / 2), widest: Math.ceil(total / 2) };
  }
  const before = padding === "valid" ? 0 : padding;
  const outputs = Math.floor((extent - kernel + 2 * before) / stride) + 1;
  return { outputs, before, widest: before };
}
