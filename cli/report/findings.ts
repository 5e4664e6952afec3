import {
  poolData,
  prepareFolds,
  prepareTrainingData,
  type TestedTrainingData,
  type TrainingData,
} from "../../lib/config/data.ts";
import { matchClasses } from "../../lib/data/classes.ts";
import type { Dataset } from "../../lib/data/dataset.ts";
import type { Device } from "../../lib/devices/device.ts";
import { ConfusionMatrix } from "../../lib/metrics/confusion_matrix.ts";
import type { CommitteeEvaluation } from "../../lib/models/committee.ts";
import type { Network } from "../../lib/network.ts";
import {
  type DetailedEvaluation,
  evaluateInDetail,
  type Evaluation,
} from "../../lib/training/evaluate.ts";
import type { HistogramRecord } from "../../lib/training/histogram_lines.ts";
import type { Measurement } from "../../lib/training/measurement.ts";
import { type Prediction, tellsProbabilities } from "../../lib/training/predict.ts";
import { readConfigDatasets } from "../files/config_datasets.ts";
import { describeLeftOut, fitDataset } from "../files/fit_dataset.ts";
import { checkScores, openCommittee, openModel } from "../files/model_network.ts";
import { readHistogramsOf, readHistoryOf } from "../pages/records.ts";
import type { Subject } from "../pages/subject.ts";

/** How well test images are classified. */
export interface TestFindings {
  readonly data: TestedTrainingData;
  /** Which images are in the files but not in {@linkcode data}, as the model does not know them. */
  readonly leftOut: readonly string[];
  /** What the network, or the committee, makes of the test images. */
  readonly evaluation: Evaluation;
  /** The same for each image. */
  readonly predictions: readonly Prediction[];
  readonly matrix: ConfusionMatrix;
  /** Whether the scores are probabilities. */
  readonly isProbability: boolean;
}

/** All that a report of a network is made from. */
export interface Findings extends Subject, TestFindings {
  readonly network: Network;
  /** The number of the test image that is followed through the layers, from 0. */
  readonly image: number;
  /** How the training went, if the configuration names a file that holds it. */
  readonly history?: readonly Measurement[];
  /** How the numbers that the layers hold developed, likewise. */
  readonly histograms?: readonly HistogramRecord[];
}

/**
 * Reads the data and the records that belong to a model, and tests the model.
 *
 * @param options The device where the network computes, the fastest one that runs here when left out;
 * and the image that is followed through the layers.
 * @throws {Error} If a file cannot be read or does not belong to the model, the network puts out what
 * is no number, or there is no such image; the message names the file.
 */
export async function gatherFindings(
  subject: Subject,
  { device, image }: { readonly device?: Device["name"]; readonly image: number },
): Promise<Findings> {
  const { config, model, modelPath } = subject;
  const history = await readHistoryOf(subject);
  const { data, leftOut } = await readData(subject);
  const { count } = data.test;
  if (image >= count) {
    throw new Error(
      `${config.testImages}: Expected an image of 0 to ${count - 1} to follow but found ${image}`,
    );
  }
  const network = openModel(model, data.test.count, device ?? config.device);
  const histograms = await readHistogramsOf(subject, network);
  const evaluation = evaluateInDetail(network, data.test, model.normalization);
  checkScores(modelPath, evaluation.scores);
  return {
    ...subject,
    ...testFindings({ data, leftOut }, evaluation, tellsProbabilities(network)),
    network,
    image,
    history,
    histograms,
  };
}

/** All that a report of a committee is made from. */
export interface CommitteeFindings extends TestFindings {
  readonly members: readonly Subject[];
  readonly evaluation: CommitteeEvaluation;
}

/**
 * Tests a committee, on the test images of its first member.
 *
 * @param members Two or more.
 * @param device As for {@linkcode gatherFindings}.
 * @throws {Error} As there; also if the models do not go together.
 */
export async function gatherCommitteeFindings(
  members: readonly Subject[],
  device?: Device["name"],
): Promise<CommitteeFindings> {
  const [first] = members;
  const read = await readData(first);
  const models = members.map(({ model }) => model);
  const committee = openCommittee(models, read.data.test.count, device ?? first.config.device);
  const evaluation = committee.evaluate(read.data.test);
  evaluation.members.forEach((member, m) => checkScores(members[m].name, member.scores));
  const { isProbability } = committee;
  return { ...testFindings(read, evaluation, isProbability), members, evaluation };
}

function testFindings(
  { data, leftOut }: Pick<TestFindings, "data" | "leftOut">,
  evaluation: DetailedEvaluation,
  isProbability: boolean,
): TestFindings {
  const { predictions: classes, scores } = evaluation;
  return {
    data,
    leftOut,
    evaluation,
    predictions: scores.map((scores, i) => ({ class: classes[i], scores })),
    matrix: new ConfusionMatrix(data.test.labels, classes, data.test.classes),
    isProbability,
  };
}

/** The data of the training, with the classes of the model, and what that leaves out. */
async function readData(subject: Subject): Promise<Pick<TestFindings, "data" | "leftOut">> {
  const { config, trainedWith, model, modelPath } = subject;
  const read = poolData(trainedWith, await readConfigDatasets(config));
  const { training, validation } = trainingDataOf(subject, read.training);
  // What the configuration leaves out is nobody's mistake.
  const test = trainedWith.classes === undefined
    ? read.test
    : matchClasses(read.test, training.classNames).dataset;
  const leftOut: string[] = [];
  const fit = (path: string, dataset: Dataset) => {
    const paths = { dataset: path, model: modelPath };
    const match = fitDataset(paths, dataset, model);
    leftOut.push(...describeLeftOut(paths, match));
    return match.dataset;
  };
  const data = {
    training: fit(config.trainImages, training),
    validation: validation && fit(config.trainImages, validation),
    test: fit(config.testImages, test),
    normalization: model.normalization,
  };
  return { data, leftOut };
}

/** What a model has learnt from; of a cross-validation, what its fold left. */
function trainingDataOf({ trainedWith, model }: Subject, training: Dataset): TrainingData {
  const { fold = 0 } = model.training ?? {};
  let count = 0;
  if (trainedWith.folds !== undefined) {
    for (const data of prepareFolds(trainedWith, training)) if (++count === fold) return data;
  }
  return prepareTrainingData(trainedWith, training);
}
