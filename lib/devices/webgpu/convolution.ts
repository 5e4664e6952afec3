import type { Matrix } from "../../matrix.ts";
import type { ConvolutionGeometry, Convolutions } from "../convolution.ts";
import { channelNumbers, channelwise, cutChannels, valueParts } from "./channel_sums.ts";
import {
  gradientSteps,
  inputErrorProduct,
  outputProduct,
  weightGradientProduct,
} from "./convolution_products.ts";
import { type ConvolutionTile, convolutionTile } from "./convolution_tile.ts";
import { elementwise } from "./elementwise.ts";
import type { Operand } from "./gpu_array.ts";
import { type ImplicitProduct, productKernel, productWorkgroups } from "./implicit_product.ts";
import { Kernel } from "./kernel.ts";
import type { Recorder } from "./recorder.ts";

/** Workgroups that share a weight gradient, at most: a few for each processor of a large GPU. */
const GRADIENT_WORKGROUPS = 512;

/** Parts that a weight gradient comes in, at most: an invocation adds up those of a weight. */
const MOST_PARTS = 64;

const sumOfParts = elementwise({
  name: "convolutionWeightGradient, sum of parts",
  arrays: { parts: "read f32", destination: "write f32" },
  numbers: { count: "u32", partCount: "u32", scale: "f32", keep: "f32" },
  code: `
    var sum = 0.0;
    for (var part = 0u; part < p.partCount; part++) {
      sum += parts[p.partsStart + part * p.count + i];
    }
    // What is not kept may be anything.
    var kept = 0.0;
    if (p.keep != 0.0) { kept = p.keep * destination[i]; }
    destination[i] = kept + p.scale * sum;`,
});

const channelSums = new Kernel({
  name: "sumChannels",
  arrays: { parts: "read f32", sums: "write f32" },
  numbers: { ...channelNumbers, scale: "f32", keep: "f32" },
  code: channelwise(`
  var kept = 0.0;
  if (p.keep != 0.0) { kept = p.keep * sums[p.sumsStart + channel]; }
  sums[p.sumsStart + channel] = p.scale * sum.x + kept;`),
});

/**
 * Adds what a frame around an image shows to the pixels that it shows: a reflecting border shows a pixel
 * at up to three rows and columns.
 */
const foldKernel = elementwise({
  name: "convolutionInputError, folded border",
  arrays: { frame: "read f32", inputError: "write f32" },
  numbers: {
    count: "u32",
    height: "i32",
    width: "i32",
    frameHeight: "i32",
    frameWidth: "i32",
    paddingTop: "i32",
    paddingLeft: "i32",
  },
  declarations: `
fn placesOf(pixel: i32, extent: i32, padding: i32) -> vec3i {
  let last = extent - 1;
  return vec3i(
    padding + pixel,
    select(-1, padding - pixel, pixel > 0),
    select(-1, padding + 2 * last - pixel, pixel < last),
  );
}`,
  code: `
    let pixel = i32(i);
    let first = pixel / (p.height * p.width) * p.frameHeight * p.frameWidth;
    let rows = placesOf(pixel / p.width % p.height, p.height, p.paddingTop);
    let columns = placesOf(pixel % p.width, p.width, p.paddingLeft);
    var sum = 0.0;
    for (var r = 0; r < 3; r++) {
      if (rows[r] < 0 || rows[r] >= p.frameHeight) { continue; }
      for (var c = 0; c < 3; c++) {
        if (columns[c] < 0 || columns[c] >= p.frameWidth) { continue; }
        sum += frame[p.frameStart + u32(first + rows[r] * p.frameWidth + columns[c])];
      }
    }
    inputError[i] = sum;`,
});

/** The geometry of the same convolution of images that hold their borders already. */
function framed(g: ConvolutionGeometry): ConvolutionGeometry {
  const height = (g.outputHeight - 1) * g.stride + g.kernelHeight;
  const width = (g.outputWidth - 1) * g.stride + g.kernelWidth;
  return { ...g, height, width, paddingTop: 0, paddingLeft: 0, border: "zero" };
}

/** A product with its kernels, one for each tile that batches of some size take. */
class PlannedProduct<Arrays extends string, Numbers extends string> {
  readonly product: ImplicitProduct<Arrays, Numbers>;
  readonly #kernels = new Map<string, Kernel<Arrays, Numbers>>();

  constructor(product: ImplicitProduct<Arrays, Numbers>) {
    this.product = product;
  }

