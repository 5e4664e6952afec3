import type { TrainingSet } from "../data/samples.ts";
import type { Network } from "../network.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import { l1, l2, type Penalty } from "../optimizers/regularizers.ts";
import { checkSlices } from "../training/batch_pass.ts";
import { alone, type Communicator } from "../training/communicator.ts";
import { Training } from "../training/training.ts";
import type { TrainingOptions } from "../training/training_options.ts";
import type { Config } from "./config.ts";
import type { TrainingData } from "./data.ts";
import { dataPaths } from "./data_paths.ts";
import { largestBatch } from "./network.ts";
import { blaming, errorIn } from "./source.ts";

/**
 * The training that a configuration describes.
 *
 * @param network What `buildNetwork` made of the same configuration.
 * @param data What `prepareData` or `prepareFolds` made of it.
 * @param measureEpochs Epochs from one measurement to the next.
 * @param communicator Connects the processes that share the training, if there are others.
 * @throws {ConfigError} As {@linkcode checkTraining}.
 */
export function buildTraining(
  config: Config,
  network: Network,
  data: TrainingData<TrainingSet>,
  measureEpochs = 1,
  communicator: Communicator = alone,
): Training {
  const { training, validation, test, normalization } = data;
  checkTraining(config, network, training.count, communicator);
  return new Training(network, training, {
    length: lengthOf(config),
    optimizer: buildOptimizer(config, network),
    schedule: config.scheduleRecipe(config.learningRate, config.scheduleUnit),
    earlyStopping: config.earlyStopping,
    weightAverage: config.weightAverage,
    validation,
    test,
    measureEpochs,
    measureIterations: config.measureEvery,
    normalization,
    augmentation: config.augmentation,
    labelSmoothing: config.labelSmoothing,
    batchSize: config.batchSize,
    slices: config.slices,
    communicator,
    seed: config.seed,
  });
}

/**
 * Checks that a network can be trained as a configuration describes.
 *
 * @param samples Number of those that it is to be trained on.
 * @param communicator As for {@linkcode buildTraining}.
 * @throws {ConfigError} If a layer cannot train on batches or slices of this size, or lets no gradients
 * through, or there are more slices than images in a batch, or more processes than slices.
 */
export function checkTraining(
  config: Config,
  network: Network,
  samples: number,
  communicator: Communicator = alone,
): void {
  blaming(config.source, "slices", () => {
    checkSlices(config.slices, largestBatch(config, samples), communicator);
  });
  checkLastBatch(config, network, samples);
  checkGradientsPass(config, network);
}

function checkGradientsPass({ source }: Config, { layers }: Network): void {
  const blocking = layers.findLastIndex(({ blocksGradients }) => blocksGradients);
  const below = layers.slice(0, Math.max(0, blocking));
  const untrained = below.find(({ parameters }) => parameters.length > 0);
  if (untrained === undefined) return;
  const { notation } = layers[blocking];
  const problem =
    `Expected no ${notation} above ${untrained.notation}, as its derivative is 0 and no ` +
    "gradient reaches the layers below, but found one; sigmoid is its smooth form";
  throw errorIn(source, "layers", problem);
}

/** The last batch of an epoch holds what is left over, which may be too little for a layer. */
function checkLastBatch(config: Config, { layers }: Network, samples: number): void {
  const { slices } = config;
  const largest = largestBatch(config, samples);
  const last = samples % largest || largest;
  // Of slices without samples nothing is computed.
  const smallest = Math.max(1, Math.floor(last / slices));
  for (const { notation, smallestBatch = 1 } of layers) {
    if (smallest >= smallestBatch) continue;
    const kind = slices === 1 ? "batches" : "slices of batches";
    const { noun } = dataPaths(config);
    const wanted = `${kind} of ${smallestBatch} or more ${noun}, for ${notation} to train on,`;
    const problem = `Expected ${wanted} but found one of ${smallest} among ${samples} ${noun}`;
    throw errorIn(config.source, slices === 1 ? "batch_size" : "slices", problem);
  }
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
