import { assertEquals } from "@std/assert";
import type { ConvolutionGeometry } from "../../../../lib/devices/convolution.ts";
import type { Device } from "../../../../lib/devices/device.ts";
import { fourierTiling, isWorthwhile } from "../../../../lib/devices/wasm/fourier_tiling.ts";
import type { Matrix } from "../../../../lib/matrix.ts";
import { assertClose } from "../../../close.ts";
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

const title = (g: Case) =>
  `${g.samples} images ${g.channels}x${g.height}x${g.width}, ` +
  `${g.filters} filters ${g.kernelHeight}x${g.kernelWidth}`;

Deno.test("convolutions of these tests are done in the ways they are meant for", () => {
  const isDoneByFourier = (g: Case) => {
    const tiling = fourierTiling(g);
    return tiling !== undefined && isWorthwhile(g, tiling, g.samples);
  };
  assertEquals(productCases.filter(isDoneByFourier), []);
  assertEquals(fourierCases.filter((g) => !isDoneByFourier(g)).map(title), []);
});

testAgainstReference("convolutions are those of the reference", (device, reference, tolerance) => {
  for (const g of [...productCases, ...fourierCases]) {
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

testThreadsAgree("convolutions are the same", (device) => {
  const cases = [...productCases, ...fourierCases];
  return cases.flatMap((g) => Object.values(convolve(device, g)).flatMap(({ data }) => [...data]));
});
