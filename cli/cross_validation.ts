import type { Config } from "../lib/config/config.ts";
import { prepareFolds, type TrainingData } from "../lib/config/data.ts";
import { buildNetwork } from "../lib/config/network.ts";
import { buildTraining } from "../lib/config/training.ts";
import type { Dataset } from "../lib/data/dataset.ts";
import type { Device } from "../lib/devices/device.ts";
import { describeModel } from "../lib/models/describe_model.ts";
import type { Network } from "../lib/network.ts";
import { alone } from "../lib/training/communicator.ts";
import { summarizeFolds } from "../lib/training/cross_validation.ts";
import { evaluateAsync } from "../lib/training/evaluate.ts";
import { foldHistoryPath, foldHistoryPaths } from "./files/history_file.ts";
import { writeModel } from "./files/model_files.ts";
import { removeIfPresent } from "./files/temporary_file.ts";
import { PROGRAM } from "./program.ts";
import { formatShare } from "./terminal/figures.ts";
import { PostponedFailures } from "./terminal/postponed_failures.ts";
import { carryOut, type Conduct, measureEpochs } from "./training_run.ts";

/** What the training of one fold has come to. */
interface TrainedFold {
  /** Counted from 1. */
  readonly fold: number;
  readonly network: Network;
  readonly data: TrainingData;
  /** Epochs that were trained. */
  readonly epochs: number;
  /** Share of the fold's images that are misclassified. */
  readonly errorRate: number;
}

/** What a cross-validation has come to. */
export interface CrossValidated {
  /** Share of the images of each fold that are misclassified. */
  readonly errorRates: readonly number[];
  /** Of the fold with the smallest error. */
  readonly network: Network;
  /** Epochs that were trained, of that fold. */
  readonly epochs: number;
}

/**
 * Trains a network for each fold and says what they are worth on it. Writes the history of each, and
 * the model of the fold with the smallest error, if the configuration names files for them.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.6.2.1.
 *
 * @param training The training images, as `poolData` leaves them.
 * @param conduct Of each training.
 * @throws {Error} If a training fails, or a file cannot be written.
 */
export async function crossValidate(
  config: Config,
  device: Device,
  training: Dataset,
  { follow, say, communicator = alone }: Pick<Conduct, "follow" | "say" | "communicator">,
): Promise<CrossValidated> {
  const isFirst = communicator.rank === 0;
  const errorRates: number[] = [];
  const failures = new PostponedFailures();
  let best: TrainedFold | undefined;
  for (const data of prepareFolds(config, training)) {
    const fold = errorRates.length + 1;
    // Those of an earlier training would be taken for this one's, should it be interrupted.
    if (fold === 1 && isFirst) foldHistoryPaths(config).forEach(removeIfPresent);
    say(`Fold ${fold} of ${config.folds}`);
    const network = buildNetwork(config, device, data.training);
    const run = buildTraining(config, network, data, measureEpochs(config), communicator);
    const { historyFile } = config;
    const ownFiles = {
      ...config,
      historyFile: historyFile && foldHistoryPath(historyFile, fold),
    };
    await carryOut(ownFiles, run, { follow, communicator }, { failures });
    const { validation, normalization } = data;
    const { errorRate } = await evaluateAsync(network, validation, normalization, communicator);
    errorRates.push(errorRate);
    say(`Validation error rate ${formatShare(errorRate)}\n`);
    if (best === undefined || errorRate < best.errorRate) {
      best = { fold, network, data, epochs: run.state.epoch, errorRate };
    }
  }
  say(formatFolds(errorRates));
  if (best === undefined) throw new RangeError("Expected 2 or more folds but found none");
  if (config.modelFile !== undefined && isFirst) {
    await keepModel(config, config.modelFile, best);
    say(`Kept the model of fold ${best.fold}, whose error rate is the smallest`);
  }
  failures.throwFirst();
  return { errorRates, network: best.network, epochs: best.epochs };
}

/** What folds have come to together, in a line. */
export function formatFolds(errorRates: readonly number[]): string {
  const { mean, variance } = summarizeFolds(errorRates);
  return `Validation error rate over ${errorRates.length} folds: mean ${formatShare(mean)}, ` +
    `standard deviation ${formatShare(Math.sqrt(variance))}, variance ${variance.toExponential(2)}`;
}

async function keepModel(
  config: Config,
  path: string,
  { fold, network, data, epochs }: TrainedFold,
): Promise<void> {
  await writeModel(path, network, describeModel(config, data, { program: PROGRAM, epochs, fold }));
}
