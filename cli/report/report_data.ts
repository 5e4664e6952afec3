import type { Config } from "../../lib/config/config.ts";
import {
  poolData,
  prepareFolds,
  prepareTrainingData,
  type TrainingAndTest,
  type TrainingData,
} from "../../lib/config/data.ts";
import { matchClasses } from "../../lib/data/classes.ts";
import type { Dataset } from "../../lib/data/dataset.ts";
import type { Normalization } from "../../lib/data/normalization.ts";
import type { TrainingSet } from "../../lib/data/samples.ts";
import { readConfigDatasets } from "../files/config_datasets.ts";
import { readDataset, readTrainingAndTest } from "../files/dataset_files.ts";
import { hasBothParts } from "../files/dataset_location.ts";
import { describeLeftOut, fitDataset } from "../files/fit_dataset.ts";
import type { Subject } from "../pages/subject.ts";

/** A dataset as the command line names it, in place of what a model was trained on. */
export interface GivenDataset {
  readonly images: string;
  /** Labels of an IDX image file. */
  readonly labels?: string;
}

/** The data of a report. */
export interface ReportData<T extends TrainingSet = Dataset> {
  readonly data: {
    /** What the network was trained on, if that is known. */
    readonly training?: T;
    /** Present if the training set some of it aside. */
    readonly validation?: T;
    readonly test: T;
    readonly normalization: Normalization;
  };
  /** Which images are in the files but not in the data, as the model does not know them. */
  readonly leftOut: readonly string[];
  /** What the test images were read from. */
  readonly testImages: string;
}

/**
 * The data that belongs to a model, with the classes of the model, and what that leaves out.
 *
 * @param given Holds in place of what the configuration names. Where it has no training images, there
 * are none.
 * @throws {Error} If a file cannot be read or does not fit the model, or neither the configuration is
 * known nor a dataset given; the message names the file.
 */
export async function readReportData(subject: Subject, given?: GivenDataset): Promise<ReportData> {
  const { model, modelPath, name } = subject;
  const config = given === undefined ? subject.config : withPaths(subject.config, given);
  if (given === undefined && config === undefined) {
    throw new Error(
      `${name}: Expected a model with the configuration that it was trained with but found none; ` +
        "name a configuration instead, or a dataset after the model",
    );
  }
  const read = await readParts(config, given);
  const { training, validation, test } = divide(subject, read);
  const leftOut: string[] = [];
  const fit = (path: string, dataset: Dataset) => {
    const paths = { dataset: path, model: modelPath };
    const match = fitDataset(paths, dataset, model);
    leftOut.push(...describeLeftOut(paths, match));
    return match.dataset;
  };
  const trainImages = given?.images ?? config?.trainImages ?? "";
  const testImages = given?.images ?? config?.testImages ?? "";
  const data = {
    training: training && fit(trainImages, training),
    validation: validation && fit(trainImages, validation),
    test: fit(testImages, test),
    normalization: model.normalization,
  };
  return { data, leftOut, testImages };
}

/** What files hold; they may have nothing to train on. */
type Parts = Partial<TrainingAndTest> & Pick<TrainingAndTest, "test">;

function withPaths(config: Config | undefined, { images }: GivenDataset): Config | undefined {
  if (config === undefined) return undefined;
  const paths = { trainImages: images, trainLabels: undefined, testImages: images };
  return { ...config, ...paths, testLabels: undefined };
}

async function readParts(
  config: Config | undefined,
  given: GivenDataset | undefined,
): Promise<Parts> {
  if (given !== undefined && !await hasBothParts(given.images, given.labels)) {
    const { orientation } = config ?? {};
    const { images, labels } = given;
    return { test: await readDataset(images, labels, { part: "test", orientation }) };
  }
  if (config !== undefined) return await readConfigDatasets(config);
  const { images = "" } = given ?? {};
  return await readTrainingAndTest({ trainImages: images, testImages: images });
}

/** Divides what was read as the training did, as far as it is known how. */
function divide(
  subject: Subject,
  { training, test }: Parts,
): Partial<TrainingData> & Pick<TrainingAndTest, "test"> {
  const { trainedWith } = subject;
  if (trainedWith === undefined || training === undefined) return { training, test };
  const pooled = poolData(trainedWith, { training, test });
  const data = trainingDataOf(trainedWith, subject, pooled.training);
  // What the configuration leaves out is nobody's mistake.
  const chosen = trainedWith.classes === undefined
    ? pooled.test
    : matchClasses(pooled.test, data.training.classNames).dataset;
  return { ...data, test: chosen };
}

/** What a model has learnt from; of a cross-validation, what its fold left. */
function trainingDataOf(
  trainedWith: Config,
  { model }: Subject,
  training: Dataset,
): TrainingData {
  const { fold = 0 } = model.training ?? {};
  let count = 0;
  if (trainedWith.folds !== undefined) {
    for (const data of prepareFolds(trainedWith, training)) if (++count === fold) return data;
  }
  return prepareTrainingData(trainedWith, training);
}
