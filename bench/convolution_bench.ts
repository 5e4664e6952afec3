import type { ConvolutionGeometry } from "../lib/devices/convolution.ts";
import type { Device } from "../lib/devices/device.ts";
import { benchOnEachDevice, randomMatrix } from "./devices.ts";

const SAMPLES = 4;

/** The first and the second layer of Luqué's twelfth network. */
const layers = [sameConvolution(1, 16, 28), sameConvolution(16, 32, 28)];

/** A 5 x 5 convolution that keeps the size of the image. */
function sameConvolution(channels: number, filters: number, size: number): ConvolutionGeometry {
  return {
    channels,
    filters,
    height: size,
    width: size,
    kernelHeight: 5,
    kernelWidth: 5,
    stride: 1,
    paddingTop: 2,
    paddingLeft: 2,
    border: "zero",
    outputHeight: size,
    outputWidth: size,
  };
}

function operands(device: Device, { channels, filters, height, width }: ConvolutionGeometry) {
  return {
    input: randomMatrix(device, SAMPLES, channels * height * width),
    weights: randomMatrix(device, filters, channels * 25),
    bias: randomMatrix(device, 1, filters),
    output: randomMatrix(device, SAMPLES, filters * height * width),
  };
}

for (const layer of layers) {
  const title = `${layer.channels} to ${layer.filters} channels, ${SAMPLES} images`;
  benchOnEachDevice(`convolution, ${title}`, (device) => {
    const { input, weights, bias, output } = operands(device, layer);
    return () => device.convolution(layer, input, weights, bias, output);
  });
  benchOnEachDevice(`input error of a convolution, ${title}`, (device) => {
    const { input, weights, output: error } = operands(device, layer);
    return () => device.convolutionInputError(layer, error, weights, input);
  });
  benchOnEachDevice(`weight gradient of a convolution, ${title}`, (device) => {
    const { input, weights: gradient, output: error } = operands(device, layer);
    return () => device.convolutionWeightGradient(layer, input, error, 1, 0, gradient);
  });
}
