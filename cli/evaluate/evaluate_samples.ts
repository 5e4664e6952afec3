import type { Config } from "../../lib/config/config.ts";
import { matchClasses } from "../../lib/data/classes.ts";
import { describeClasses, listClasses } from "../../lib/data/class_names.ts";
import type { ColumnChoice } from "../../lib/data/csv_samples.ts";
import type { ClassSamples, RegressionSamples, Samples } from "../../lib/data/samples.ts";
import type { Device } from "../../lib/devices/device.ts";
import { ConfusionMatrix } from "../../lib/metrics/confusion_matrix.ts";
import { regressionErrors } from "../../lib/metrics/regression.ts";
import type { Model } from "../../lib/models/model.ts";
import {
  evaluateAsync,
  type Evaluation,
  type RegressionEvaluation,
} from "../../lib/training/evaluate.ts";
import { UsageError } from "../arguments/reader.ts";
import { readConfigTestSamples } from "../files/config_datasets.ts";
import { readConfig } from "../files/config_file.ts";
import type { NamedModel } from "../files/model_files.ts";
import { openModel } from "../files/model_network.ts";
import { isSampleFile, readSamples } from "../files/sample_files.ts";
import { trainingConfigOf } from "../pages/subject.ts";
import { capitalize, formatEvaluation, formatLoss, formatRegression } from "../terminal/figures.ts";
import { formatJsonLine } from "../terminal/json_line.ts";
import { warn } from "../terminal/notice.ts";
import { matrixRows } from "./grade_logs.ts";

/** What a model of samples makes of a file of samples, as JSON or in words. */
export interface SamplesResult {
  readonly json: string;
  readonly text: string;
}

/**
 * Measures a model of samples on a file of samples, whose columns are found by their names.
 *
 * @param words A CSV file, or a configuration that names one; what the model was tested on when left out.
 * @throws {UsageError} If that is not known, or there is more than one word or model.
 * @throws {Error} If a file cannot be read, or model and samples do not go together; the message names it.
 */
export async function evaluateOnSamples(
  [member, ...others]: readonly NamedModel[],
  words: readonly string[],
  device?: Device["name"],
): Promise<SamplesResult> {
  if (others.length > 0 || words.length > 1) {
    throw new UsageError(
      "Expected one model and at most one file, as the model is one of samples of numbers, " +
        "but found more",
    );
  }
  const { model, path: modelPath } = member;
  const { path, samples } = await readSamplesFor(member, words);
  const network = await openModel(model, samples.count, device);
  if ("targets" in samples) {
    const evaluation = await evaluateAsync(network, samples, model.normalization);
    return describeNumbers(samples, evaluation, model);
  }
  const { dataset, unknown, leftOut } = matchClasses(samples, model.classNames);
  if (dataset.count === 0) {
    throw new Error(
      `${path}: Expected samples of ${describeClasses(model.classNames)}, which ${modelPath} ` +
        `knows, but found only ${listClasses(unknown)}`,
    );
  }
  if (leftOut > 0) {
    warn(
      `${path}: left out ${leftOut} of ${samples.count} samples, of ${describeClasses(unknown)}, ` +
        `which ${modelPath} does not know`,
    );
  }
  return describeClassified(
    dataset,
    await evaluateAsync(network, dataset, model.normalization),
  );
}

/** The columns that a model needs, with what it is to be measured by. */
export function columnsFor(
  { featureNames: features, targetNames: targets }: Model,
  config?: Config,
): ColumnChoice {
  return targets === undefined ? { features, label: config?.labelColumn } : { features, targets };
}

/** The samples that a file holds, or those that a configuration tests on, and where they are. */
async function readSamplesFor(
  { path: modelPath, model }: NamedModel,
  [word]: readonly string[],
): Promise<{ readonly path: string; readonly samples: Samples }> {
  const own = trainingConfigOf(modelPath, model);
  if (word !== undefined && isSampleFile(word)) {
    return { path: word, samples: await readSamples(word, columnsFor(model, own)) };
  }
  const config = word === undefined ? own : await readConfig(word);
  if (config?.testSamples !== undefined) {
    const samples = await readConfigTestSamples(config, columnsFor(model, config));
    return { path: config.testSamples, samples };
  }
  throw new UsageError(
    `Expected a CSV file of samples, or a configuration that names one, but found ${
      word ?? "none"
    }`,
  );
}

function describeNumbers(
  { targets, targetNames, count }: RegressionSamples,
  evaluation: RegressionEvaluation,
  { loss }: Model,
): SamplesResult {
  const { meanSquared, meanAbsolute, rSquared } = regressionErrors(
    evaluation.predictions,
    targets,
    targetNames.length,
  );
  return {
    json: formatJsonLine({
      samples: count,
      r_squared: rSquared,
      mean_squared_error: meanSquared,
      mean_absolute_error: meanAbsolute,
      loss: evaluation.loss,
      targets: targetNames,
    }),
    text: `${formatRegression({ rSquared, loss: evaluation.loss }, loss.name)}, ` +
      `root mean squared error ${formatLoss(Math.sqrt(meanSquared))}`,
  };
}

function describeClassified(
  { labels, classes, classNames }: ClassSamples,
  evaluation: Evaluation,
): SamplesResult {
  const { predictions, wrong, accuracy, errorRate, loss } = evaluation;
  const matrix = matrixRows(new ConfusionMatrix(labels, predictions, classes));
  return {
    json: formatJsonLine({
      samples: predictions.length,
      wrong,
      accuracy,
      error_rate: errorRate,
      loss,
      classes: classNames,
      confusion_matrix: matrix,
    }),
    text: `${capitalize(formatEvaluation(evaluation, "samples"))}, loss ${formatLoss(loss)}`,
  };
}
