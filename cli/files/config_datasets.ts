import type { Config } from "../../lib/config/config.ts";
import type { Dataset } from "../../lib/data/dataset.ts";
import { type DatasetKind, readDatasetKind, readTrainingAndTest } from "./dataset_files.ts";

/**
 * Reads the training and test data that a configuration names.
 *
 * @throws {Error} As {@linkcode readTrainingAndTest}.
 */
export function readConfigDatasets(
  config: Config,
): Promise<{ readonly training: Dataset; readonly test: Dataset }> {
  return readTrainingAndTest(config, statedClasses(config));
}

/**
 * Finds out shape and classes of the training data that a configuration names, without reading it.
 *
 * @throws {Error} As {@linkcode readDatasetKind}.
 */
export function readConfigDatasetKind(config: Config): Promise<DatasetKind> {
  const { trainImages, trainLabels, orientation } = config;
  const options = { classes: statedClasses(config), orientation };
  return readDatasetKind(trainImages, trainLabels, options);
}

/** Without `layers`, the network is the course sheet's, for ten digits: larger labels are errors. */
function statedClasses({ layers }: Config): number | undefined {
  return layers === undefined ? 10 : undefined;
}
