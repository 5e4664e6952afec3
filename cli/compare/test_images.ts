import type { Config } from "../../lib/config/config.ts";
import { imagePaths } from "../../lib/config/data_paths.ts";
import type { Dataset } from "../../lib/data/dataset.ts";
import type { LabelledSet, RegressionSamples, Samples } from "../../lib/data/samples.ts";
import type { Model } from "../../lib/models/model.ts";
import { readConfigTestData, readConfigTestSamples } from "../files/config_datasets.ts";
import { describeLeftOut, fitClasses, fitDataset } from "../files/fit_dataset.ts";
import { columnsFor } from "../evaluate/evaluate_samples.ts";
import { warn } from "../terminal/notice.ts";

/** The test data of several models: files that they share are read once, and warned of once. */
export class TestImages {
  readonly #read = new Map<string, Promise<Dataset>>();
  readonly #samples = new Map<string, Promise<Samples>>();
  readonly #said = new Set<string>();

  /**
   * The test images that a configuration names, with the classes of a model.
   *
   * @param modelPath Where the model is, for messages.
   * @throws {Error} If they cannot be read or do not fit the model; the message names the file.
   */
  async of(
    config: Config,
    model: Model,
    modelPath: string,
  ): Promise<Dataset> {
    const { classes } = config;
    const { testImages } = imagePaths(config);
    const images = testDataOf(config);
    const reading = this.#read.get(images) ?? readConfigTestData(config);
    this.#read.set(images, reading);
    const paths = { dataset: testImages, model: modelPath };
    const match = fitDataset(paths, await reading, model);
    // Where the configuration chooses classes, that others are left out is no news.
    if (classes === undefined) {
      describeLeftOut(paths, match).forEach((line) => this.#warnOnce(line));
    }
    return match.dataset;
  }

  /**
   * The test data that a configuration names, images or samples of numbers, with the classes of a model.
   *
   * @param modelPath As for {@linkcode of}.
   * @returns Undefined if the model predicts numbers.
   * @throws {Error} As {@linkcode of}.
   */
  async classified(
    config: Config,
    model: Model,
    modelPath: string,
  ): Promise<LabelledSet | undefined> {
    if (model.targetNames !== undefined) return undefined;
    if (config.testSamples === undefined) return await this.of(config, model, modelPath);
    const samples = await this.#samplesOf(config, model);
    if (!("labels" in samples)) return undefined;
    const paths = { dataset: config.testSamples, model: modelPath };
    const match = fitClasses(paths, samples, model.classNames);
    describeLeftOut(paths, match).forEach((line) => this.#warnOnce(line));
    return match.dataset;
  }

  /**
   * The test samples that a configuration names, of a model that predicts numbers.
   *
   * @returns Undefined if the model classifies, or the configuration names none.
   * @throws {Error} If they cannot be read or do not fit the model; the message names the file.
   */
  async numbers(config: Config, model: Model): Promise<RegressionSamples | undefined> {
    if (model.targetNames === undefined || config.testSamples === undefined) return undefined;
    const samples = await this.#samplesOf(config, model);
    return "targets" in samples ? samples : undefined;
  }

  #samplesOf(config: Config, model: Model): Promise<Samples> {
    const columns = columnsFor(model, config);
    const key = JSON.stringify([testDataOf(config), columns]);
    const reading = this.#samples.get(key) ?? readConfigTestSamples(config, columns);
    this.#samples.set(key, reading);
    return reading;
  }

  /** A model's images may be asked for several times. */
  #warnOnce(line: string): void {
    if (this.#said.has(line)) return;
    this.#said.add(line);
    warn(line);
  }
}

/** What decides which test data a configuration names: the files, and how they are split anew. */
export function testDataOf(config: Config): string {
  const { testSamples, labelColumn, testImages, testLabels, orientation, pooledTest } = config;
  const files = testSamples === undefined
    ? [testImages, testLabels, orientation ?? null]
    : [testSamples, labelColumn ?? null];
  if (pooledTest === undefined) return JSON.stringify(files);
  const { trainSamples, trainImages, trainLabels, classes, stratified, seed } = config;
  const split = [pooledTest, trainSamples ?? trainImages, trainLabels, classes, stratified, seed];
  return JSON.stringify([...files, ...split]);
}
