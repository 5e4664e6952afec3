import type { Config } from "../../lib/config/config.ts";
import type { Dataset } from "../../lib/data/dataset.ts";
import type { Model } from "../../lib/models/model.ts";
import { evaluate } from "../../lib/training/evaluate.ts";
import { openModel } from "../files/model_network.ts";
import type { PostponedFailures } from "../terminal/postponed_failures.ts";
import type { TestImages } from "./test_images.ts";

/** What a comparison says of a model; the model itself would take memory, with many of them. */
export interface TrainedModel {
  readonly path: string;
  /** Number of its trainable numbers. */
  readonly parameterCount: number;
  /** How it did on its test images; undefined where these are not known or cannot be read. */
  readonly test?: TestOutcome;
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
}

/**
 * Finds out what a comparison says of a model. It is tested if its file does not say how it did.
 *
 * @param config Names the test images.
 */
export async function describeTrainedModel(
  path: string,
  model: Model,
  config: Config | undefined,
  { testImages, failures }: TestSources,
): Promise<TrainedModel> {
  const { parameterCount } = openModel(model, 1, "typescript");
  let test: TestOutcome | undefined;
  if (config !== undefined) {
    await failures.attempt(async () => {
      test = outcomeOn(await testImages.of(config, model, path), model);
    });
  }
  return { path, parameterCount, test };
}

function outcomeOn(dataset: Dataset, model: Model): TestOutcome {
  const images = dataset.count;
  const accuracy = model.training?.testAccuracy;
  const wrong = accuracy === undefined
    ? evaluate(openModel(model, images), dataset, model.normalization).wrong
    : Math.round((1 - accuracy) * images);
  return { images, wrong };
}
