import type { Config } from "../../lib/config/config.ts";
import type { Dataset } from "../../lib/data/dataset.ts";
import type { Device } from "../../lib/devices/device.ts";
import type { Model } from "../../lib/models/model.ts";
import { evaluateInDetail } from "../../lib/training/evaluate.ts";
import { checkScores, openModel } from "../files/model_network.ts";
import { trainingConfigOf } from "../pages/subject.ts";
import type { PostponedFailures } from "../terminal/postponed_failures.ts";
import type { TestImages } from "./test_images.ts";

/** What a comparison says of a model; the model itself would take memory, with many of them. */
export interface TrainedModel {
  readonly path: string;
  /** Number of its trainable numbers. */
  readonly parameterCount: number;
  /** How it did on its test images; undefined where these are not known or cannot be read. */
  readonly test?: TestOutcome;
  /** Names these images; what the model was trained with may name where they were then. */
  readonly testConfig?: Config;
}

/** How a model did on test images. */
export interface TestOutcome {
  readonly images: number;
  /** How many of them it misclassified. */
  readonly wrong: number;
}

/** Where a model's test images come from. */
interface TestSources {
  readonly testImages: TestImages;
  /** Take what cannot be read: without test images, the rest can still be compared. */
  readonly failures: PostponedFailures;
  /** What tests the model; the fastest that runs here when left out. */
  readonly device?: Device["name"];
}

/**
 * Finds out what a comparison says of a model. It is tested if its file does not say how it did on the
 * same images.
 *
 * @param config Names the test images.
 */
export async function describeTrainedModel(
  path: string,
  model: Model,
  config: Config | undefined,
  { testImages, failures, device }: TestSources,
): Promise<TrainedModel> {
  const { parameterCount } = openModel(model, 1, "typescript");
  let test: TestOutcome | undefined;
  if (config !== undefined) {
    await failures.attempt(async () => {
      const dataset = await testImages.of(config, model, path);
      test = recordedOutcome(path, model, config, dataset) ??
        outcomeOn(dataset, path, model, device);
    });
  }
  return { path, parameterCount, test, testConfig: config };
}

/** How a model did on test images by its file; undefined if that does not say it of these. */
function recordedOutcome(
  path: string,
  model: Model,
  config: Config,
  { count: images }: Dataset,
): TestOutcome | undefined {
  const accuracy = model.training?.testAccuracy;
  const trainedWith = trainingConfigOf(path, model);
  if (accuracy === undefined || trainedWith === undefined) return undefined;
  if (testDataOf(trainedWith) !== testDataOf(config)) return undefined;
  return { images, wrong: Math.round((1 - accuracy) * images) };
}

/** What decides which test images a configuration names. */
function testDataOf({ testImages, testLabels, orientation }: Config): string {
  return JSON.stringify([testImages, testLabels, orientation]);
}

/** Tests a model. */
function outcomeOn(
  dataset: Dataset,
  path: string,
  model: Model,
  device: Device["name"] | undefined,
): TestOutcome {
  const images = dataset.count;
  const network = openModel(model, images, device);
  const { wrong, scores } = evaluateInDetail(network, dataset, model.normalization);
  checkScores(path, scores);
  return { images, wrong };
}
