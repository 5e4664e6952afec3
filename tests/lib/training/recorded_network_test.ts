import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { divideBy255 } from "../../../lib/data/normalization.ts";
import type { Device } from "../../../lib/devices/device.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { heaviside, relu, tanh } from "../../../lib/layers/activations.ts";
import { batchNorm } from "../../../lib/layers/batch_norm.ts";
import { convolution } from "../../../lib/layers/convolution.ts";
import { dense } from "../../../lib/layers/dense.ts";
import { dropout } from "../../../lib/layers/dropout.ts";
import type { LayerFactory } from "../../../lib/layers/layer.ts";
import { flatten } from "../../../lib/layers/pass_through.ts";
import { maxPool } from "../../../lib/layers/pooling.ts";
import { softmax } from "../../../lib/layers/softmax.ts";
import { Committee } from "../../../lib/models/committee.ts";
import { encodeModel, parseModel, restoreNetwork } from "../../../lib/models/model_file.ts";
import { Network } from "../../../lib/network.ts";
import { Adam } from "../../../lib/optimizers/adam.ts";
import { Batches } from "../../../lib/training/batches.ts";
import {
  evaluate,
  evaluateAsync,
  evaluateInDetail,
  evaluateInDetailAsync,
} from "../../../lib/training/evaluate.ts";
import { checkGradients, checkGradientsAsync } from "../../../lib/training/gradient_check.ts";
import { activationsOf, activationsOfAsync, Inspection } from "../../../lib/training/inspection.ts";
import {
  layerOutputsOf,
  layerOutputsOfAsync,
  outputsOf,
  outputsOfAsync,
  predict,
  predictAsync,
} from "../../../lib/training/predict.ts";
import { Training } from "../../../lib/training/training.ts";
import { recordingDevice } from "../../recording_device.ts";
import { stripes } from "../../stripes.ts";

const dataset = stripes(11, 4, 6);
const features = Float64Array.from({ length: 5 * 36 }, (_, i) => (i % 7) / 7);

const layers = [
  convolution(2, 3),
  batchNorm(),
  relu(),
  maxPool(2),
  dropout(0.3),
  flatten(),
  dense(5),
  tanh(),
  dense(4),
  softmax(),
];

function networkOn(device: Device, of: readonly LayerFactory[] = layers): Network {
  return new Network({ device, inputShape: [1, 6, 6], layers: of, batchSize: 4 });
}

const immediate = createTypeScriptDevice();
const recording = recordingDevice(createTypeScriptDevice());

/** What is to come to the same, at once on the one device and later on the other. */
const uses: Readonly<
  Record<string, readonly [(network: Network) => unknown, (network: Network) => Promise<unknown>]>
> = {
  evaluate: [(network) => evaluate(network, dataset), (network) => evaluateAsync(network, dataset)],
  evaluateInDetail: [
    (network) => evaluateInDetail(network, dataset),
    (network) => evaluateInDetailAsync(network, dataset),
  ],
  predict: [
    (network) => predict(network, dataset.images),
    (network) => predictAsync(network, dataset.images),
  ],
  outputsOf: [
    (network) => outputsOf(network, features),
    (network) => outputsOfAsync(network, features),
  ],
  layerOutputsOf: [
    (network) => layerOutputsOf(network, 6, features),
    (network) => layerOutputsOfAsync(network, 6, features),
  ],
  activationsOf: [
    (network) => activationsOf(network, new Batches(network, dataset).load(0).inputs),
    (network) => activationsOfAsync(network, new Batches(network, dataset).load(0).inputs),
  ],
  histograms: [
    (network) => {
      const { inputs, targets } = new Batches(network, dataset).load(0);
      return new Inspection(network).histograms(inputs, targets);
    },
    (network) => {
      const { inputs, targets } = new Batches(network, dataset).load(0);
      return new Inspection(network).histogramsAsync(inputs, targets);
    },
  ],
  checkGradients: [
    (network) => Array.from(checkGradients(network, { elements: 3 })),
    (network) => Array.fromAsync(checkGradientsAsync(network, { elements: 3 })),
  ],
};

for (const [name, [atOnce, inTime]] of Object.entries(uses)) {
  Deno.test(`${name}Async() comes to what ${name}() comes to`, async () => {
    const expected = atOnce(networkOn(immediate));
    assertEquals(await inTime(networkOn(immediate)), expected);
    assertEquals(await inTime(networkOn(recording)), expected);
  });

  Deno.test(`${name}() asks for ${name}Async() where results come later`, () => {
    assertThrows(() => atOnce(networkOn(recording)), Error, `Expected await ${name}Async()`);
  });
}

Deno.test("a network with Heaviside's step function predicts the same later", async () => {
  const steps = [flatten(), dense(3), heaviside(), dense(2)];
  const expected = outputsOf(networkOn(immediate, steps), features);
  assertEquals(await outputsOfAsync(networkOn(recording, steps), features), expected);
});

Deno.test("Inspection finds the gradient of a score later", async () => {
  const gradientOn = async (device: Device) => {
    const network = networkOn(device);
    const { inputs } = new Batches(network, dataset).load(0);
    const gradient = new Inspection(network).scoreGradient(inputs, 2);
    await device.settle(gradient);
    return gradient.toRows();
  };
  assertEquals(await gradientOn(recording), await gradientOn(immediate));
});

Deno.test("a committee predicts and evaluates the same later", async () => {
  const committeeOn = (device: Device) => {
    const classNames = dataset.classNames;
    const members = [networkOn(device), networkOn(device, [dense(4), softmax()])];
    return new Committee(
      members.map((network) => ({ network, normalization: divideBy255, classNames })),
    );
  };
  const [expected, committee] = [committeeOn(immediate), committeeOn(recording)];
  assertEquals(await committee.predictAsync(dataset.images), expected.predict(dataset.images));
  assertEquals(await committee.evaluateAsync(dataset), expected.evaluate(dataset));
  assertThrows(() => committee.predict(dataset.images), Error, "Expected await predictAsync()");
});

Deno.test("a network that has settled is written to a file, and read on a device", async () => {
  const description = { normalization: divideBy255, classNames: dataset.classNames };
  const files: Uint8Array[] = [];
  for (const device of [immediate, recording]) {
    const network = networkOn(device);
    const optimizer = new Adam(network, { learningRate: 0.01 });
    const training = new Training(network, dataset, { length: { epochs: 2 }, optimizer });
    for await (const { isEpochEnd } of training) if (isEpochEnd) break;
    await network.settle();
    files.push(encodeModel(network, description));
  }
  assertEquals(files[1], files[0]);
  const [expected, found] = [immediate, recording].map((device) =>
    evaluateAsync(restoreNetwork(parseModel(files[0]), device, 4), dataset)
  );
  assertEquals(await found, await expected);
});

Deno.test("what a network is fed that is of another size is refused before it has to wait", async () => {
  await assertRejects(() => evaluateAsync(networkOn(recording), stripes(3, 4, 5)), RangeError);
});
