import type { Config } from "../../lib/config/config.ts";
import { poolData, type TrainingAndTest } from "../../lib/config/data.ts";
import { classesOfNumbers } from "../../lib/config/network.ts";
import type { Dataset } from "../../lib/data/dataset.ts";
import {
  type DatasetKind,
  readDataset,
  readDatasetKind,
  readTrainingAndTest,
} from "./dataset_files.ts";

/**
 * Reads the training and test data that a configuration names.
 *
 * @throws {Error} As {@linkcode readTrainingAndTest} and {@linkcode classesOfNumbers}.
 */
export function readConfigDatasets(config: Config): Promise<TrainingAndTest> {
  return readTrainingAndTest(config, (shape, found) => classesOfNumbers(config, shape, found));
}

/**
 * Reads the images that a network is tested on if it is trained with a configuration: those that the test
 * files hold, or what {@linkcode poolData} chooses.
 *
 * @throws {Error} As {@linkcode readDataset} and {@linkcode poolData}.
 */
export async function readConfigTestData(config: Config): Promise<Dataset> {
  if (config.pooledTest !== undefined) {
    return poolData(config, await readConfigDatasets(config)).test;
  }
  const { testImages, testLabels, orientation } = config;
  return await readDataset(testImages, testLabels, { part: "test", orientation });
}

/**
 * Finds out shape and classes of the training data that a configuration names, without reading it.
 *
 * @throws {Error} As {@linkcode readDatasetKind} and {@linkcode classesOfNumbers}.
 */
export function readConfigDatasetKind(config: Config): Promise<DatasetKind> {
  const { trainImages, trainLabels, orientation } = config;
  return readDatasetKind(trainImages, trainLabels, {
    orientation,
    chooseClasses: (shape, found) => classesOfNumbers(config, shape, found),
  });
}
