import type { Dataset } from "../../lib/data/dataset.ts";
import type { LabelledSet } from "../../lib/data/samples.ts";
import type { Device } from "../../lib/devices/device.ts";
import { ConfusionMatrix } from "../../lib/metrics/confusion_matrix.ts";
import type { CommitteeEvaluation } from "../../lib/models/committee.ts";
import type { Network } from "../../lib/network.ts";
import {
  type DetailedEvaluation,
  evaluateInDetailAsync,
  type Evaluation,
} from "../../lib/training/evaluate.ts";
import type { HistogramRecord } from "../../lib/training/histogram_lines.ts";
import type { Measurement } from "../../lib/training/measurement.ts";
import { type Prediction, tellsProbabilities } from "../../lib/training/predict.ts";
import { checkScores, openCommittee, openModel, readableNetwork } from "../files/model_network.ts";
import { readHistogramsOf, readHistoryOf } from "../pages/records.ts";
import type { Subject } from "../pages/subject.ts";
import { type GivenDataset, readReportData, type ReportData } from "./report_data.ts";

/** How well test images, or samples, are classified. */
export interface TestFindings<T extends LabelledSet = Dataset>
  extends Pick<ReportData<T>, "data" | "leftOut"> {
  /** What the network, or the committee, makes of the test data. */
  readonly evaluation: Evaluation;
  /** The same for each image or sample. */
  readonly predictions: readonly Prediction[];
  readonly matrix: ConfusionMatrix;
  /** Whether the scores are probabilities. */
  readonly isProbability: boolean;
}

/** What is classified, more than one of it. */
export function nounsOf({ data }: TestFindings<LabelledSet>): "images" | "samples" {
  return "images" in data.test ? "images" : "samples";
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

/** How findings are gathered. */
export interface FindingOptions {
  /** Where networks compute; the fastest device that runs here when left out. */
  readonly device?: Device["name"];
  /** Holds in place of the data of the training. */
  readonly given?: GivenDataset;
}

/**
 * Reads the data and the records that belong to a model, and tests the model.
 *
 * @param options The device where the network computes, the fastest one that runs here when left out;
 * the image that is followed through the layers; and a dataset in place of that of the training.
 * @throws {Error} If a file cannot be read or does not belong to the model, the network puts out what
 * is no number, or there is no such image; the message names the file.
 */
export async function gatherFindings(
  subject: Subject,
  { device, image, given }: FindingOptions & { readonly image: number },
): Promise<Findings> {
  const { config, model, modelPath } = subject;
  const history = await readHistoryOf(subject);
  const { data, leftOut, testImages } = await readReportData(subject, given);
  const { count } = data.test;
  if (image >= count) {
    throw new Error(
      `${testImages}: Expected an image of 0 to ${count - 1} to follow but found ${image}`,
    );
  }
  const tested = await openModel(model, count, device ?? config?.device);
  const evaluation = await evaluateInDetailAsync(tested, data.test, model.normalization);
  checkScores(modelPath, evaluation.scores);
  const network = await readableNetwork(tested, model, count);
  const histograms = await readHistogramsOf(subject, network);
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
 * @throws {Error} As there; also if the models do not go together.
 */
export async function gatherCommitteeFindings(
  members: readonly Subject[],
  { device, given }: FindingOptions,
): Promise<CommitteeFindings> {
  const [first] = members;
  const read = await readReportData(first, given);
  const committee = await openCommittee(
    members,
    read.data.test.count,
    device ?? first.config?.device,
  );
  const evaluation = await committee.evaluateAsync(read.data.test);
  evaluation.members.forEach((member, m) => checkScores(members[m].name, member.scores));
  const { isProbability } = committee;
  return { ...testFindings(read, evaluation, isProbability), members, evaluation };
}

/** What there is to say of how test data are classified. */
export function testFindings<T extends LabelledSet>(
  { data, leftOut }: Pick<TestFindings<T>, "data" | "leftOut">,
  evaluation: DetailedEvaluation,
  isProbability: boolean,
): TestFindings<T> {
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
