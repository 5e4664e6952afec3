import type { Config } from "../../lib/config/config.ts";
import { imagePaths } from "../../lib/config/data_paths.ts";
import type { Dataset } from "../../lib/data/dataset.ts";
import { UsageError } from "../arguments/reader.ts";
import { readConfigTestData } from "../files/config_datasets.ts";
import { readConfig } from "../files/config_file.ts";
import { readDataset } from "../files/dataset_files.ts";
import { isLoneFile } from "../files/dataset_location.ts";
import { describeLeftOut, fitDataset } from "../files/fit_dataset.ts";
import type { NamedModel } from "../files/model_files.ts";
import type { Orientation } from "../files/orientation.ts";
import { isTextFile } from "../files/read_file.ts";
import { suspicionsAbout } from "../files/suspicions.ts";
import { trainingConfigOf } from "../pages/subject.ts";
import { warn } from "../terminal/notice.ts";
import {
  type CommitteeOptions,
  evaluateCommittee,
  openDeciding,
  type Result,
} from "./evaluate_committee.ts";

/** How models are evaluated. */
export interface EvaluationOptions extends CommitteeOptions {
  readonly orientation: Orientation;
}

/**
 * Measures models, which decide together, on a dataset, and warns of what is suspicious about it.
 *
 * @param words The dataset, and its labels; what the first model was tested on when left out.
 * @throws {UsageError} If that is not known, or the threshold means nothing for these models.
 * @throws {Error} If a file cannot be read, or model and dataset do not go together; the message names it.
 */
export async function evaluateModels(
  members: readonly NamedModel[],
  words: readonly string[],
  { orientation, ...options }: EvaluationOptions,
): Promise<Result> {
  const [first] = members;
  const { path, dataset } = words.length === 0
    ? await readOwnTestData(first, orientation)
    : await readTestData(words[0], words[1], orientation);
  const paths = { dataset: path, model: first.path };
  const match = fitDataset(paths, dataset, first.model);
  const committee = await openDeciding(members, match.dataset.count, options);
  suspicionsAbout(path, dataset).forEach(warn);
  describeLeftOut(paths, match).forEach(warn);
  return await evaluateCommittee(committee, members, match, options.threshold);
}

/** A dataset, and what it was read from. */
interface TestData {
  readonly path: string;
  readonly dataset: Dataset;
}

/** What a model was tested on when it was trained. */
async function readOwnTestData(
  { path, model }: NamedModel,
  orientation: Orientation,
): Promise<TestData> {
  const config = trainingConfigOf(path, model);
  if (config !== undefined) return await readConfigTestImages(config, orientation);
  throw new UsageError(
    "Expected <dataset> [labels] after the models but found 0 words, and " +
      `${path} does not say what it was tested on`,
  );
}

async function readConfigTestImages(config: Config, orientation: Orientation): Promise<TestData> {
  const stated = { ...config, orientation: orientation ?? config.orientation };
  return { path: imagePaths(config).testImages, dataset: await readConfigTestData(stated) };
}

async function readTestData(
  path: string,
  labels: string | undefined,
  orientation: Orientation,
): Promise<TestData> {
  if (!await isConfig(path, labels)) {
    return { path, dataset: await readDataset(path, labels, { part: "test", orientation }) };
  }
  return await readConfigTestImages(await readConfig(path), orientation);
}

/** Whether it is one file, and a text: datasets are none, or are known by their names. */
async function isConfig(path: string, labels: string | undefined): Promise<boolean> {
  return await isLoneFile(path, labels) && await isTextFile(path);
}
