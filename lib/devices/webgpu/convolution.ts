import type { ConvolutionGeometry, Convolutions } from "../convolution.ts";
import { channelNumbers, channelwise, cutChannels, partSums } from "./channel_sums.ts";
import { inputErrorProduct, outputProduct, weightGradientProduct } from "./convolution_products.ts";
import { elementwise } from "./elementwise.ts";
import { type ImplicitProduct, productKernel, productWorkgroups } from "./implicit_product.ts";
import { Kernel } from "./kernel.ts";
import { type ConvolutionTile, convolutionTile } from "./convolution_tile.ts";
import type { Recorder } from "./recorder.ts";

/** Workgroups that a weight gradient is to keep busy: a few for each processor of a large GPU. */
const GRADIENT_WORKGROUPS = 512;

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

const valueParts = new Kernel({
  name: "sumChannels, sums of parts",
  arrays: { x: "read f32", parts: "write f32" },
  numbers: channelNumbers,
  code: partSums("vec2f(x[p.xStart + i], 0.0)"),
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

/** A product of one geometry, ready to run. */
interface Plan<Arrays extends string, Numbers extends string> {
  readonly kernel: Kernel<Arrays, Numbers>;
  readonly tile: ConvolutionTile;
}

function planProduct<Arrays extends string, Numbers extends string>(
  product: ImplicitProduct<Arrays, Numbers>,
  isSoftware: boolean,
): Plan<Arrays, Numbers> {
  const tile = convolutionTile(product.rows, isSoftware);
  return { kernel: productKernel(product, tile), tile };
}

function planConvolution(g: ConvolutionGeometry, isSoftware: boolean) {
  return {
    output: planProduct(outputProduct(g), isSoftware),
    inputError: planProduct(inputErrorProduct(g), isSoftware),
    weightGradient: planProduct(weightGradientProduct(g), isSoftware),
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
  const plans = new Map<string, ReturnType<typeof planConvolution>>();
  const planOf = (g: ConvolutionGeometry) => {
    const key = keyOf(g);
    let plan = plans.get(key);
    if (plan === undefined) plans.set(key, plan = planConvolution(g, gpu.isSoftware));
    return plan;
  };
  return {
    convolution(g, x, weights, bias, y) {
      const { kernel, tile } = planOf(g).output;
      const columns = x.rows * g.outputHeight * g.outputWidth;
      const workgroups = productWorkgroups(tile, g.filters, columns, 1);
      gpu.run(kernel, { x, weights, bias, y }, { samples: x.rows }, workgroups);
    },

    convolutionInputError(g, error, weights, inputError) {
      const { kernel, tile } = planOf(g).inputError;
      const columns = error.rows * g.height * g.width;
      const workgroups = productWorkgroups(tile, g.channels, columns, 1);
      gpu.run(kernel, { error, weights, inputError }, { samples: error.rows }, workgroups);
    },

    convolutionWeightGradient(g, x, error, scale, keep, destination) {
      const { kernel, tile } = planOf(g).weightGradient;
      const { rows, columns } = destination;
      const samples = x.rows;
      const [across, , down] = productWorkgroups(tile, rows, columns, 1);
      const most = Math.ceil(GRADIENT_WORKGROUPS / (across * down));
      const samplesEach = Math.max(1, Math.ceil(samples / most));
      const partCount = Math.ceil(samples / samplesEach);
      const count = rows * columns;
      const parts = gpu.scratch(partCount * count);
      gpu.run(
        kernel,
        { x, error, parts },
        { samples, samplesEach },
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
