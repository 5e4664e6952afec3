import type { Config } from "../../lib/config/config.ts";
import type { LabelledSet } from "../../lib/data/samples.ts";
import type { Device } from "../../lib/devices/device.ts";
import type { Model } from "../../lib/models/model.ts";
import type { Network } from "../../lib/network.ts";
import { type DetailedEvaluation, evaluateInDetailAsync } from "../../lib/training/evaluate.ts";
import type { Measurement } from "../../lib/training/measurement.ts";
import { evaluateNumbers } from "../evaluate/evaluate_samples.ts";
import { checkScores, openModel } from "../files/model_network.ts";
import { STANDARD_INPUT } from "../files/standard_input.ts";
import { trainingConfigOf } from "../pages/subject.ts";
import type { CollectedFailures } from "../terminal/collected_failures.ts";
import { testDataOf, type TestImages } from "./test_images.ts";

/** What a comparison says of a model; the model itself would take memory, with many of them. */
export interface TrainedModel {
  readonly path: string;
  /** The model, if it came through the standard input: it cannot be read again. */
  readonly piped?: Model;
  /** Number of its trainable numbers. */
  readonly parameterCount: number;
  /** How it did on its test images; undefined where these are not known or cannot be read. */
  readonly test?: TestOutcome;
  /** Its mean loss on its test samples, where it predicts numbers; undefined likewise, or not asked for. */
  readonly testLoss?: number;
  /** Names these images; what the model was trained with may name where they were then. */
  readonly testConfig?: Config;
}

/** How a model did on test images. */
export interface TestOutcome {
  readonly images: number;
  /** How many of them it misclassified. */
  readonly wrong: number;
}

/** What is known of the training of a model. */
interface KnownTraining {
  readonly config?: Config;
  /** Empty where it is not known. */
  readonly history: readonly Measurement[];
}

/** Where a model's test images come from. */
interface TestSources {
  readonly testImages: TestImages;
  /** Take what cannot be read: without test images, the rest can still be compared. */
  readonly failures: CollectedFailures;
  /** What tests the model; the fastest that runs here when left out. */
  readonly device?: Device["name"];
}

/**
 * Finds out what a comparison says of a model. It is tested if its file does not say how it did on the
 * same images, or if it predicts numbers, unless its history says how it did.
 *
 * @param training How it was trained: the configuration names the test data.
 */
export async function describeTrainedModel(
  path: string,
  model: Model,
  { config, history }: KnownTraining,
  { testImages, failures, device }: TestSources,
): Promise<TrainedModel> {
  const { parameterCount } = await openModel(model, 1, "typescript");
  let test: TestOutcome | undefined;
  let testLoss: number | undefined;
  if (config !== undefined) {
    await failures.attempt(async () => {
      const isTested = history.some(({ test }) => test !== undefined);
      const samples = isTested ? undefined : await testImages.numbers(config, model);
      if (samples !== undefined) {
        const network = await openModel(model, samples.count, device);
        testLoss = (await evaluateNumbers(path, network, samples, model)).loss;
        return;
      }
      const dataset = await testImages.classified(config, model, path);
      if (dataset === undefined) return;
      const wrong = recordedWrong(path, model, config, dataset) ??
        (await testModel(path, model, dataset, device)).evaluation.wrong;
      test = { images: dataset.count, wrong };
    });
  }
  const piped = path === STANDARD_INPUT ? model : undefined;
  return { path, piped, parameterCount, test, testLoss, testConfig: config };
}

/** How many test images a model misclassified by its file; undefined if that does not say it of these. */
function recordedWrong(
  path: string,
  model: Model,
  config: Config,
  { count }: LabelledSet,
): number | undefined {
  const accuracy = model.training?.testAccuracy;
  const trainedWith = trainingConfigOf(path, model);
  if (accuracy === undefined || trainedWith === undefined) return undefined;
  if (testDataOf(trainedWith) !== testDataOf(config)) return undefined;
  return Math.round((1 - accuracy) * count);
}

/**
 * Tests a model.
 *
 * @param device What tests it; the fastest that runs here when left out.
 * @throws {Error} If it puts out what is no number; the message names its file.
 */
export async function testModel(
  path: string,
  model: Model,
  test: LabelledSet,
  device?: Device["name"],
): Promise<{ readonly network: Network; readonly evaluation: DetailedEvaluation }> {
  const network = await openModel(model, test.count, device);
  const evaluation = await evaluateInDetailAsync(network, test, model.normalization);
  checkScores(path, evaluation.scores);
  return { network, evaluation };
}
