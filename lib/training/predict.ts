import { Dataset } from "../data/dataset.ts";
import type { Normalization } from "../data/normalization.ts";
import { indexOfLargest } from "../largest.ts";
import type { Network } from "../network.ts";
import { sizeOf } from "../shape.ts";
import { Batches } from "./batches.ts";

/** What a network makes of one image. */
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
 * Predicts the classes of images.
 *
 * @param images One after another, each as many bytes as the network has inputs.
 * @param normalization What the network was trained with; `pixel / 255` when left out.
 * @throws {RangeError} If the bytes make no whole number of images.
 */
export function predict(
  network: Network,
  images: Uint8Array,
  normalization?: Normalization,
): Prediction[] {
  const { inputShape, outputShape } = network;
  const labels = new Uint8Array(Math.ceil(images.length / sizeOf(inputShape)));
  const dataset = new Dataset(images, labels, inputShape, Math.max(2, sizeOf(outputShape)));
  const batches = new Batches(network, dataset, { normalization });
  const predictions: Prediction[] = [];
  for (let i = 0; i < batches.count; i++) {
    const outputs = network.forward(batches.load(i).inputs);
    for (const row of outputs.toRows()) predictions.push(predictionOf(row));
  }
  return predictions;
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
