import type { Network } from "../network.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import { l1, l2, type Penalty } from "../regularizers.ts";
import { Training } from "../training/training.ts";
import type { TrainingOptions } from "../training/training_options.ts";
import type { Config } from "./config.ts";
import type { TrainingData } from "./data.ts";

/**
 * The training that a configuration describes.
 *
 * @param network What `buildNetwork` made of the same configuration.
 * @param data What `prepareData` or `prepareFolds` made of it.
 * @param measureEpochs Epochs from one measurement to the next; with validation data it is always
 * one, because a schedule or early stopping may depend on it.
 */
export function buildTraining(
  config: Config,
  network: Network,
  data: TrainingData,
  measureEpochs = 1,
): Training {
  const { training, validation, test, normalization } = data;
  return new Training(network, training, {
    length: lengthOf(config),
    optimizer: buildOptimizer(config, network),
    schedule: config.schedule(config.learningRate, config.scheduleUnit),
    earlyStopping: config.earlyStopping,
    validation,
    test,
    measureEpochs: validation === undefined ? measureEpochs : 1,
    measureIterations: config.measureEvery,
    normalization,
    augmentation: config.augmentation,
    seed: config.seed,
  });
}

/** The optimizer that a configuration describes, with its penalties and its clipping. */
export function buildOptimizer(config: Config, network: Network): Optimizer {
  const { optimizer, learningRate, clipping } = config;
  return optimizer(network, { learningRate, clipping, penalties: penaltiesOf(config) });
}

function penaltiesOf(config: Config): Penalty[] {
  const penalties: Penalty[] = [];
  // A penalty of 0 would cost plain gradient descent its shortcut past a stored gradient.
  if (config.l1 > 0) penalties.push(l1(config.l1));
  if (config.l2 > 0) penalties.push(l2(config.l2));
  return penalties;
}

function lengthOf({ epochs, iterations }: Config): TrainingOptions["length"] {
  if (iterations !== undefined) return { iterations };
  if (epochs !== undefined) return { epochs };
  throw new TypeError("Expected a number of epochs or of iterations");
}
