import type { Config } from "../lib/config/config.ts";
import { poolData, prepareFolds } from "../lib/config/data.ts";
import { formatKeysAsText, formatNotationsAsText } from "../lib/config/key_table.ts";
import { buildNetwork } from "../lib/config/network.ts";
import { buildTraining } from "../lib/config/training.ts";
import type { Device } from "../lib/devices/device.ts";
import { openDevice } from "../lib/devices/open_device.ts";
import { summarizeFolds } from "../lib/training/cross_validation.ts";
import { evaluate } from "../lib/training/evaluate.ts";
import { flag, operand } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { listedOverrides, overridesOf } from "./arguments/config_arguments.ts";
import { UsageError } from "./arguments/reader.ts";
import { file } from "./arguments/values.ts";
import { readConfigDatasets } from "./files/config_datasets.ts";
import { readConfig } from "./files/config_file.ts";
import { OutputLock } from "./files/output_lock.ts";
import { suspicionsAbout } from "./files/suspicions.ts";
import { checkOutputs, outputPaths } from "./files/training_outputs.ts";
import { interruptible } from "./processes/interruption.ts";
import { formatShare } from "./terminal/figures.ts";
import { warn } from "./terminal/notice.ts";
import { PostponedFailures } from "./terminal/postponed_failures.ts";
import { trainWithTable } from "./terminal/training_table.ts";
import { carryOut, measureEpochs, trainAndTest } from "./training_run.ts";

/** Trains and tests a network. */
export const command = defineCommand({
  name: "train",
  summary: "Trains a network, tests it and writes the prediction log",
  operands: {
    path: operand(
      "config",
      file,
      'text file with a line "key = value // comment" for each key; paths are relative to the ' +
        "working directory",
    ),
  },
  options: {
    resume: flag(
      "resume",
      "go on from the checkpoint that an earlier, interrupted run left, or start from the " +
        "beginning if it left none; the result is the same as without the interruption",
    ),
    ...listedOverrides,
  },
  notes: `With "folds", it trains one network per fold and prints the mean and the
variance of their error rates; then nothing is tested and no file is written.

${formatKeysAsText()}
${formatNotationsAsText().trimEnd()}`,

  async run({ path, resume, ...overrides }) {
    const config = await readConfig(path, overridesOf(overrides));
    if (resume && config.folds !== undefined) {
      throw new UsageError("Expected a configuration without folds for --resume but found one");
    }
    await checkOutputs(config);
    using _lock = await OutputLock.acquire(config.folds === undefined ? outputPaths(config) : []);
    const datasets = await readConfigDatasets(config);
    const device = openDevice(config);
    if (config.folds !== undefined) {
      suspicionsAbout(config.trainImages, datasets.training).forEach(warn);
      const { training } = poolData(config, datasets);
      return await crossValidate(config, device, prepareFolds(config, training));
    }

    const say = (line: string) => console.log(line);
    const conduct = { resume, follow: trainWithTable, say, warn };
    await interruptible((signal) => {
      return trainAndTest(config, datasets, device, { ...conduct, signal });
    });
  },
});

/** Trains a network for each fold and prints what they are worth on it. */
async function crossValidate(
  config: Config,
  device: Device,
  folds: ReturnType<typeof prepareFolds>,
): Promise<void> {
  const errorRates: number[] = [];
  for (const data of folds) {
    console.log(`Fold ${errorRates.length + 1} of ${config.folds}`);
    const network = buildNetwork(config, device, data.training);
    const run = buildTraining(config, network, data, measureEpochs(config));
    const failures = new PostponedFailures();
    await carryOut(config, run, { follow: trainWithTable }, { failures });
    const { errorRate } = evaluate(network, data.validation, data.normalization);
    errorRates.push(errorRate);
    console.log(`Validation error rate ${formatShare(errorRate)}\n`);
  }
  const { mean, variance } = summarizeFolds(errorRates);
  console.log(
    `Validation error rate over ${errorRates.length} folds: mean ${formatShare(mean)}, ` +
      `standard deviation ${formatShare(Math.sqrt(variance))}, variance ${
        variance.toExponential(2)
      }`,
  );
}
