import { BatchNorm } from "../layers/batch_norm.ts";
import type { Network } from "../network.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import { l1, l2, type Penalty } from "../optimizers/regularizers.ts";
import { Training } from "../training/training.ts";
import type { TrainingOptions } from "../training/training_options.ts";
import { sizeOf } from "../shape.ts";
import type { Config } from "./config.ts";
import type { TrainingData } from "./data.ts";
import { errorIn } from "./source.ts";

/**
 * The training that a configuration describes.
 *
 * @param network What `buildNetwork` made of the same configuration.
 * @param data What `prepareData` or `prepareFolds` made of it.
 * @param measureEpochs Epochs from one measurement to the next.
 * @throws {ConfigError} If a layer cannot train on batches of this size.
 */
export function buildTraining(
  config: Config,
  network: Network,
  data: TrainingData,
  measureEpochs = 1,
): Training {
  const { training, validation, test, normalization } = data;
  checkLastBatch(config, network, training.count);
  return new Training(network, training, {
    length: lengthOf(config),
    optimizer: buildOptimizer(config, network),
    schedule: config.scheduleRecipe(config.learningRate, config.scheduleUnit),
    earlyStopping: config.earlyStopping,
    validation,
    test,
    measureEpochs,
    measureIterations: config.measureEvery,
    normalization,
    augmentation: config.augmentation,
    labelSmoothing: config.labelSmoothing,
    seed: config.seed,
  });
}

/** Batch normalization of plain values cannot train on a batch of a single sample. */
function checkLastBatch(config: Config, network: Network, samples: number): void {
  const size = Math.min(network.batchSize, samples);
  if (size > 1 && samples % size !== 1) return;
  const isAffected = network.layers.some((layer) =>
    layer instanceof BatchNorm && sizeOf(layer.inputShape) === layer.inputShape[0]
  );
  if (!isAffected) return;
  const problem = "Expected batches of 2 or more images, for batch_norm to train on, but found " +
    `one of 1 among ${samples} images`;
  throw errorIn(config.source, "batch_size", problem);
}

/** The optimizer that a configuration describes, with its penalties and its clipping. */
export function buildOptimizer(config: Config, network: Network): Optimizer {
  const { optimizerRecipe, learningRate, clipGradients: clipping } = config;
  return optimizerRecipe(network, { learningRate, clipping, penalties: penaltiesOf(config) });
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
  throw new TypeError("Expected a number of epochs or of iterations but found neither");
}
