import type { Augmentation } from "../../lib/data/augmentation.ts";
import { atOnce, inTime } from "../../lib/devices/steps.ts";
import type { Network } from "../../lib/network.ts";
import type { Optimizer } from "../../lib/optimizers/optimizer.ts";
import { Batches } from "../../lib/training/batches.ts";
import { performanceOn } from "../../lib/training/evaluate.ts";
import { Training } from "../../lib/training/training.ts";
import type { Work } from "./benchmark.ts";

/** More epochs than anyone waits for. */
const ENDLESS = 1_000_000;

/** Mini-batches from one reading of the losses to the next on a device whose results come later. */
const BURST = 100;

/** Training as in "mnist train", shuffled for every epoch, without the test after it. */
export function training(
  optimizerFor: (network: Network) => Optimizer,
  augmentation?: Augmentation,
): Work {
  return (network, data) => {
    const optimizer = optimizerFor(network);
    const length = { epochs: ENDLESS };
    const options = { length, optimizer, augmentation, stepsAhead: 2 * BURST };
    const training = new Training(network, data.training, options);
    return network.device.immediate ? batchesOf(training) : burstsOf(training);
  };
}

function* batchesOf(training: Training): Generator<number, void> {
  let before = 0;
  for (const { batch, samples } of training) {
    yield batch === 1 ? samples : samples - before;
    before = samples;
  }
}

async function* burstsOf(training: Training): AsyncGenerator<number, void> {
  let before = 0;
  for await (const { batch, samples, isEpochEnd } of training) {
    if (batch % BURST !== 0 && !isEpochEnd) continue;
    yield samples - before;
    before = isEpochEnd ? 0 : samples;
  }
}

/** Classes and loss of the first test images, as after a training. */
export const inferring: Work = (network, { test }, images) => {
  const first = test.slice(0, Math.min(images, test.count));
  const batches = new Batches(network, first);
  return network.device.immediate ? inferAtOnce(network, batches) : inferInTime(network, batches);
};

function* inferAtOnce(network: Network, batches: Batches): Generator<number, void> {
  for (;;) {
    atOnce("performanceOn", network.device, performanceOn(network, batches));
    yield batches.sampleCount;
  }
}

async function* inferInTime(network: Network, batches: Batches): AsyncGenerator<number, void> {
  for (;;) {
    await inTime(performanceOn(network, batches));
    yield batches.sampleCount;
  }
}
