import type { Config } from "../lib/config/config.ts";
import { type FoldData, foldTrainingSizes, prepareFolds } from "../lib/config/data.ts";
import { buildNetwork } from "../lib/config/network.ts";
import { buildTraining, checkTraining } from "../lib/config/training.ts";
import type { TrainingSet } from "../lib/data/samples.ts";
import type { Device } from "../lib/devices/device.ts";
import { describeModel } from "../lib/models/describe_model.ts";
import type { Network } from "../lib/network.ts";
import { alone } from "../lib/training/communicator.ts";
import { summarizeFolds } from "../lib/training/cross_validation.ts";
import { foldHistoryPath, foldHistoryPaths } from "./files/history_file.ts";
import { writeModel } from "./files/model_files.ts";
import { removeIfPresent } from "./files/temporary_file.ts";
import { measureOutcome } from "./outcome.ts";
import { PROGRAM } from "./program.ts";
import { formatLoss, formatShare } from "./terminal/figures.ts";
import { PostponedFailures } from "./terminal/postponed_failures.ts";
import { carryOut, type Conduct, measureEpochs } from "./training_run.ts";

/** What the training of one fold has come to. */
interface TrainedFold {
  /** Counted from 1. */
  readonly fold: number;
  readonly network: Network;
  readonly data: FoldData<TrainingSet>;
  /** Epochs that were trained. */
  readonly epochs: number;
  /** What it comes to on the fold, as {@linkcode FoldFigures} says. */
  readonly figure: number;
}

/** What folds have come to. */
export interface FoldFigures {
  /** Whether it is the share of each fold that is misclassified or, of predicted numbers, the mean loss. */
  readonly kind: "error rate" | "loss";
  /** The figure of each fold, in order. */
  readonly values: readonly number[];
}

/** What a cross-validation has come to. */
export interface CrossValidated {
  readonly figures: FoldFigures;
  /** Of the fold with the smallest figure. */
  readonly network: Network;
  /** Epochs that were trained, of that fold. */
  readonly epochs: number;
}

/**
 * Trains a network for each fold and says what they are worth on it. Writes the history of each, and
 * the model of the fold with the smallest error or loss, if the configuration names files for them.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.6.2.1.
 *
 * @param training The training data, as `poolData` leaves them.
 * @param conduct Of each training.
 * @throws {Error} If a training fails, or a file cannot be written.
 */
export async function crossValidate(
  config: Config,
  device: Device,
  training: TrainingSet,
  { follow, say, communicator = alone }: Pick<Conduct, "follow" | "say" | "communicator">,
): Promise<CrossValidated> {
  const isFirst = communicator.rank === 0;
  const kind = "targets" in training ? "loss" : "error rate";
  const values: number[] = [];
  const failures = new PostponedFailures();
  let best: TrainedFold | undefined;
  for (const data of prepareFolds(config, training)) {
    const fold = values.length + 1;
    const network = buildNetwork(config, device, data.training);
    if (fold === 1) {
      // Here, as a later fold may be one sample larger.
      for (const samples of foldTrainingSizes(config, training)) {
        checkTraining(config, network, samples, communicator);
      }
      // Those of an earlier training would be taken for this one's, should it be interrupted.
      if (isFirst) foldHistoryPaths(config).forEach(removeIfPresent);
    }
    say(`Fold ${fold} of ${config.folds}`);
    const run = buildTraining(config, network, data, measureEpochs(config), communicator);
    const { historyFile } = config;
    const ownFiles = {
      ...config,
      historyFile: historyFile && foldHistoryPath(historyFile, fold),
    };
    await carryOut(ownFiles, run, { follow, communicator }, { failures });
    const { validation, normalization } = data;
    const { errorRate, loss } = await measureOutcome(
      network,
      validation,
      normalization,
      communicator,
    );
    const figure = kind === "loss" ? loss : errorRate;
    values.push(figure);
    say(`Validation ${kind} ${formatFigure(kind, figure)}\n`);
    if (best === undefined || figure < best.figure) {
      best = { fold, network, data, epochs: run.state.epoch, figure };
    }
  }
  const figures: FoldFigures = { kind, values };
  say(formatFolds(figures));
  if (best === undefined) throw new RangeError("Expected 2 or more folds but found none");
  if (config.modelFile !== undefined && isFirst) {
    await keepModel(config, config.modelFile, best);
    say(`Kept the model of fold ${best.fold}, whose ${kind} is the smallest`);
  }
  failures.throwFirst();
  return { figures, network: best.network, epochs: best.epochs };
}

/** What folds have come to together, in a line. */
export function formatFolds({ kind, values }: FoldFigures): string {
  const { mean, variance } = summarizeFolds(values);
  const deviation = Math.sqrt(variance);
  return `Validation ${kind} over ${values.length} folds: mean ${formatFigure(kind, mean)}, ` +
    `standard deviation ${formatFigure(kind, deviation)}, variance ${variance.toExponential(2)}`;
}

function formatFigure(kind: FoldFigures["kind"], value: number): string {
  return kind === "loss" ? formatLoss(value) : formatShare(value);
}

async function keepModel(
  config: Config,
  path: string,
  { fold, network, data, epochs }: TrainedFold,
): Promise<void> {
  await writeModel(path, network, describeModel(config, data, { program: PROGRAM, epochs, fold }));
}
