import type { Config } from "../../lib/config/config.ts";
import { classesOfNumbers } from "../../lib/config/network.ts";
import type { Dataset } from "../../lib/data/dataset.ts";
import { type DatasetKind, readDatasetKind, readTrainingAndTest } from "./dataset_files.ts";

/**
 * Reads the training and test data that a configuration names.
 *
 * @throws {Error} As {@linkcode readTrainingAndTest} and {@linkcode classesOfNumbers}.
 */
export function readConfigDatasets(
  config: Config,
): Promise<{ readonly training: Dataset; readonly test: Dataset }> {
  return readTrainingAndTest(config, (shape, found) => classesOfNumbers(config, shape, found));
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
