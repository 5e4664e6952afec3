import type { Dataset } from "../data/dataset.ts";
import type { Normalization } from "../data/normalization.ts";
import type { Network } from "../network.ts";
import { Batches } from "./batches.ts";
import { alone, type Communicator } from "./communicator.ts";
import { type Prediction, scoresOf } from "./predict.ts";

/** What a network makes of a dataset. */
export interface Evaluation {
  /** The class predicted for each sample, in the order of the dataset. */
  readonly predictions: Uint8Array;
  /** Mean loss over the samples. */
  readonly loss: number;
  /** Number of samples whose predicted class is not their label. */
  readonly wrong: number;
  /** Their share of all samples, from 0 to 1; NaN if there are none. */
  readonly errorRate: number;
  /** The share of the others. */
  readonly accuracy: number;
}

/** What a network makes of a dataset, in detail. */
export interface DetailedEvaluation extends Evaluation {
  /** For each sample, the scores of the classes; see {@linkcode Prediction}. */
  readonly scores: readonly Prediction["scores"][];
}

/**
 * Predicts the class of every sample of a dataset.
 *
 * @param normalization What the network was trained with; `pixel / 255` when left out.
 * @param communicator Connects the processes that share the work, each of which has the same network
 * and dataset, and gets the whole result; there are no others when left out.
 * @throws {RangeError} If the dataset does not fit the network.
 */
export function evaluate(
  network: Network,
  dataset: Dataset,
  normalization?: Normalization,
  communicator?: Communicator,
): Evaluation {
  return evaluateBatches(network, new Batches(network, dataset, { normalization }), communicator);
}

/**
 * As {@linkcode evaluate}, and tells the scores behind each prediction, in the same pass.
 *
 * @throws {RangeError} If the dataset does not fit the network.
 */
export function evaluateInDetail(
  network: Network,
  dataset: Dataset,
  normalization?: Normalization,
): DetailedEvaluation {
  const scores: Prediction["scores"][] = [];
  const batches = new Batches(network, dataset, { normalization });
  const evaluation = measure(network, batches, alone, () => {
    for (const row of network.lastOutput().toRows()) scores.push(scoresOf(row));
  });
  return { ...evaluation, scores };
}

/** As {@linkcode evaluate}, for a dataset that is already in batches: predictions are in their order. */
export function evaluateBatches(
  network: Network,
  batches: Batches,
  communicator: Communicator = alone,
): Evaluation {
  return measure(network, batches, communicator, () => {});
}

/** @param look Called after each batch, to look at what the network has computed. */
function measure(
  network: Network,
  batches: Batches,
  communicator: Communicator,
  look: () => void,
): Evaluation {
  const { count, batchSize, sampleCount } = batches;
  // Each rank fills in what it finds of its batches; the sum is the whole.
  const found = new Float64Array(sampleCount + count + 1);
  const predictions = found.subarray(0, sampleCount);
  const losses = found.subarray(sampleCount, sampleCount + count);
  const wrong = found.subarray(sampleCount + count);
  for (let i = communicator.rank; i < count; i += communicator.size) {
    const { inputs, targets, labels } = batches.load(i);
    losses[i] = network.evaluateLoss(inputs, targets) * inputs.rows;
    for (let r = 0; r < inputs.rows; r++) {
      const prediction = network.predictedClass(r);
      predictions[i * batchSize + r] = prediction;
      if (prediction !== labels[r]) wrong[0]++;
    }
    look();
  }
  communicator.sum(found);
  const errorRate = wrong[0] / sampleCount;
  return {
    predictions: Uint8Array.from(predictions),
    loss: losses.reduce((sum, loss) => sum + loss, 0) / sampleCount,
    wrong: wrong[0],
    errorRate,
    accuracy: 1 - errorRate,
  };
}
