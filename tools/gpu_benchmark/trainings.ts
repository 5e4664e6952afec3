import { readConfigDatasets } from "../../cli/files/config_datasets.ts";
import type { Config } from "../../lib/config/config.ts";
import { prepareData } from "../../lib/config/data.ts";
import { buildNetwork } from "../../lib/config/network.ts";
import { buildTraining } from "../../lib/config/training.ts";
import type { Device } from "../../lib/devices/device.ts";
import type { Recorder } from "../../lib/devices/webgpu/recorder.ts";
import { type Budget, formatSeconds, formatSpeed, type Measured } from "./measured.ts";
import { countStep, totalCost } from "./step_costs.ts";

/** Images of a training on an adapter in software: enough to see that it goes. */
const REDUCED = { training: 32, test: 16 };

/** How much of a training is done. */
export interface TrainingLimits {
  /** Unless the budget is spent before. */
  readonly epochs: number;
  /** Whether a few images are enough. */
  readonly isReduced: boolean;
  /** For all epochs. */
  readonly budget: Budget;
}

/**
 * The first epochs of the training that a configuration describes, with a test after each, as `mnist
 * train` does it.
 *
 * @param name What to call it.
 */
export async function* measureTraining(
  gpu: Recorder,
  device: Device,
  name: string,
  config: Config,
  { epochs, isReduced, budget }: TrainingLimits,
): AsyncGenerator<Measured> {
  const { training: allTraining, test: allTest } = await readConfigDatasets(config);
  const data = prepareData(
    config,
    isReduced ? allTraining.slice(0, REDUCED.training) : allTraining,
    isReduced ? allTest.slice(0, REDUCED.test) : allTest,
  );
  const network = buildNetwork(config, device, data.training);
  const training = buildTraining(config, network, data);
  const flop = totalCost(countStep(config, data.training.shape, 10)).flop;
  let start = performance.now();
  let before = { ...gpu.counts };
  for await (const { epoch, batch, isEpochEnd, measurement } of training) {
    if (!isEpochEnd && !budget.isSpent) continue;
    const seconds = (performance.now() - start) / 1000;
    start = performance.now();
    const [then, now] = [before, before = { ...gpu.counts }];
    const dispatches = (now.dispatches - then.dispatches) / batch;
    const readBacks = now.readBacks - then.readBacks;
    const notes = [
      formatSpeed(flop * batch / seconds),
      `${dispatches.toFixed(0)} kernels a step, ${readBacks} read-backs`,
    ];
    const test = measurement?.test;
    if (test !== undefined) notes.push(`${(100 * test.errorRate).toFixed(2)} % test error`);
    const all = seconds * training.lastEpoch * training.batchesPerEpoch / batch;
    notes.push(`all ${training.lastEpoch} epochs at this pace: ${formatSeconds(all)}`);
    const what = `${name}, epoch ${epoch}${isEpochEnd ? "" : `, ${batch} batches`}`;
    yield { what, figure: formatSeconds(seconds), note: notes.join(", ") };
    if (epoch === epochs || budget.isSpent) return;
  }
}
