import type { Device } from "../devices/device.ts";
import { createPlanningDevice, MOST_ACTIVATIONS } from "../devices/planning_device.ts";
import { untouched } from "../initializers.ts";
import type { LayerFactory } from "../layers/layer.ts";
import type { Probabilities } from "../losses.ts";
import { bytesPerElement, type Precision } from "../matrix.ts";
import { Network, type NetworkOptions } from "../network.ts";
import { type Shape, sizeOf } from "../shape.ts";
import type { Config } from "./config.ts";
import { dataPaths } from "./data_paths.ts";
import { buildLayers, LayerError, layerNotation, type NotatedLayer } from "./layer_notation.ts";
import { type ConfigError, errorIn } from "./source.ts";

/** All that a network may take, parameters and activations: what 32-bit addresses reach. */
const MOST_BYTES = 2 ** 32;

/** Classes of the course sheet's network, where a file of labels does not name them: the digits. */
const SHEET_CLASSES = 10;

/** What a network is for: a dataset, or what is known of one. */
export interface NetworkData {
  /** The shape of one sample. */
  readonly shape: Shape;
  /** Most samples that there can be in one batch. */
  readonly count: number;
  /** Number of classes; undefined where numbers are to be predicted. */
  readonly classes?: number;
  /** What the numbers are called that are to be predicted; undefined where there are classes. */
  readonly targetNames?: readonly string[];
}

/**
 * The network that a configuration describes: its `layers`, or the course sheet's, dense
 * (`hidden_size`), ReLU, dense (one output per class), softmax. Where numbers are to be predicted, there is
 * one output for each of these, and no softmax.
 *
 * @param data What it is for. The network's batch size is that of a slice of the largest batch.
 * @throws {ConfigError} If there are fewer than two classes, a layer does not fit on the one below, the last
 * one not to the classes or targets, the loss not to the last one, or the whole not into memory, of which
 * nothing is taken then.
 */
export function buildNetwork(
  config: Config,
  device: Device,
  data: NetworkData,
): Network {
  const { shape, classes, count, targetNames } = data;
  if (classes !== undefined && classes < 2) {
    const { noun, trainingKey } = dataPaths(config);
    const problem = `Expected ${noun} of 2 or more classes but found ${classes}`;
    throw errorIn(config.source, trainingKey, problem);
  }
  const layers = layersOf(config, targetNames?.length);
  const batchSize = Math.ceil(largestBatch(config, count) / config.slices);
  const options = { inputShape: shape, batchSize, loss: config.loss, seed: config.seed };
  const { weightInitializer: weights, biasInitializer: bias } = config;
  const network = locating(config, () => {
    plan(layers, classes, options, device.precision);
    const factories = buildLayers(layers, (own) => ({ weights, bias, ...own }), classes);
    return new Network({ ...options, device, layers: factories });
  });
  if (targetNames !== undefined) checkTargets(config, network, targetNames);
  else if (classes !== undefined) checkOutputs(config, network, classes);
  checkLoss(config, network);
  return network;
}

/** Samples in each batch but the last, where there are `count` in all. */
export function largestBatch({ batchSize }: Config, count: number): number {
  return Math.max(1, Math.min(batchSize, count));
}

/** Builds a network without the memory for it, to see whether it is too large. */
function plan(
  layers: readonly NotatedLayer[],
  classes: number | undefined,
  options: Omit<NetworkOptions, "device" | "layers">,
  precision: Precision,
): void {
  const factories = plannedLayers(layers, classes);
  const build = (batchSize: number, most: number) =>
    new Network({ ...options, device: createPlanningDevice(most), layers: factories, batchSize });
  const { parameterCount } = build(options.batchSize, MOST_BYTES / bytesPerElement[precision]);
  // As a model that is read has to be.
  build(1, parameterCount + MOST_ACTIVATIONS);
}

/** Blames the layer of the file that a network cannot be built with. */
function locating<T>(config: Config, build: () => T): T {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    if (config.layers === undefined) throw errorIn(config.source, "hidden_size", error.message);
    const offset = error instanceof LayerError ? error.offset : undefined;
    throw errorIn(config.source, "layers", error.message, offset);
  }
}

/**
 * The classes of training images whose labels are numbers. They are those that occur, unless the network
 * has another number of outputs and all labels are below it: then they are all numbers below it, also those
 * without an image. The `classes` of a configuration are chosen from those that occur.
 *
 * @param shape The shape of the images.
 * @param found The numbers that occur, in ascending order.
 * @throws {ConfigError} If a layer does not fit on the one below.
 * @throws {RangeError} If a label is above 9 and the network is the course sheet's.
 */
