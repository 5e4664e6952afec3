import { assertEquals } from "@std/assert";
import { Dataset } from "../../../../lib/data/dataset.ts";
import type { ConvolutionGeometry } from "../../../../lib/devices/convolution.ts";
import type { Device } from "../../../../lib/devices/device.ts";
import { phasedGeometry } from "../../../../lib/devices/wasm/convolution_phases.ts";
import { fourierTiling, isWorthwhile } from "../../../../lib/devices/wasm/fourier_tiling.ts";
import { relu } from "../../../../lib/layers/activations.ts";
import { convolution } from "../../../../lib/layers/convolution.ts";
import type { ConvolutionOptions } from "../../../../lib/layers/convolution_plan.ts";
import { dense } from "../../../../lib/layers/dense.ts";
import type { LayerFactory } from "../../../../lib/layers/layer.ts";
import { flatten } from "../../../../lib/layers/pass_through.ts";
import { maxPool } from "../../../../lib/layers/pooling.ts";
import { softmax } from "../../../../lib/layers/softmax.ts";
import type { Matrix } from "../../../../lib/matrix.ts";
import { Network } from "../../../../lib/network.ts";
import { SGD } from "../../../../lib/optimizers/sgd.ts";
import { Training } from "../../../../lib/training/training.ts";
import { assertClose } from "../../../close.ts";
import { digits } from "../../../digits.ts";
import { collectGradients } from "../../../layers.ts";
import { randomMatrix, testAgainstReference, testThreadsAgree } from "../../../wasm.ts";

/** Sizes, and for how many samples. */
interface Case extends ConvolutionGeometry {
  readonly samples: number;
}