  kernel(tile: ConvolutionTile): Kernel<Arrays, Numbers> {
    const key = Object.values(tile).join();
    let kernel = this.#kernels.get(key);
    if (kernel === undefined) this.#kernels.set(key, kernel = productKernel(this.product, tile));
    return kernel;
  }
}

function planConvolution(g: ConvolutionGeometry) {
  return {
    output: new PlannedProduct(outputProduct(g)),
    inputError: new PlannedProduct(inputErrorProduct(g)),
    weightGradient: new PlannedProduct(weightGradientProduct(g)),
    stepsPerSample: gradientSteps(g),
  };
}

/** What decides on the kernels of a geometry. */
function keyOf(g: ConvolutionGeometry): string {
  return [
    ...[g.channels, g.height, g.width, g.filters, g.kernelHeight, g.kernelWidth, g.stride],
    ...[g.paddingTop, g.paddingLeft, g.border, g.outputHeight, g.outputWidth],
  ].join();
}

/** See {@linkcode Convolutions}. */
export function convolutions(gpu: Recorder): Convolutions {
  const { isSoftware, limits: { maxComputeWorkgroupStorageSize: memory } } = gpu;
  const plans = new Map<string, ReturnType<typeof planConvolution>>();
  const planOf = (g: ConvolutionGeometry) => {
    const key = keyOf(g);
    let plan = plans.get(key);
    if (plan === undefined) plans.set(key, plan = planConvolution(g));
    return plan;
  };
  const tileOf = ({ rows, terms }: ImplicitProduct<string, string>, columns: number) =>
    convolutionTile([rows, columns, terms], { isSoftware, memory });

  const recordInputError = (
    g: ConvolutionGeometry,
    error: Matrix,
    weights: Matrix,
    inputError: Operand,
  ) => {
    const { inputError: planned } = planOf(g);
    const columns = error.rows * g.height * g.width;
    const tile = tileOf(planned.product, columns);
    const workgroups = productWorkgroups(tile, g.channels, columns, 1);
    const operands = { error, weights, inputError };
    gpu.run(planned.kernel(tile), operands, { samples: error.rows }, workgroups);
  };

  return {
    convolution(g, x, weights, bias, y) {
      const { output } = planOf(g);
      const columns = x.rows * g.outputHeight * g.outputWidth;
      const tile = tileOf(output.product, columns);
      const workgroups = productWorkgroups(tile, g.filters, columns, 1);
      gpu.run(output.kernel(tile), { x, weights, bias, y }, { samples: x.rows }, workgroups);
    },

    convolutionInputError(g, error, weights, inputError) {
      if (g.border === "zero") {
        recordInputError(g, error, weights, inputError);
        return;
      }
      const wide = framed(g);
      const frame = gpu.scratch(error.rows * g.channels * wide.height * wide.width);
      recordInputError(wide, error, weights, frame);
      gpu.runElementwise(foldKernel, { frame, inputError }, {
        count: inputError.data.length,
        height: g.height,
        width: g.width,
        frameHeight: wide.height,
        frameWidth: wide.width,
        paddingTop: g.paddingTop,
        paddingLeft: g.paddingLeft,
      });
    },

    convolutionWeightGradient(g, x, error, scale, keep, destination) {
      const { weightGradient, stepsPerSample } = planOf(g);
      const { rows, columns } = destination;
      const tile = tileOf(weightGradient.product, columns);
      const tiles = Math.ceil(rows / tile.rows) * Math.ceil(columns / tile.columns);
      const steps = x.rows * stepsPerSample;
      const most = Math.min(MOST_PARTS, Math.ceil(GRADIENT_WORKGROUPS / tiles));
      const stepsEach = Math.ceil(steps / most);
      const partCount = Math.ceil(steps / stepsEach);
      const count = rows * columns;
      const parts = gpu.scratch(partCount * count);
      gpu.run(
        weightGradient.kernel(tile),
        { x, error, parts },
        { steps, stepsEach },
        productWorkgroups(tile, rows, columns, partCount),
      );
      gpu.runElementwise(sumOfParts, { parts, destination }, { count, partCount, scale, keep });
    },

    sumChannels(scale, x, keep, sums) {
      const { numbers, length, partGroups, channelGroups } = cutChannels(x, sums.columns);
      const parts = gpu.scratch(length);
      gpu.run(valueParts, { x, parts }, numbers, partGroups);
      gpu.run(channelSums, { parts, sums }, { ...numbers, scale, keep }, channelGroups);
    },
  };
}
