import { Dataset } from "../data/dataset.ts";
import { makeLabels } from "../data/labels.ts";
import type { Normalization } from "../data/normalization.ts";
import { ClassSamples, type LabelledSet } from "../data/samples.ts";
import { atOnce, inTime, settled, type Steps } from "../devices/steps.ts";
import { indexOfLargest } from "../largest.ts";
import type { Layer } from "../layers/layer.ts";
import type { Matrix } from "../matrix.ts";
import type { Network } from "../network.ts";
import { sizeOf } from "../shape.ts";
import { Batches } from "./batches.ts";

/** What a network makes of one sample. */
export interface Prediction {
  /** The class with the highest score, the first of equals. */
  readonly class: number;
  /**
   * One for each class: what the network puts out; where it has a single output `p` for two classes,
   * `1 - p` and `p`. They are probabilities if the last layer is softmax, or one sigmoid.
   */
  readonly scores: readonly number[];
}

/**
 * Predicts the classes of images, or of samples of features.
 *
 * @param inputs One after another: images of bytes, or features in 64-bit floating point, as many as the
 * network has inputs each.
 * @param normalization What the network was trained with. When left out, pixels are divided by 255, and
 * other features stay as they are.
 * @throws {RangeError} If the numbers make no whole number of samples, or are not of the kind that the
 * normalization is for.
 */
export function predict(
  network: Network,
  inputs: Uint8Array | Float64Array,
  normalization?: Normalization,
): Prediction[] {
  return atOnce("predict", network.device, prediction(network, inputs, normalization));
}

/** As {@linkcode predict}, on a device whose results come later, or any other. */
export function predictAsync(
  network: Network,
  inputs: Uint8Array | Float64Array,
  normalization?: Normalization,
): Promise<Prediction[]> {
  return inTime(prediction(network, inputs, normalization));
}

/** What {@linkcode predict} does. */
export function* prediction(
  network: Network,
  inputs: Uint8Array | Float64Array,
  normalization?: Normalization,
): Steps<Prediction[]> {
  const outputs = yield* outputsFor(network, network.layers, inputs, normalization);
  return outputs.toRows().map(predictionOf);
}

/**
 * What a network puts out for samples of features, whatever it stands for: a function to be drawn, or
 * the scores of a grid of points.
 *
 * @param features One sample after the other, as many numbers as the network has inputs each.
 * @param normalization What the network was trained with; the features stay as they are when left out.
 * @returns `samples × outputs`, one sample after the other.
 * @throws {RangeError} As {@linkcode predict}.
 *
 * @example
 * ```ts
 * import { createTypeScriptDevice, dense, Network, outputsOf } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const device = createTypeScriptDevice();
 * const network = new Network({ device, inputShape: [2], layers: [dense(1)], batchSize: 1 });
 * network.parameters[0].value.data.set([1, 10]);
 * assertEquals(outputsOf(network, Float64Array.of(1, 2, 3, 4)), Float64Array.of(21, 43));
 * ```
 */
export function outputsOf(
  network: Network,
  features: Float64Array,
  normalization?: Normalization,
): Float64Array {
  const { length } = network.layers;
  return atOnce(
    "outputsOf",
    network.device,
    layerOutputs(network, length, features, normalization),
  );
}

/** As {@linkcode outputsOf}, on a device whose results come later, or any other. */
export function outputsOfAsync(
  network: Network,
  features: Float64Array,
  normalization?: Normalization,
): Promise<Float64Array> {
  return inTime(layerOutputs(network, network.layers.length, features, normalization));
}

/**
 * What a layer of a network puts out for samples of features: its units, as functions of them. Otherwise
 * as {@linkcode outputsOf}.
 *
 * @param layer The number of the layer, counted from 1.
 * @throws {RangeError} As {@linkcode predict}; also if there is no such layer.
 */
export function layerOutputsOf(
  network: Network,
  layer: number,
  features: Float64Array,
  normalization?: Normalization,
): Float64Array {
  const steps = layerOutputs(network, layer, features, normalization);
  return atOnce("layerOutputsOf", network.device, steps);
}

/** As {@linkcode layerOutputsOf}, on a device whose results come later, or any other. */
export function layerOutputsOfAsync(
  network: Network,
  layer: number,
  features: Float64Array,
  normalization?: Normalization,
): Promise<Float64Array> {
  return inTime(layerOutputs(network, layer, features, normalization));
}

function* layerOutputs(
  network: Network,
  layer: number,
  features: Float64Array,
  normalization?: Normalization,
): Steps<Float64Array> {
  const { length } = network.layers;
  if (!(Number.isInteger(layer) && layer >= 1 && layer <= length)) {
    throw new RangeError(`Expected a layer of 1 to ${length} but found ${layer}`);
  }
  const layers = network.layers.slice(0, layer);
  const { data } = yield* outputsFor(network, layers, features, normalization);
  return Float64Array.from(data);
}

/** What the last of a network's first layers puts out: `samples × outputs`, which can be read. */
function* outputsFor(
  network: Network,
  layers: readonly Layer[],
  inputs: Uint8Array | Float64Array,
  normalization: Normalization | undefined,
): Steps<Matrix> {
  const { device } = network;
  const batches = new Batches(network, unlabelled(network, inputs), { normalization });
  const { sampleCount, batchSize, count } = batches;
  const outputs = device.matrix(sampleCount, sizeOf(layers[layers.length - 1].outputShape));
  for (let i = 0; i < count; i++) {
    const batch = layers.reduce((values, layer) => layer.forward(values), batches.load(i).inputs);
    device.copy(batch, outputs.rowRange(i * batchSize, i * batchSize + batch.rows));
  }
  yield* settled(device, outputs);
  return outputs;
}

/** Samples with any labels: what their targets would be does not matter. */
function unlabelled(
  { inputShape, outputShape }: Network,
  inputs: Uint8Array | Float64Array,
): LabelledSet {
  const size = sizeOf(inputShape);
  const classes = Math.max(2, sizeOf(outputShape));
  const labels = makeLabels(classes, Math.ceil(inputs.length / size));
  const classNames = Array.from({ length: classes }, (_, c) => `${c}`);
  if (inputs instanceof Uint8Array) {
    return new Dataset(inputs, labels, inputShape, classes, classNames);
  }
  const featureNames = Array.from({ length: size }, (_, k) => `${k}`);
  return new ClassSamples({ features: inputs, featureNames, labels, classNames });
}

/** Whether the scores of a network's predictions are probabilities. */
export function tellsProbabilities({ layers, outputShape }: Network): boolean {
  const { probabilities } = layers[layers.length - 1];
  return probabilities === "exclusive" ||
    (probabilities === "independent" && sizeOf(outputShape) === 1);
}

/** The scores of the classes, as given by {@linkcode Prediction}, that a sample's outputs stand for. */
export function scoresOf(outputs: readonly number[]): Prediction["scores"] {
  return outputs.length === 1 ? [1 - outputs[0], outputs[0]] : outputs;
}

function predictionOf(outputs: readonly number[]): Prediction {
  const scores = scoresOf(outputs);
  return { class: indexOfLargest(scores), scores };
}
