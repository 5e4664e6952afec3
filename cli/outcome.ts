import type { Config } from "../lib/config/config.ts";
import type { TestedTrainingData } from "../lib/config/data.ts";
import type { Labels } from "../lib/data/labels.ts";
import type { Normalization } from "../lib/data/normalization.ts";
import type { LabelledSet, TrainingSet } from "../lib/data/samples.ts";
import { formatNumberLog } from "../lib/formats/number_log.ts";
import { formatPredictionLog } from "../lib/formats/prediction_log.ts";
import type { Network } from "../lib/network.ts";
import type { Communicator } from "../lib/training/communicator.ts";
import { evaluateAsync } from "../lib/training/evaluate.ts";
import type { Performance } from "../lib/training/measurement.ts";
import { formatEvaluation, formatRegression } from "./terminal/figures.ts";

/** How well a trained network does on some data. */
export interface Outcome extends Performance {
  /** The same in words, as a line goes on behind `Test`. */
  readonly text: string;
  /** The same as JSON has it. */
  readonly figures: Readonly<Record<string, number>>;
}

/** Measures a trained network on validation or test data. */
export async function measureOutcome(
  network: Network,
  data: TrainingSet,
  normalization: Normalization,
  communicator: Communicator,
): Promise<Outcome & { readonly predictions: Labels | Float64Array }> {
  if ("labels" in data) {
    const evaluation = await evaluateAsync(network, data, normalization, communicator);
    const { loss, errorRate, accuracy, wrong, predictions } = evaluation;
    const noun = "images" in data ? "images" : "samples";
    const text = formatEvaluation(evaluation, noun);
    const figures = { [noun]: data.count, wrong, accuracy, error_rate: errorRate, loss };
    return { loss, errorRate, text, figures, predictions };
  }
  const evaluation = await evaluateAsync(network, data, normalization, communicator);
  const { loss, rSquared, predictions } = evaluation;
  const text = formatRegression(evaluation, network.loss.name);
  const figures = { samples: data.count, r_squared: rSquared, loss };
  return { loss, errorRate: NaN, rSquared, text, figures, predictions };
}

/** What a network has predicted of test data, as a prediction log. */
export function logOf(
  { batchSize }: Config,
  { training, test }: Pick<TestedTrainingData<TrainingSet>, "training" | "test">,
  predictions: Labels | Float64Array,
): string {
  if (predictions instanceof Float64Array) {
    if (!("targets" in test)) throw new TypeError("Expected targets beside numbers but found none");
    return formatNumberLog(batchSize, predictions, test.targets, test.targetNames.length);
  }
  if (!("labels" in test && "labels" in training)) {
    throw new TypeError("Expected labels beside classes but found none");
  }
  return formatPredictionLog(
    batchSize,
    numbered(training, predictions),
    numbered(training, test.labels),
  );
}

/** Labels by the numbers of the classes; by their places where they have only names. */
function numbered({ classNumbers }: LabelledSet, labels: Labels): ArrayLike<number> {
  return classNumbers === undefined ? labels : Array.from(labels, (label) => classNumbers[label]);
}