/** A convolution of `height x width` images; stride 1 and a padding of zeros when left out. */
function convolutionCase(
  [samples, channels, filters]: readonly [number, number, number],
  [height, width]: readonly [number, number],
  [kernelHeight, kernelWidth]: readonly [number, number],
  [paddingTop, paddingLeft]: readonly [number, number],
  { stride = 1, border = "zero" }: { stride?: number; border?: "zero" | "reflect" } = {},
): Case {
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
const productCases: readonly Case[] = [
  convolutionCase([1, 1, 1], [1, 1], [1, 1], [0, 0]),
  convolutionCase([3, 1, 3], [9, 7], [5, 3], [2, 1]),
  convolutionCase([2, 9, 5], [8, 17], [1, 1], [0, 0]),
  convolutionCase([2, 16, 7], [15, 16], [5, 5], [2, 2], { stride: 2 }),
  convolutionCase([2, 3, 4], [9, 11], [4, 6], [1, 0], { stride: 3 }),
  convolutionCase([2, 16, 17], [9, 8], [5, 5], [2, 2], { border: "reflect" }),
  convolutionCase([1, 33, 2], [12, 10], [7, 7], [3, 3], { border: "reflect" }),
];

/** What goes through Fourier transforms. */
const fourierCases: readonly Case[] = [
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
const stridedCases: readonly Case[] = [
  convolutionCase([5, 8, 16], [28, 27], [5, 5], [2, 2], { stride: 2 }),
  convolutionCase([5, 6, 16], [28, 28], [7, 6], [1, 3], { stride: 2 }),
  convolutionCase([6, 4, 16], [42, 40], [8, 8], [0, 3], { stride: 3 }),
  convolutionCase([3, 5, 4], [11, 10], [3, 3], [1, 1], { stride: 2 }),
  convolutionCase([2, 3, 5], [10, 9], [2, 1], [0, 0], { stride: 3 }),
  convolutionCase([2, 4, 3], [5, 5], [3, 3], [4, 3], { stride: 2 }),
];

function operands(device: Device, { samples, ...g }: Case) {
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

/** The results of the three operations. */
function convolve(device: Device, g: Case): Record<string, Matrix> {
  const { x, weights, bias, error, y, inputError } = operands(device, g);
  device.convolution(g, x, weights, bias, y);
  device.convolutionInputError(g, error, weights, inputError);
  // The gradient may go to the weights themselves.
  device.convolutionWeightGradient(g, x, error, -0.5, 0.25, weights);
  return { y, inputError, weights };
}

/** Asserts that differences are small beside the largest expected number, however small that is. */
function assertRelative(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  message: string,
): void {
  const largest = Math.max(...Array.from(expected, Math.abs));
  const scaled = (values: ArrayLike<number>) => Array.from(values, (value) => value / largest);
  assertClose(scaled(actual), scaled(expected), tolerance, message);
}

const title = (g: Case) =>
  `${g.samples} images ${g.channels}x${g.height}x${g.width}, ` +
  `${g.filters} filters ${g.kernelHeight}x${g.kernelWidth}, stride ${g.stride}`;

Deno.test("convolutions of these tests are done in the ways they are meant for", () => {
  const isDoneByFourier = (g: Case) => {
    const tiling = fourierTiling(g);
    return tiling !== undefined && isWorthwhile(g, tiling, g.samples);
  };
  assertEquals(productCases.filter(isDoneByFourier), []);
  const phased = stridedCases.map((g) => ({ ...g, ...phasedGeometry(g) }));
  assertEquals(phased.map(isDoneByFourier), [true, true, true, false, false, false]);
  assertEquals(fourierCases.filter((g) => !isDoneByFourier(g)).map(title), []);
});

testAgainstReference("convolutions are those of the reference", (device, reference, tolerance) => {
  for (const g of [...productCases, ...fourierCases, ...stridedCases]) {
    const expected = convolve(reference, g);
    for (const [name, { data }] of Object.entries(convolve(device, g))) {
      assertClose(data, expected[name].data, tolerance, `${title(g)}: ${name}`);
    }
  }
});

testAgainstReference("convolutions of a smaller last batch", (device, reference, tolerance) => {
  const g = fourierCases[1];
  const last = (device: Device) => {
    convolve(device, g);
    return convolve(device, { ...g, samples: 2 });
  };
  const expected = last(reference);
  for (const [name, { data }] of Object.entries(last(device))) {
    assertClose(data, expected[name].data, tolerance, name);
  }
});

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

/** The outputs of sparse images, and the input errors of sparse errors. */
function convolveSparse(device: Device, g: Case, bias: number): Matrix[] {
  const o = operands(device, g);
  blacken(o.x, g.channels, g.height, g.width);
  blacken(o.error, g.filters, g.outputHeight, g.outputWidth);
  o.bias.data.fill(bias);
  device.convolution(g, o.x, o.weights, o.bias, o.y);
  device.convolutionInputError(g, o.error, o.weights, o.inputError);
  return [o.y, o.inputError];
}

// The reference adds up zeros alone there, which leaves the bias as it is.
testAgainstReference("convolutions of zeros alone are exact", (device, reference, tolerance) => {
  for (const g of [...productCases, ...fourierCases, ...stridedCases]) {
    for (const bias of [0, 0.75]) {
      const expected = convolveSparse(reference, g, bias);
      convolveSparse(device, g, bias).forEach(({ data }, i) => {
        assertClose(data, expected[i].data, tolerance, title(g));
        const exact = i === 0 ? bias : 0;
        const differing = expected[i].data.findIndex((value, at) => {
          return value === exact && data[at] !== exact;
        });
        assertEquals(differing, -1, `${title(g)}, bias ${bias}, result ${i}`);
      });
    }
  }
});

/** Digits whose borders are black, for five batches of eight. */
const trainingDigits = digits.slice(0, 40);
const images = new Dataset(
  Uint8Array.from(trainingDigits.flatMap(({ pixels }) => [...pixels])),
  Uint8Array.from(trainingDigits, ({ label }) => label),
  [1, 28, 28],
  10,
);

const head = [flatten(), dense(10), softmax()];
const block = (filters: number, kernel: number, options?: ConvolutionOptions) => [
  convolution(filters, kernel, options),
  relu(),
];

/** Layers whose biases begin as zeros. */
const networks: Readonly<Record<string, readonly LayerFactory[]>> = {
  "two blocks": [block(8, 5), maxPool(2), block(16, 5), maxPool(2), head].flat(),
  "no pooling": [block(12, 5), block(16, 3), head].flat(),
  "no border": [block(12, 5), block(16, 5, { padding: "valid" }), maxPool(2), head].flat(),
  "strides and mirrors": [
    block(8, 5, { stride: 2 }),
    block(12, 5),
    block(12, 3, { border: "reflect" }),
    head,
  ].flat(),
};

/** A network after two epochs, with all its gradients before. */
function trainOnDigits(device: Device, layers: readonly LayerFactory[]) {
  const network = new Network({ device, inputShape: [1, 28, 28], layers, batchSize: 8 });
  const gradients = network.layers.map((layer) => collectGradients(layer, device));
  const x = device.matrix(8, 784);
  const targets = device.matrix(8, 10);
  trainingDigits.slice(0, 8).forEach(({ pixels, label }, s) => {
    pixels.forEach((pixel, i) => x.data[784 * s + i] = pixel / 255);
    targets.data[10 * s + label] = 1;
  });
  network.backpropagate(x, targets);
  const optimizer = new SGD(network, { learningRate: 0.05 });
  const progress = [...new Training(network, images, { length: { epochs: 2 }, optimizer })];
  return {
    gradients: gradients.flatMap((gradients) => [...gradients.values()]),
    weights: network.parameters.map(({ value }) => value),
    steps: progress.length,
  };
}

// A black pixel whose convolution is not exactly zero would let the error through the ReLU above it,
// which stops at zero, and differ by far more than rounding.
for (const [name, layers] of Object.entries(networks)) {
  testAgainstReference(
    `digits teach the same as the reference: ${name}`,
    (device, reference, tolerance) => {
      const expected = trainOnDigits(reference, layers);
      const { gradients, weights, steps } = trainOnDigits(device, layers);
      assertEquals(steps, 10);
      for (const [i, { data }] of gradients.entries()) {
        assertRelative(data, expected.gradients[i].data, 10 * tolerance, `gradient ${i}`);
      }
      for (const [i, { data }] of weights.entries()) {
        assertRelative(data, expected.weights[i].data, 10 * tolerance, `parameter ${i}`);
      }
    },
  );
}

testThreadsAgree("convolutions are the same", (device) => {
  const results = [
    ...[...productCases, ...fourierCases, ...stridedCases].flatMap((g) =>
      Object.values(convolve(device, g))
    ),
    ...fourierCases.flatMap((g) => convolveSparse(device, g, 0.75)),
  ];
  return results.flatMap(({ data }) => [...data]);
});
