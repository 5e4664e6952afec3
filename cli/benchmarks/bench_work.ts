import type { Augmentation } from "../../lib/data/augmentation.ts";
import { atOnce } from "../../lib/devices/steps.ts";
import type { Network } from "../../lib/network.ts";
import type { Optimizer } from "../../lib/optimizers/optimizer.ts";
import { Batches } from "../../lib/training/batches.ts";
import { performanceOn } from "../../lib/training/evaluate.ts";
import { Training } from "../../lib/training/training.ts";
import type { Work } from "./benchmark.ts";

/** More epochs than anyone waits for. */
const ENDLESS = 1_000_000;

/** Training as in "mnist train", shuffled for every epoch, without the test after it. */
export function training(
  optimizerFor: (network: Network) => Optimizer,
  augmentation?: Augmentation,
): Work {
  return function* (network, data) {
    const optimizer = optimizerFor(network);
    const options = { length: { epochs: ENDLESS }, optimizer, augmentation };
    let before = 0;
    for (const { batch, samples } of new Training(network, data.training, options)) {
      yield batch === 1 ? samples : samples - before;
      before = samples;
    }
  };
}

/** Classes and loss of the first test images, as after a training. */
export const inferring: Work = function* (network, { test }, images) {
  const first = test.slice(0, Math.min(images, test.count));
  const batches = new Batches(network, first);
  for (;;) {
    atOnce("performanceOn", network.device, performanceOn(network, batches));
    yield first.count;
  }
};
