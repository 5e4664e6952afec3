import type { Config } from "../../lib/config/config.ts";
import { countClasses, poolData, type TrainingAndTest } from "../../lib/config/data.ts";
import { dataPaths, imagePaths } from "../../lib/config/data_paths.ts";
import { classesOfNumbers, type NetworkData } from "../../lib/config/network.ts";
import type { ColumnChoice } from "../../lib/data/csv_samples.ts";
import type { Dataset } from "../../lib/data/dataset.ts";
import type { Samples, TrainingSet } from "../../lib/data/samples.ts";
import {
  type DatasetKind,
  readDataset,
  readDatasetKind,
  readTrainingAndTest,
} from "./dataset_files.ts";
import { columnsLike, readSamples } from "./sample_files.ts";

/**
 * Reads the training and test data that a configuration names.
 *
 * @throws {Error} As {@linkcode readTrainingAndTest} and {@linkcode classesOfNumbers}.
 */
export async function readConfigDatasets(config: Config): Promise<TrainingAndTest> {
  const paths = { ...config, ...imagePaths(config) };
  return await readTrainingAndTest(paths, (shape, found) => classesOfNumbers(config, shape, found));
}

/**
 * Reads the training and test data that a configuration names, images or samples of numbers.
 *
 * @throws {Error} As {@linkcode readConfigDatasets} and {@linkcode readConfigSamples}.
 */
export async function readConfigData(config: Config): Promise<TrainingAndTest<TrainingSet>> {
  return config.trainSamples === undefined
    ? await readConfigDatasets(config)
    : await readConfigSamples(config);
}

/**
 * Reads the training and test samples that a configuration names.
 *
 * @throws {Error} If one of the files cannot be read or holds no samples, or the test samples lack a column
 * of the training samples; the message names the file.
 */
export async function readConfigSamples(config: Config): Promise<TrainingAndTest<Samples>> {
  const { training: trainingPath, test: testPath } = dataPaths(config);
  const { labelColumn: label, targetColumns: targets } = config;
  const training = await readSamples(trainingPath, { label, targets });
  const test = await readSamples(testPath, columnsLike(training, label));
  return { training, test };
}

/**
 * Finds out what a network must be like for the data that a configuration names.
 *
 * @param count Most samples in one batch.
 * @throws {Error} As {@linkcode readConfigDatasetKind} and {@linkcode readConfigSamples}.
 */
export async function readConfigNetworkData(config: Config, count: number): Promise<NetworkData> {
  if (config.trainSamples === undefined) {
    const { shape, classNames } = await readConfigDatasetKind(config);
    return { shape, classes: countClasses(config, classNames.length), count };
  }
  const { training } = await readConfigSamples(config);
  const { shape } = training;
  if ("targetNames" in training) return { shape, targetNames: training.targetNames, count };
  return { shape, classes: countClasses(config, training.classes), count };
}

/**
 * Finds out the names of the classes that the training data of a configuration have.
 *
 * @throws {Error} If these are no classes but numbers; and as {@linkcode readConfigDatasetKind} and
 * {@linkcode readConfigSamples}.
 */
export async function readConfigClassNames(config: Config): Promise<readonly string[]> {
  const { trainSamples } = config;
  if (trainSamples === undefined) return (await readConfigDatasetKind(config)).classNames;
  const { training } = await readConfigSamples(config);
  if ("labels" in training) return training.classNames;
  throw new Error(`${trainSamples}: Expected samples of classes but found numeric targets`);
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
  const { testLabels, orientation } = config;
  const { testImages } = imagePaths(config);
  return await readDataset(testImages, testLabels, { part: "test", orientation });
}

/**
 * Reads the samples that a network is tested on if it is trained with a configuration, likewise.
 *
 * @param columns Those of the test samples, where a file of their own holds them.
 * @throws {Error} As {@linkcode readSamples}, {@linkcode readConfigSamples} and {@linkcode poolData}.
 */
export async function readConfigTestSamples(
  config: Config,
  columns: ColumnChoice,
): Promise<Samples> {
  if (config.pooledTest === undefined) return await readSamples(dataPaths(config).test, columns);
  return poolData(config, await readConfigSamples(config)).test;
}

/**
 * Finds out shape and classes of the training data that a configuration names, without reading it.
 *
 * @throws {Error} As {@linkcode readDatasetKind} and {@linkcode classesOfNumbers}.
 */
export async function readConfigDatasetKind(config: Config): Promise<DatasetKind> {
  const { trainLabels, orientation } = config;
  const { trainImages } = imagePaths(config);
  return await readDatasetKind(trainImages, trainLabels, {
    orientation,
    chooseClasses: (shape, found) => classesOfNumbers(config, shape, found),
  });
}
