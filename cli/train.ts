import { areImages, poolData } from "../lib/config/data.ts";
import { dataPaths } from "../lib/config/data_paths.ts";
import { formatKeysAsText, formatNotationsAsText } from "../lib/config/key_table.ts";
import type { Device } from "../lib/devices/device.ts";
import type { AnyDeviceOptions } from "../lib/devices/load_any_device.ts";
import { summarizeFolds } from "../lib/training/cross_validation.ts";
import type { Training } from "../lib/training/training.ts";
import { flag, operand } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { listedOverrides, overridesOf } from "./arguments/config_arguments.ts";
import { UsageError } from "./arguments/reader.ts";
import { file } from "./arguments/values.ts";
import type { FoldFigures } from "./cross_validation.ts";
import { readConfigData } from "./files/config_datasets.ts";
import { readConfig } from "./files/config_file.ts";
import { OutputLock } from "./files/output_lock.ts";
import { suspicionsAbout } from "./files/suspicions.ts";
import { checkOutputs, outputPaths } from "./files/training_outputs.ts";
import {
  requireAgreement,
  sameArithmetic,
  sameConfig,
  sameDataset,
  sameProgram,
} from "./processes/agreement.ts";
import { interruptible } from "./processes/interruption.ts";
import { formatJsonLine } from "./terminal/json_line.ts";
import { warn } from "./terminal/notice.ts";
import { isQuiet, say } from "./terminal/say.ts";
import { trainWithTable } from "./terminal/training_table.ts";
import type { TrainedNetwork } from "./training_run.ts";

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
    json: flag("json", "print JSON, once it is done, in place of the table: an object"),
    ...listedOverrides,
  },
  notes: () =>
    `With "folds", it trains one network per fold and prints mean, standard deviation
and variance of their error rates or, of predicted numbers, losses. Nothing is
tested then. Each fold has a history of its own, <history>-fold-1.jsonl and so
on, and the model is that of the fold with the smallest error or loss.

With "slices", several processes can share a training, on several machines too:
"mpirun -n 4 --bind-to none build/mnist-mpi train <config>" comes to the same
result. docs/mpi.md says when that pays.

${formatKeysAsText()}
${formatNotationsAsText().trimEnd()}`,

  isShared: true,

  async run({ path, resume, json, ...overrides }, { communicator, threads }) {
    const isFirst = communicator.rank === 0;
    const config = await readConfig(path, overridesOf(overrides));
    if (resume && config.folds !== undefined) {
      throw new UsageError("Expected a configuration without folds for --resume but found one");
    }
    if (isFirst) await checkOutputs(config);
    using _lock = await OutputLock.acquire(isFirst ? outputPaths(config) : []);
    // What trains is loaded and made while the files are read, which another thread does.
    const [datasets, device, { trainAndTest }] = await Promise.all([
      readConfigData(config),
      openDevice({ ...config, threads: config.threads ?? threads, holdsProcess: true }),
      import("./training_run.ts"),
    ]);
    await requireAgreement(communicator, [
      sameProgram,
      sameConfig(config),
      sameDataset("training data", datasets.training),
      sameDataset("test data", datasets.test),
      sameArithmetic(device),
    ]);
    const isShown = isFirst && !json && !isQuiet();
    const conduct = {
      resume,
      communicator,
      ...isShown ? shown : silent,
      warn: isFirst ? warn : undefined,
    };
    if (config.folds !== undefined) {
      if (isFirst && areImages(datasets)) {
        suspicionsAbout(dataPaths(config).training, datasets.training).forEach(warn);
      }
      const data = poolData(config, datasets).training;
      const { crossValidate, formatFolds } = await import("./cross_validation.ts");
      const { figures } = await crossValidate(config, device, data, conduct);
      if (!isFirst || isShown) return;
      console.log(json ? formatFoldsAsJson(figures) : formatFolds(figures));
      return;
    }
    const trained = await interruptible((signal) => {
      return trainAndTest(config, datasets, device, { ...conduct, signal });
    });
    if (!isFirst || isShown) return;
    console.log(json ? formatAsJson(trained) : `Test ${trained.test.text}`);
  },
});

async function openDevice(options: AnyDeviceOptions): Promise<Device> {
  const { loadAnyDevice } = await import("../lib/devices/load_any_device.ts");
  return await loadAnyDevice(options);
}

/** How a training is shown to the user, and how it is not, as by processes that only help. */
const shown = { follow: trainWithTable, say };
const silent = { follow: (training: Training) => training, say: () => {} };

function formatAsJson({ epochs, bestEpoch, network, test, validation }: TrainedNetwork): string {
  return formatJsonLine({
    epochs,
    best_epoch: bestEpoch,
    parameters: network.parameterCount,
    validation: validation?.figures,
    test: test.figures,
  });
}

function formatFoldsAsJson({ kind, values }: FoldFigures): string {
  const { mean, variance } = summarizeFolds(values);
  return formatJsonLine({
    [kind === "loss" ? "losses" : "error_rates"]: values,
    mean,
    variance,
  });
}
