import { FormatError } from "../../formats/format_error.ts";
import { isFloating } from "../../formats/safetensors.ts";
import { type ConvolutionOptions, planConvolution } from "../../layers/convolution_plan.ts";
import type { Extent } from "../../layers/image.ts";
import { type Shape, sizeOf } from "../../shape.ts";
import type { AddedPixels, NetworkReader } from "./network_reader.ts";
import type { OperatorNode } from "./operator_node.ts";

type Pads = AddedPixels["pads"];

/** Nothing added. */
const NONE: Pads = [0, 0, 0, 0];

/** `Conv`, with the pixels that `Pad` has added before it. */
export function convolution(node: OperatorNode, network: NetworkReader): void {
  const [channels, height, width] = imageOf(network);
  const { shape, data } = node.constant(1);
  const [filters, filterChannels, kernelHeight, kernelWidth] = shape;
  node.requireInt("group", 1);
  node.requireInts("dilations", 1);
  if (shape.length !== 4 || filterChannels !== channels || !isFloating(data)) {
    throw new FormatError(
      `Expected weights of filters for ${channels} channels but found [${
        shape.slice(0, 8).join(", ")
      }]`,
    );
  }
  const stride = strideOf(node);
  const kernel = { height: kernelHeight, width: kernelWidth };
  const own = padsOf(node, [height, width], [kernelHeight, kernelWidth], stride);
  const { pads: added, border } = takePads(network);
  if (border === "reflect" && own.some((pad) => pad > 0)) {
    throw new FormatError("Expected no zeros around reflected pixels but found some");
  }
  const [top, left, bottom, right] = own.map((pad, i) => pad + added[i]);
  const outputHeight = Math.floor((height + top + bottom - kernelHeight) / stride) + 1;
  const outputWidth = Math.floor((width + left + right - kernelWidth) / stride) + 1;
  const fitting = (["valid", "same", top] as const).map((padding) => {
    return planOf(network.signal.shape, filters, kernel, { stride, padding, border });
  }).find((plan) =>
    plan?.geometry.paddingTop === top && plan.geometry.paddingLeft === left &&
    plan.geometry.outputHeight === outputHeight && plan.geometry.outputWidth === outputWidth
  );
  if (fitting === undefined) {
    throw new FormatError(
      "Expected pixels added alike on all sides, or so that the image keeps its size, but found " +
        `${[top, left, bottom, right].join(", ")} for the top, left, bottom and right`,
    );
  }
  const bias = node.optionalConstant(2) === undefined
    ? data.slice(0, filters).fill(0)
    : node.weights(2, [filters]).slice();
  network.add(fitting.notation, [
    ["weight", { shape, data: data.slice() }],
    ["bias", { shape: [filters], data: bias }],
  ]);
}

