import type { ClassSamples, Samples } from "../../lib/data/samples.ts";
import type { Network } from "../../lib/network.ts";
import { evaluateInDetailAsync, type RegressionEvaluation } from "../../lib/training/evaluate.ts";
import type { HistogramRecord } from "../../lib/training/histogram_lines.ts";
import type { Measurement } from "../../lib/training/measurement.ts";
import { tellsProbabilities } from "../../lib/training/predict.ts";
import { columnsFor, evaluateNumbers } from "../evaluate/evaluate_samples.ts";
import { readConfigTestSamples } from "../files/config_datasets.ts";
import { describeLeftOut, fitClasses } from "../files/fit_dataset.ts";
import { checkScores, openModel, readableNetwork } from "../files/model_network.ts";
import { readSamples } from "../files/sample_files.ts";
import { readHistogramsOf, readHistoryOf } from "../pages/records.ts";
import type { Subject } from "../pages/subject.ts";
import { type FindingOptions, type TestFindings, testFindings } from "./findings.ts";
import type { ReportData } from "./report_data.ts";

/** All that a report of a network for samples of numbers is made from. */
export interface SampleFindings extends Subject {
  /** The test samples; what the network was trained on is not read. */
  readonly data: ReportData<Samples>["data"];
  /** Which of them are of no class that the model knows, and left out. */
  readonly leftOut: readonly string[];
  readonly network: Network;
  /** How well the test samples are classified; absent where numbers are predicted. */
  readonly classification?: TestFindings<ClassSamples>;
  /** How well the numbers of the test samples are predicted; absent where they are classified. */
  readonly regression?: RegressionEvaluation;
  /** How the training went, if the configuration names a file that holds it. */
  readonly history?: readonly Measurement[];
  /** How the numbers that the layers hold developed, likewise. */
  readonly histograms?: readonly HistogramRecord[];
}

/**
 * Reads the test samples and the records that belong to a model, and tests the model.
 *
 * @throws {Error} If a file cannot be read or does not belong to the model, or it is not known where the
 * samples are; the message names the file.
 */
export async function gatherSampleFindings(
  subject: Subject,
  { device, given }: FindingOptions,
): Promise<SampleFindings> {
  const { config, model } = subject;
  const history = await readHistoryOf(subject);
  const { path, samples } = await readTestSamples(subject, given?.images);
  const paths = { dataset: path, model: subject.name };
  const match = "labels" in samples ? fitClasses(paths, samples, model.classNames) : undefined;
  const test = match?.dataset ?? samples;
  const leftOut = match === undefined ? [] : describeLeftOut(paths, match);
  const data = { test, normalization: model.normalization };
  const tested = await openModel(model, test.count, device ?? config?.device);
  const classification = await classificationOf(tested, data, leftOut);
  checkScores(subject.name, classification?.predictions.map(({ scores }) => scores) ?? []);
  const regression = "targets" in test
    ? await evaluateNumbers(subject.name, tested, test, model)
    : undefined;
  const network = await readableNetwork(tested, model, test.count);
  return {
    ...subject,
    data,
    leftOut,
    network,
    classification,
    regression,
    history,
    histograms: await readHistogramsOf(subject, network),
  };
}

/** The samples of a file or, without one, those that the configuration tests on, and where they are. */
async function readTestSamples(
  { config, model, name }: Subject,
  path: string | undefined,
): Promise<{ readonly path: string; readonly samples: Samples }> {
  const columns = columnsFor(model, config);
  if (path !== undefined) return { path, samples: await readSamples(path, columns) };
  if (config?.testSamples !== undefined) {
    const samples = await readConfigTestSamples(config, columns);
    return { path: config.testSamples, samples };
  }
  throw new Error(
    `${name}: Expected a model with the configuration that it was trained with but found none; ` +
      "name a CSV file of samples after the model",
  );
}

/** How well a network classifies the test samples, if these are of classes. */
export async function classificationOf(
  network: Network,
  { test, normalization }: SampleFindings["data"],
  leftOut: readonly string[] = [],
): Promise<TestFindings<ClassSamples> | undefined> {
  if (!("labels" in test)) return undefined;
  const evaluation = await evaluateInDetailAsync(network, test, normalization);
  const data = { test, normalization };
  return testFindings({ data, leftOut }, evaluation, tellsProbabilities(network));
}