export function classesOfNumbers(
  config: Config,
  shape: Shape,
  found: readonly number[],
): readonly number[] {
  if (config.classes !== undefined) return found;
  const outputs = countOutputs(config, shape, found.length);
  // One output tells two classes apart.
  const classes = outputs === 1 ? 2 : outputs;
  const largest = found[found.length - 1];
  if (largest < classes) return Array.from({ length: classes }, (_, number) => number);
  if (config.layers !== undefined) return found;
  throw new RangeError(`Expected labels of 0 to ${classes - 1} but found ${largest}`);
}

/** Outputs of the network for images of some shape and that many classes. */
function countOutputs(config: Config, inputShape: Shape, classes: number): number {
  if (config.layers === undefined) return SHEET_CLASSES;
  const layers = plannedLayers(config.layers, classes);
  const device = createPlanningDevice(MOST_BYTES / bytesPerElement.f32);
  const build = () => new Network({ device, inputShape, layers, batchSize: 1 });
  return sizeOf(locating(config, build).outputShape);
}

/** @param targets Number of targets, where there are no classes. */
function layersOf({ layers, hiddenSize }: Config, targets?: number): readonly NotatedLayer[] {
  const last = targets === undefined ? "dense classes softmax" : `dense ${targets}`;
  return layers ?? layerNotation.parse(`dense ${hiddenSize} relu, ${last}`);
}

/** Layers for a planning device. */
function plannedLayers(layers: readonly NotatedLayer[], classes?: number): LayerFactory[] {
  return buildLayers(layers, () => ({ weights: untouched, bias: untouched }), classes);
}

function checkOutputs(config: Config, network: Network, classes: number): void {
  const outputs = sizeOf(network.outputShape);
  if (outputs === classes || (outputs === 1 && classes === 2)) return;
  const wanted = `${classes} outputs, one for each class${classes === 2 ? ", or 1" : ""}`;
  throw errorInLastLayer(
    config,
    `Expected ${wanted}, from the last layer but found ${outputs}; ` +
      `dense ${classes} or dense classes has as many`,
  );
}

function checkTargets(
  config: Config,
  { outputShape, loss }: Network,
  targetNames: readonly string[],
): void {
  const outputs = sizeOf(outputShape);
  const wanted = targetNames.length;
  if (outputs !== wanted) {
    throw errorInLastLayer(
      config,
      `Expected ${wanted} ${wanted === 1 ? "output" : "outputs"}, for ${targetNames.join(", ")}, ` +
        `from the last layer but found ${outputs}`,
    );
  }
  if (config.labelSmoothing !== 0) {
    const problem = "Expected classes to smooth the labels of but found numeric targets";
    throw errorIn(config.source, "label_smoothing", problem);
  }
  if (config.earlyStopping?.watch === "validation error") {
    const problem =
      "Expected training_loss or validation_loss for targets that are numbers but found validation_error";
    throw errorIn(config.source, "early_stopping", problem);
  }
  if (loss.probabilities === undefined) return;
  const problem =
    "Expected mean_squared_error, mean_absolute_error or huber for targets that are " +
    `numbers but found ${loss.name}`;
  throw errorIn(config.source, "loss", problem);
}

/** The layers that a message names as giving probabilities of each kind. */
const usualLayers: Readonly<Record<Probabilities, string>> = {
  exclusive: "softmax",
  independent: "sigmoid",
};

function checkLoss(config: Config, { layers, loss, outputShape }: Network): void {
  const { notation, probabilities } = layers[layers.length - 1];
  if (loss.probabilities?.every((kind) => kind !== probabilities)) {
    const suitable = loss.probabilities.map((kind) => usualLayers[kind]).join(" or ");
    const wanted = `${suitable} as the last layer, for the loss ${loss.name},`;
    throw errorInLastLayer(config, `Expected ${wanted} but found "${notation}"`);
  }
  if (probabilities === "exclusive" && sizeOf(outputShape) === 1) {
    const wanted = `2 or more values for ${notation}, whose single output is always 1,`;
    throw errorInLastLayer(config, `Expected ${wanted} but found 1`);
  }
}

function errorInLastLayer(config: Config, problem: string): ConfigError {
  return errorIn(config.source, "layers", problem, config.layers?.at(-1)?.offset);
}
