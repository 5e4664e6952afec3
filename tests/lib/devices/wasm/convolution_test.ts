import { assertEquals } from "@std/assert";
import { Dataset } from "../../../../lib/data/dataset.ts";
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
import { Network } from "../../../../lib/network.ts";
import { SGD } from "../../../../lib/optimizers/sgd.ts";
import { Training } from "../../../../lib/training/training.ts";
import { assertClose } from "../../../close.ts";
import {
  type ConvolutionCase as Case,
  convolve,
  convolveSparse,
  fourierCases,
  productCases,
  stridedCases,
  title,
} from "../../../convolutions.ts";
import { digits } from "../../../digits.ts";
import { collectGradients } from "../../../layers.ts";
import { testAgainstReference, testThreadsAgree } from "../../../wasm.ts";

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
