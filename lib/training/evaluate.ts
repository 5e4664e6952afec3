import { type Labels, makeLabels } from "../data/labels.ts";
import type { Normalization } from "../data/normalization.ts";
import type { LabelledSet, RegressionSamples } from "../data/samples.ts";
import { atOnce, inTime, settled, type Steps } from "../devices/steps.ts";
import type { Matrix } from "../matrix.ts";
import { ratesOf } from "../metrics/error_rate.ts";
import type { Network } from "../network.ts";
import { sizeOf } from "../shape.ts";
import { Figures, type Finding, findingOf } from "./batch_errors.ts";
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
  communicator?: Communicator,
): Evaluation | RegressionEvaluation {
  const steps = evaluation(network, dataset, normalization, communicator);
  return atOnce("evaluate", network.device, steps);
}

/** As {@linkcode evaluate} of classes, on a device whose results come later, or any other. */
export function evaluateAsync(
  network: Network,
  dataset: LabelledSet,
  normalization?: Normalization,
  communicator?: Communicator,
): Promise<Evaluation>;
/** As {@linkcode evaluate} of numbers, on a device whose results come later, or any other. */
export function evaluateAsync(
  network: Network,
  dataset: RegressionSamples,
  normalization?: Normalization,
  communicator?: Communicator,
): Promise<RegressionEvaluation>;
export function evaluateAsync(
  network: Network,
  dataset: LabelledSet | RegressionSamples,
  normalization?: Normalization,
  communicator?: Communicator,
): Promise<Evaluation | RegressionEvaluation> {
  return inTime(evaluation(network, dataset, normalization, communicator));
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
  const steps = detailedEvaluation(network, dataset, normalization);
  return atOnce("evaluateInDetail", network.device, steps);
}

/** As {@linkcode evaluateInDetail}, on a device whose results come later, or any other. */
export function evaluateInDetailAsync(
  network: Network,
  dataset: LabelledSet,
  normalization?: Normalization,
): Promise<DetailedEvaluation> {
  return inTime(detailedEvaluation(network, dataset, normalization));
}

/** What {@linkcode evaluateInDetail} does. */
export function* detailedEvaluation(
  network: Network,
  dataset: LabelledSet,
  normalization?: Normalization,
): Steps<DetailedEvaluation> {
  const batches = new Batches(network, dataset, { normalization });
  const classes = network.device.indices(dataset.count);
  const outputs = network.device.matrix(dataset.count, sizeOf(network.outputShape));
  const outcome = yield* measure(network, batches, alone, { classes, outputs });
  const scores = outputs.toRows().map(scoresOf);
  return { ...classification(classes, outcome, dataset.classes), scores };
}

/**
 * Mean loss and error of a network on a dataset that is already in batches.
 *
 * @param communicator As for {@linkcode evaluate}.
 */
export function* performanceOn(
  network: Network,
  batches: Batches,
  communicator: Communicator = alone,
): Steps<Performance> {
  return performanceOf(yield* measure(network, batches, communicator));
}

function* evaluation(
  network: Network,
  dataset: LabelledSet | RegressionSamples,
  normalization?: Normalization,
  communicator: Communicator = alone,
): Steps<Evaluation | RegressionEvaluation> {
  const { device } = network;
  const { count } = dataset;
  const batches = new Batches(network, dataset, { normalization });
  if ("labels" in dataset) {
    const classes = device.indices(count);
    const outcome = yield* measure(network, batches, communicator, { classes });
    return classification(shared(classes, communicator), outcome, dataset.classes);
  }
  const outputs = device.matrix(count, sizeOf(network.outputShape));
  const outcome = yield* measure(network, batches, communicator, { outputs });
  const { loss, rSquared = NaN } = performanceOf(outcome);
  return { predictions: shared(outputs.data, communicator), loss, rSquared };
}

/** What a pass over a dataset may fill, sample by sample, in the order of the dataset. */
interface Predictions {
  /** The class of each, on the device. */
  readonly classes?: Int32Array;
  /** `samples × outputs`: what the network puts out for each. */
  readonly outputs?: Matrix;
}

/** @returns What all batches together have come to; what each rank has predicted is its own. */
function* measure(
  network: Network,
  batches: Batches,
  communicator: Communicator,
  { classes, outputs }: Predictions = {},
): Steps<BatchOutcome> {
  const { device } = network;
  const { count, batchSize, sampleCount, targetMeans } = batches;
  const findings = new Map<number, Finding>();
  for (let i = communicator.rank; i < count; i += communicator.size) {
    const batch = batches.load(i);
    const { inputs, targets } = batch;
    const [start, end] = [i * batchSize, i * batchSize + inputs.rows];
    const loss = network.evaluateLoss(inputs, targets);
    const told = classes?.subarray(start, end);
    findings.set(i, findingOf(network, batch, loss, targetMeans, told));
    if (outputs !== undefined) device.copy(network.lastOutput(), outputs.rowRange(start, end));
  }
  const predictions = [classes, outputs].filter((array) => array !== undefined);
  yield* settled(device, ...predictions);
  const figures = new Figures(new Float64Array(Figures.EACH * count));
  for (const [i, finding] of findings) figures.set(i, finding);
  communicator.sum(figures.data);
  return figures.outcome(sampleCount, targetMeans === undefined);
}

/** The predictions of all ranks, each of which has zeros where others have predicted. */
function shared(predictions: ArrayLike<number>, communicator: Communicator): Float64Array {
  const all = Float64Array.from(predictions);
  communicator.sum(all);
  return all;
}

function classification(
  predictions: ArrayLike<number>,
  outcome: BatchOutcome,
  classes: number,
): Evaluation {
  const labels = makeLabels(classes, predictions.length);
  labels.set(predictions);
  const { loss, wrong, samples } = outcome;
  return { predictions: labels, loss, wrong, ...ratesOf(wrong, samples) };
}
