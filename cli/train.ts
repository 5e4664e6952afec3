import type { Config } from "../lib/config/config.ts";
import { prepareData, prepareFolds, type TestedTrainingData } from "../lib/config/data.ts";
import { formatKeysAsText, formatNotationsAsText } from "../lib/config/key_table.ts";
import { buildNetwork } from "../lib/config/network.ts";
import { buildTraining } from "../lib/config/training.ts";
import type { Dataset } from "../lib/data/dataset.ts";
import { describeImages } from "../lib/data/image_description.ts";
import type { Device } from "../lib/devices/device.ts";
import { openDevice } from "../lib/devices/open_device.ts";
import { formatPredictionLog } from "../lib/formats/prediction_log.ts";
import { escapeInvisible } from "../lib/formats/quote.ts";
import type { Network } from "../lib/network.ts";
import { summarizeFolds } from "../lib/training/cross_validation.ts";
import { evaluate } from "../lib/training/evaluate.ts";
import type { Training } from "../lib/training/training.ts";
import {
  checkpointPath,
  recipeOf,
  resumeFromCheckpoint,
  writeCheckpoint,
} from "./files/checkpoint_file.ts";
import { flag, operand } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { configOverrides, overridesOf } from "./arguments/config_arguments.ts";
import { UsageError } from "./arguments/reader.ts";
import { file } from "./arguments/values.ts";
import { readConfigDatasets } from "./files/config_datasets.ts";
import { readConfig } from "./files/config_file.ts";
import { checkOutputs, outputPaths } from "./files/training_outputs.ts";
import { formatEvaluation, formatShare } from "./terminal/figures.ts";
import { writeHistory } from "./files/history_file.ts";
import { describeTraining, writeModel } from "./files/model_files.ts";
import { OutputLock } from "./files/output_lock.ts";
import { PostponedFailures } from "./postponed_failures.ts";
import { openTrainingRecords, type TrainingRecords } from "./files/training_records.ts";
import { suspicionsAbout, suspicionsAboutTraining } from "./files/suspicions.ts";
import { trainWithTable } from "./terminal/training_table.ts";
import { warn } from "./terminal/warning.ts";
import { writeFilesAtomically } from "./files/write_file.ts";

/** Most lines of the table of epochs, unless each epoch is measured anyway. */
const MOST_ROWS = 20;

/** Least time from one writing of the history to the next, in milliseconds. */
const HISTORY_INTERVAL = 1000;

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
    ...configOverrides,
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
    const { training, test } = await readConfigDatasets(config);
    const device = openDevice(config);
    if (config.folds !== undefined) {
      suspicionsAbout(config.trainImages, training).forEach(warn);
      return await crossValidate(config, device, prepareFolds(config, training));
    }

    const data = prepareData(config, training, test);
    const network = buildNetwork(config, device, data.training);
    const run = buildTraining(config, network, data, measureEpochs(config));
    suspicionsAboutTraining(config, training, test).forEach(warn);
    const hasCheckpoints = config.checkpointEvery !== undefined || resume;
    const recipe = hasCheckpoints ? await recipeOf(config, device, data) : "";
    if (resume) await resumeRun(config, run, recipe);
    const records = await openTrainingRecords(config, network, run, data);
    const failures = new PostponedFailures();
    await carryOut(config, run, { recipe, records, failures });
    await finish(config, network, run, data);
    failures.throwFirst();
  },
});

/** What is kept on file has every epoch; a table alone is kept short. */
function measureEpochs({ epochs = 1, historyFile, tensorboardFolder }: Config): number {
  const isKept = historyFile !== undefined || tensorboardFolder !== undefined;
  return isKept ? 1 : Math.ceil(epochs / MOST_ROWS);
}

async function resumeRun(config: Config, run: Training, recipe: string): Promise<void> {
  const path = checkpointPath(config);
  if (await resumeFromCheckpoint(path, run, recipe)) {
    console.log(`Going on after epoch ${run.state.epoch}`);
  } else {
    console.log(`Starting from the beginning, as there is no checkpoint ${escapeInvisible(path)}`);
  }
}

/** What a training needs to keep on file what it comes to meanwhile. */
interface Keeping {
  readonly recipe: string;
  readonly records?: TrainingRecords;
  /** Take what cannot be written, so that it does not cost the model. */
  readonly failures: PostponedFailures;
}

/** Trains, and writes checkpoints, the history and further records as it goes. */
async function carryOut(
  config: Config,
  run: Training,
  { recipe, records, failures }: Keeping,
): Promise<void> {
  const { checkpointEvery = Infinity, historyFile } = config;
  const keepHistory = async () => {
    if (historyFile === undefined) return;
    await failures.attempt(() => writeHistory(historyFile, run.history));
  };
  let written = performance.now();
  for (const { epoch, batch, isEpochEnd, measurement } of trainWithTable(run, config)) {
    if (records !== undefined && measurement !== undefined) {
      await failures.attempt(() => records.addMeasurement(measurement));
    }
    if (!isEpochEnd) continue;
    // Before the checkpoint: what comes after it is dropped when the training goes on from there.
    if (records !== undefined) await failures.attempt(() => records.addEpoch(epoch));
    // A training that is made longer goes on from a whole epoch.
    const isWhole = batch === run.batchesPerEpoch;
    if (isWhole && epoch % checkpointEvery === 0) {
      await failures.attempt(() => writeCheckpoint(checkpointPath(config), run, recipe));
    }
    if (performance.now() - written < HISTORY_INTERVAL) continue;
    await keepHistory();
    written = performance.now();
  }
  await keepHistory();
  if (config.weightAverage !== undefined) {
    console.log(
      "Took the average of the weights, over all steps from the first on, in their place",
    );
  }
  if (run.bestEpoch === undefined) return;
  const { epoch } = run.state;
  console.log(`Ended with epoch ${epoch}; took the parameters of the best, ${run.bestEpoch}`);
}

/** Tests the trained network, and writes the model and the prediction log. */
async function finish(
  config: Config,
  network: Network,
  run: Training,
  { training, test, normalization }: TestedTrainingData,
): Promise<void> {
  const evaluation = evaluate(network, test, normalization);
  if (!Number.isFinite(evaluation.loss)) {
    throw new Error(
      `Expected a finite loss on the test images but found ${evaluation.loss}; ` +
        "a smaller learning rate may help",
    );
  }
  const log = {
    path: config.logFile,
    content: formatPredictionLog(
      config.batchSize,
      numbered(training, evaluation.predictions),
      numbered(training, test.labels),
    ),
  };
  if (config.modelFile === undefined) {
    await writeFilesAtomically([log]);
  } else {
    const outcome = { epochs: run.state.epoch, testAccuracy: evaluation.accuracy };
    const description = {
      normalization,
      classNames: training.classNames,
      images: describeImages(training),
      training: describeTraining(config, outcome),
    };
    await writeModel(config.modelFile, network, description, log);
  }
  console.log(`Test ${formatEvaluation(evaluation)}`);
}

/** Labels by the numbers of the classes; by their places where they have only names. */
function numbered({ classNumbers }: Dataset, labels: Uint8Array): ArrayLike<number> {
  return classNumbers === undefined ? labels : Array.from(labels, (label) => classNumbers[label]);
}

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
    await carryOut(config, run, { recipe: "", failures: new PostponedFailures() });
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
