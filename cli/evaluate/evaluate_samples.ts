import type { Config } from "../../lib/config/config.ts";
import type { ColumnChoice } from "../../lib/data/csv_samples.ts";
import type { RegressionSamples, Samples } from "../../lib/data/samples.ts";
import { regressionErrors } from "../../lib/metrics/regression.ts";
import { quote } from "../../lib/formats/quote.ts";
import type { Model } from "../../lib/models/model.ts";
import type { Network } from "../../lib/network.ts";
import { evaluateAsync, type RegressionEvaluation } from "../../lib/training/evaluate.ts";
import { UsageError } from "../arguments/reader.ts";
import { readConfigTestSamples } from "../files/config_datasets.ts";
import { readConfig } from "../files/config_file.ts";
import { describeLeftOut, fitClasses } from "../files/fit_dataset.ts";
import type { NamedModel } from "../files/model_files.ts";
import { checkScores, openModel } from "../files/model_network.ts";
import { isSampleFile, readSamples } from "../files/sample_files.ts";
import { STANDARD_INPUT } from "../files/standard_input.ts";
import { trainingConfigOf } from "../pages/subject.ts";
import { formatLoss, formatRegression } from "../terminal/figures.ts";
import { formatJsonLine } from "../terminal/json_line.ts";
import { warn } from "../terminal/notice.ts";
import { type CommitteeOptions, evaluateCommittee, openDeciding } from "./evaluate_committee.ts";
import { formatAsJson, formatAsText } from "./format_result.ts";

/** What models of samples make of a file of samples, as JSON or in words. */
export interface SamplesResult {
  readonly json: string;
  readonly text: string;
}

/**
 * Measures a model of samples, or several that decide together, on a file of samples, whose columns are
 * found by their names.
 *
 * @param words A CSV file, or a configuration that names one; what the first model was tested on when left
 * out.
 * @throws {UsageError} If that is not known, there is more than one word, or the threshold means nothing
 * for these models.
 * @throws {Error} If a file cannot be read, or model and samples do not go together; the message names it.
 */
export async function evaluateOnSamples(
  members: readonly NamedModel[],
  words: readonly string[],
  options: CommitteeOptions,
): Promise<SamplesResult> {
  refuseLabels(words[1]);
  const [first] = members;
  const { model, path: modelPath } = first;
  if (model.targetNames !== undefined && options.threshold !== undefined) {
    throw new UsageError(
      `${modelPath}: Expected a model of 2 classes for --threshold but found one that predicts numbers`,
    );
  }
  const { path, samples } = await readSamplesFor(first, words);
  if ("targets" in samples) {
    if (model.targetNames === undefined) {
      throw new Error(
        `${path}: Expected a column of classes for ${modelPath} but found the numbers ` +
          samples.targetNames.map(quote).join(", "),
      );
    }
    const network = await openModel(model, samples.count, options.device);
    const evaluation = await evaluateNumbers(modelPath, network, samples, model);
    return describeNumbers(samples, evaluation, model);
  }
  const paths = { dataset: path, model: modelPath };
  const match = fitClasses(paths, samples, model.classNames);
  describeLeftOut(paths, match).forEach(warn);
  const committee = await openDeciding(members, match.dataset.count, options);
  const result = await evaluateCommittee(committee, members, match, options.threshold);
  return { json: formatAsJson(result), text: formatAsText(result) };
}

/**
 * Checks that no second file is named where samples are, which have their classes in one.
 *
 * @throws {UsageError} If there is one.
 */
export function refuseLabels(labels: string | undefined): void {
  if (labels === undefined) return;
  throw new UsageError(
    "Expected at most one file, as the model is one of samples of numbers, but found more",
  );
}

/**
 * Measures a network that predicts numbers.
 *
 * @throws {Error} If it puts out what is no finite number; the message names the file of its model.
 */
export async function evaluateNumbers(
  modelPath: string,
  network: Network,
  samples: RegressionSamples,
  { normalization }: Model,
): Promise<RegressionEvaluation> {
  const evaluation = await evaluateAsync(network, samples, normalization);
  checkScores(modelPath, [Array.from(evaluation.predictions)]);
  return evaluation;
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
  if (word !== undefined && (word === STANDARD_INPUT || isSampleFile(word))) {
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
