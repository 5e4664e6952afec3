import { prepareData, type TestedTrainingData } from "../../lib/config/data.ts";
import type { Device } from "../../lib/devices/device.ts";
import { ConfusionMatrix } from "../../lib/metrics/confusion_matrix.ts";
import type { Network } from "../../lib/network.ts";
import { evaluateInDetail, type Evaluation } from "../../lib/training/evaluate.ts";
import type { HistogramRecord } from "../../lib/training/histogram_lines.ts";
import type { Measurement } from "../../lib/training/measurement.ts";
import { type Prediction, tellsProbabilities } from "../../lib/training/predict.ts";
import { readConfigDatasets } from "../files/config_datasets.ts";
import { fitDataset } from "../files/fit_dataset.ts";
import { openModel } from "../files/model_network.ts";
import { readHistogramsOf, readHistoryOf } from "./records.ts";
import type { Subject } from "./subject.ts";

/** All that a report is made from. */
export interface Findings extends Subject {
  readonly data: TestedTrainingData;
  readonly network: Network;
  /** What the network makes of the test images. */
  readonly evaluation: Evaluation;
  /** The same for each image. */
  readonly predictions: readonly Prediction[];
  readonly matrix: ConfusionMatrix;
  /** Whether the scores are probabilities. */
  readonly isProbability: boolean;
  /** How the training went, if the configuration names a file that holds it. */
  readonly history?: readonly Measurement[];
  /** How the numbers that the layers hold developed, likewise. */
  readonly histograms?: readonly HistogramRecord[];
}

/**
 * Reads the data and the records that belong to a model, and tests the model.
 *
 * @param device Where the network computes; the fastest device that runs here when left out.
 * @throws {Error} If a file cannot be read or does not belong to the model, or the network puts out
 * what is no number; the message names the file.
 */
export async function gatherFindings(
  subject: Subject,
  device?: Device["name"],
): Promise<Findings> {
  const { config, model, modelPath } = subject;
  const history = await readHistoryOf(subject);
  const data = await readData(subject);
  const network = openModel(model, data.test.count, device ?? config.device);
  const histograms = await readHistogramsOf(subject, network);
  const evaluation = evaluateInDetail(network, data.test, model.normalization);
  const { predictions: classes, scores } = evaluation;
  const unusable = scores.flat().find((score) => !Number.isFinite(score));
  if (unusable !== undefined) {
    throw new Error(
      `${modelPath}: Expected outputs that are finite numbers but found ${unusable}`,
    );
  }
  return {
    ...subject,
    data,
    network,
    evaluation,
    predictions: scores.map((scores, i) => ({ class: classes[i], scores })),
    matrix: new ConfusionMatrix(data.test.labels, classes, data.test.classes),
    isProbability: tellsProbabilities(network),
    history,
    histograms,
  };
}

/** The data of the training, with the classes of the model. */
async function readData({ config, trainedWith, model }: Subject): Promise<TestedTrainingData> {
  const { trainImages, testImages } = config;
  const read = await readConfigDatasets(config);
  const { training, validation, test } = prepareData(trainedWith, read.training, read.test);
  return {
    training: fitDataset(trainImages, training, model),
    validation: validation && fitDataset(trainImages, validation, model),
    test: fitDataset(testImages, test, model),
    normalization: model.normalization,
  };
}