/** A convolution over an image; undefined if there is none. */
function planOf(image: Shape, filters: number, kernel: Extent, options: ConvolutionOptions) {
  try {
    return planConvolution(image, filters, kernel, options);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** `MaxPool` and `AveragePool`. */
export function pooling(
  name: "max_pool" | "average_pool",
): (node: OperatorNode, network: NetworkReader) => void {
  return (node, network) => {
    const [, height, width] = imageOf(network);
    const window = node.ints("kernel_shape", []);
    if (window.length !== 2) {
      throw new FormatError(`Expected windows of 2 extents but found ${window.length}`);
    }
    const [windowHeight, windowWidth] = window;
    const stride = strideOf(node);
    node.requireInts("dilations", 1);
    const pads = padsOf(node, [height, width], window, stride);
    if (pads.some((pad) => pad !== 0) || takePads(network).pads.some((pad) => pad !== 0)) {
      throw new FormatError("Expected windows within the image but found pixels added around it");
    }
    const isWhole = (height - windowHeight) % stride === 0 && (width - windowWidth) % stride === 0;
    if (node.int("ceil_mode", 0) !== 0 && !isWhole) {
      throw new FormatError('Expected "ceil_mode" to be 0 but found 1');
    }
    network.add(`${name} ${windowHeight}x${windowWidth} stride ${stride}`);
  };
}

export function globalAveragePool(_node: OperatorNode, network: NetworkReader): void {
  const [channels] = imageOf(network);
  network.addGlobalPooling([channels, 1, 1]);
}

/** `ReduceMean` over the rows and columns of an image. */
export function reduceMean(node: OperatorNode, network: NetworkReader): void {
  const { extents, shape, layout } = network.signal;
  const axes = (node.integers(1) ?? node.ints("axes", [])).map((axis) =>
    axis < 0 ? axis + extents.length + 1 : axis
  ).toSorted();
  const expected = layout === "channels first" ? "2,3" : "1,2";
  if (shape.length !== 3 || axes.join() !== expected) {
    throw new FormatError(
      `Expected the mean over the rows and columns of an image but found axes ${axes.slice(0, 8)}`,
    );
  }
  const [channels] = shape;
  const kept = layout === "channels first" ? [channels, 1, 1] : [1, 1, channels];
  network.addGlobalPooling(node.int("keepdims", 1) === 1 ? kept : [channels]);
}

/** `Pad`: pixels around an image, which the convolution after it takes as its own. */
export function pad(node: OperatorNode, network: NetworkReader): void {
  const mode = node.text("mode", "constant");
  const value = node.optionalConstant(2)?.data[0] ?? node.float("value", 0);
  if (!["constant", "reflect"].includes(mode) || (mode === "constant" && Number(value) !== 0)) {
    throw new FormatError(`Expected zeros or reflected pixels to be added but found others`);
  }
  const all = node.integers(1) ?? node.ints("pads", node.ints("paddings", []));
  const rank = network.signal.extents.length + 1;
  const axes = node.integers(3) ?? Array.from({ length: rank }, (_, i) => i);
  const before = new Map<number, number>();
  const after = new Map<number, number>();
  axes.forEach((axis, i) => {
    before.set(axis < 0 ? axis + rank : axis, all[i]);
    after.set(axis < 0 ? axis + rank : axis, all[i + axes.length]);
  });
  if (all.every((count) => count === 0)) return;
  const rows = network.signal.layout === "channels first" ? 2 : 1;
  const [[top, bottom], [left, right]] = [rows, rows + 1].map((axis) => {
    const counts = [before, after].map((side) => side.get(axis) ?? 0);
    before.delete(axis);
    after.delete(axis);
    return counts;
  });
  const others = [...before.values(), ...after.values()];
  if (
    network.signal.shape.length !== 3 || others.some((count) => count !== 0) ||
    [top, left, bottom, right].some((count) => count < 0)
  ) {
    throw new FormatError("Expected pixels added around an image but found something else");
  }
  network.unfinished = {
    pads: [top, left, bottom, right],
    border: mode === "reflect" ? "reflect" : "zero",
  };
}

function takePads(network: NetworkReader): AddedPixels {
  const { unfinished } = network;
  if (typeof unfinished !== "object") return { pads: NONE, border: "zero" };
  network.unfinished = undefined;
  return unfinished;
}

/** The shape of what comes in, which must be an image with its channels first. */
function imageOf({ signal: { shape, layout, extents } }: NetworkReader) {
  if (shape.length === 3 && layout === "channels first" && extents.length === 3) return shape;
  throw new FormatError(
    "Expected an image, channels x height x width, as its input but found " +
      (sizeOf(shape) === shape[0] ? "a list of values" : "another order of the extents"),
  );
}

function strideOf(node: OperatorNode): number {
  const strides = node.ints("strides", [1, 1]);
  const [stride] = strides;
  if (strides.length === 2 && strides[1] === stride && stride >= 1) return stride;
  throw new FormatError(
    `Expected the same stride for rows and columns but found ${strides.slice(0, 8).join(", ")}`,
  );
}

/** The pixels that an operator adds by itself. */
function padsOf(
  node: OperatorNode,
  extents: readonly number[],
  window: readonly number[],
  stride: number,
): Pads {
  const mode = node.text("auto_pad", "NOTSET");
  if (mode === "VALID") return NONE;
  if (mode === "NOTSET") {
    const pads = node.ints("pads", NONE);
    if (isPads(pads)) return pads;
    throw new FormatError(`Expected 4 numbers as "pads" but found ${pads.length}`);
  }
  const [rows, columns] = extents.map((extent, i) => {
    const total = Math.max((Math.ceil(extent / stride) - 1) * stride + window[i] - extent, 0);
    const [less, more] = [Math.floor(total / 2), Math.ceil(total / 2)];
    return mode === "SAME_LOWER" ? [more, less] : [less, more];
  });
  return [rows[0], columns[0], rows[1], columns[1]];
}

function isPads(pads: readonly number[]): pads is Pads {
  return pads.length === 4 && pads.every((pad) => pad >= 0);
}
