import { type Labels, makeLabels } from "../data/labels.ts";
import type { Normalization } from "../data/normalization.ts";
import type { LabelledSet, RegressionSamples } from "../data/samples.ts";
import type { Network } from "../network.ts";
import { Figures } from "./batch_errors.ts";
import { Batches } from "./batches.ts";
import { alone, type Communicator } from "./communicator.ts";
import { type BatchOutcome, type Performance, performanceOf } from "./measurement.ts";
import { type Prediction, scoresOf } from "./predict.ts";

/** What a network makes of a dataset. */
export interface Evaluation {
  /** The class predicted for each sample, in the order of the dataset. */
  readonly predictions: Labels;
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

/** What a network makes of samples whose targets are numbers. */
export interface RegressionEvaluation {
  /** `samples × outputs`: the numbers predicted, in the order of the samples. */
  readonly predictions: Float64Array;
  /** Mean loss over the samples. */
  readonly loss: number;
  /** The coefficient of determination, as `rSquared` of the metrics says. */
  readonly rSquared: number;
}

/**
 * Predicts the class, or the targets, of every sample of a dataset.
 *
 * @param normalization What the network was trained with. When left out, pixels are divided by 255, and
 * other features stay as they are.
 * @param communicator Connects the processes that share the work, each of which has the same network
 * and dataset, and gets the whole result; there are no others when left out.
 * @throws {RangeError} If the dataset does not fit the network or the normalization.
 *
 * @example
 * ```ts
 * import { createTypeScriptDevice, dense, evaluate, meanSquaredError, Network, RegressionSamples } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const device = createTypeScriptDevice();
 * const layers = [dense(1)];
 * const network = new Network({ device, inputShape: [1], layers, batchSize: 3, loss: meanSquaredError });
 * const [weights, bias] = network.parameters;
 * weights.value.data.set([2]);
 * bias.value.data.set([1]);
 * const samples = RegressionSamples.of([[0], [1], [2]], [1, 3, 5]);
 * assertEquals(evaluate(network, samples).predictions, Float64Array.of(1, 3, 5));
 * assertEquals(evaluate(network, samples).rSquared, 1);
 * ```
 */
export function evaluate(
  network: Network,
  dataset: LabelledSet,
  normalization?: Normalization,
  communicator?: Communicator,
): Evaluation;
/**
 * As for classes, but predicts numbers.
 *
 * @throws {RangeError} As there.
 */
export function evaluate(
  network: Network,
  dataset: RegressionSamples,
  normalization?: Normalization,
  communicator?: Communicator,
): RegressionEvaluation;
export function evaluate(
  network: Network,
  dataset: LabelledSet | RegressionSamples,
  normalization?: Normalization,
  communicator: Communicator = alone,
): Evaluation | RegressionEvaluation {
  const found = measure(network, new Batches(network, dataset, { normalization }), communicator);
  if ("labels" in dataset) return classification(found, dataset.classes);
  const { loss, rSquared = NaN } = performanceOf(found.outcome);
  return { predictions: found.predictions, loss, rSquared };
}

/**
 * As {@linkcode evaluate} of classes, and tells the scores behind each prediction, in the same pass.
 *
 * @throws {RangeError} If the dataset does not fit the network.
 */
export function evaluateInDetail(
  network: Network,
  dataset: LabelledSet,
  normalization?: Normalization,
): DetailedEvaluation {
  const scores: Prediction["scores"][] = [];
  const batches = new Batches(network, dataset, { normalization });
  const found = measure(network, batches, alone, () => {
    for (const row of network.lastOutput().toRows()) scores.push(scoresOf(row));
  });
  return { ...classification(found, dataset.classes), scores };
}

/**
 * Mean loss and error of a network on a dataset that is already in batches.
 *
 * @param communicator As for {@linkcode evaluate}.
 */
export function performanceOn(
  network: Network,
  batches: Batches,
  communicator: Communicator = alone,
): Performance {
  return performanceOf(measure(network, batches, communicator).outcome);
}

/** What a pass over a dataset has found. */
interface Found {
  /** The class of each sample; or each number that is predicted, one sample after the other. */
  readonly predictions: Float64Array;
  readonly outcome: BatchOutcome;
}

/** @param look Called after each batch, to look at what the network has computed. */
function measure(
  network: Network,
  batches: Batches,
  communicator: Communicator,
  look = () => {},
): Found {
  const { count, batchSize, sampleCount, targetMeans } = batches;
  const columns = targetMeans?.length ?? 1;
  const end = sampleCount * columns;
  // Each rank fills in what it finds of its batches; the sum is the whole.
  const found = new Float64Array(end + Figures.EACH * count);
  const predictions = found.subarray(0, end);
  const figures = new Figures(found.subarray(end), targetMeans);
  const classes = network.device.indices(sampleCount);
  for (let i = communicator.rank; i < count; i += communicator.size) {
    const batch = batches.load(i);
    const { inputs, targets } = batch;
    const told = classes.subarray(i * batchSize, i * batchSize + inputs.rows);
    figures.set(i, network.evaluateLoss(inputs, targets).value, network, batch, told);
    const start = i * batchSize * columns;
    predictions.set(targetMeans === undefined ? told : network.lastOutput().data, start);
    look();
  }
  communicator.sum(found);
  return { predictions, outcome: figures.outcome(sampleCount) };
}

function classification({ predictions, outcome }: Found, classes: number): Evaluation {
  const labels = makeLabels(classes, predictions.length);
  labels.set(predictions);
  const { loss, wrong, samples } = outcome;
  const { errorRate } = performanceOf(outcome);
  // 1 - errorRate would be 0.8231999999999999 where it is 0.8232.
  const accuracy = (samples - wrong) / samples;
  return { predictions: labels, loss, wrong, errorRate, accuracy };
}
