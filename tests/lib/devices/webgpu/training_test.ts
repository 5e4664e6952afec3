import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { imageAugmentation } from "../../../../lib/data/augmentation.ts";
import type { Device } from "../../../../lib/devices/device.ts";
import { createTypeScriptDevice } from "../../../../lib/devices/typescript/typescript_device.ts";
import { createWasmDevice } from "../../../../lib/devices/wasm/wasm_device.ts";
import { createWebGpuDevice } from "../../../../lib/devices/webgpu/webgpu_device.ts";
import { relu } from "../../../../lib/layers/activations.ts";
import { dense } from "../../../../lib/layers/dense.ts";
import { softmax } from "../../../../lib/layers/softmax.ts";
import type { Elements } from "../../../../lib/matrix.ts";
import { Network } from "../../../../lib/network.ts";
import { Adam } from "../../../../lib/optimizers/adam.ts";
import { Training } from "../../../../lib/training/training.ts";
import { assertClose } from "../../../close.ts";
import { stripes } from "../../../stripes.ts";
import { makeTraining, recipes } from "../../../training_recipes.ts";
import { testOnRecorder, testWithEachKernel } from "../../../webgpu.ts";

/** How far losses and matrices may be from the reference device's, in f64, after 40 steps. */
const TOLERANCE = 1e-4;

/**
 * Or so many times as far as those of other devices in f32: of the bias below a batch normalization the
 * gradient is 0 but for rounding errors, which Adam makes whole steps of.
 */
const MORE_THAN_ROUNDING = 4;

for (const [name, recipe] of Object.entries(recipes)) {
  const register = name.includes("convolution") ? testWithEachKernel : testOnRecorder;
  register(`a training of 40 steps ends as on the reference device: ${name}`, async (gpu) => {
    const make = (device: Device) =>
      makeTraining(device, recipe, { length: { iterations: 40 } }).training;
    const training = make(createWebGpuDevice(gpu));
    const reference = make(createTypeScriptDevice("f64"));
    const rounded = [
      make(createTypeScriptDevice("f32")),
      make(createWasmDevice({ precision: "f32", threads: 1 })),
    ];
    const [steps, expected] = [await Array.fromAsync(training), [...reference]];
    for (const other of rounded) for (const _ of other);
    assertEquals(steps.length, expected.length);
    steps.forEach(({ batchLoss }, i) => {
      assertAlmostEquals(batchLoss, expected[i].batchLoss, TOLERANCE, `step ${i + 1}`);
    });
    assertEquals(training.bestEpoch, reference.bestEpoch);
    training.matrices.forEach(({ data }, i) => {
      const { data: exact } = reference.matrices[i];
      const distances = rounded.map(({ matrices }) => distance(matrices[i].data, exact));
      const tolerance = Math.max(TOLERANCE, MORE_THAN_ROUNDING * Math.max(...distances));
      assertClose(data, exact, tolerance, `matrix ${i}`);
    });
  });
}

testOnRecorder(
  "a step makes nothing on the GPU, and its loss is read with those of others",
  async (gpu) => {
    const data = stripes(1000, 4, 6);
    const network = new Network({
      device: createWebGpuDevice(gpu),
      inputShape: data.shape,
      layers: [dense(7), relu(), dense(4), softmax()],
      batchSize: 4,
    });
    const optimizer = new Adam(network, { learningRate: 0.01 });
    const augmentation = { ...imageAugmentation, elastic: 0.1 };
    const options = { length: { epochs: 3 }, optimizer, augmentation, weightAverage: 0.9 };
    const training = new Training(network, data, options);
    const counts = [];
    for await (const { isEpochEnd } of training) if (isEpochEnd) counts.push({ ...gpu.counts });
    const [, second, third] = counts;
    assertEquals(third.buffers, second.buffers);
    // 250 steps: after 100, 200 and all of them.
    assertEquals(third.readBacks - second.readBacks, 3);
    // Inputs, distorted, targets, three kernels for each dense layer's output with its activation or, at the
    // top, the loss, the class, six for the gradients and the errors, Adam's steps for four parameters, and
    // the averages of all of them.
    assertEquals((third.dispatches - second.dispatches) / 250, 20);
  },
);

testOnRecorder("a training on a device that is lost fails", async (gpu) => {
  const { training } = makeTraining(createWebGpuDevice(gpu), recipes["a regression"]);
  const train = async () => {
    for await (const { epoch } of training) if (epoch === 2) gpu.dispose();
  };
  await assertRejects(
    train,
    Error,
    "Expected a WebGPU device that works but found that it was closed",
  );
  assertEquals(training.state.epoch, 1);
});

/** The largest difference of two elements, relative to the largest element if that is above 1. */
function distance(a: Elements, b: Elements): number {
  let [largest, scale] = [0, 1];
  a.forEach((element, i) => {
    largest = Math.max(largest, Math.abs(element - b[i]));
    scale = Math.max(scale, Math.abs(b[i]));
  });
  return largest / scale;
}
