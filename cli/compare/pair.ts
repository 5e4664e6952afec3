import type { Dataset } from "../../lib/data/dataset.ts";
import type { Labels } from "../../lib/data/labels.ts";
import type { Device } from "../../lib/devices/device.ts";
import { countPairs, type PairedCounts } from "../../lib/metrics/model_comparison.ts";
import { type Prediction, tellsProbabilities } from "../../lib/training/predict.ts";
import { readModel } from "../files/model_files.ts";
import type { Run } from "./runs.ts";
import type { TestImages } from "./test_images.ts";
import { testModel } from "./trained_model.ts";

/** Two models on the same test images. */
export interface Pair {
  readonly test: Dataset;
  readonly first: TestedModel;
  readonly second: TestedModel;
  readonly counts: PairedCounts;
}

/** What a model makes of the test images. */
export interface TestedModel {
  readonly predictions: readonly Prediction[];
  /** Whether the scores are probabilities. */
  readonly isProbability: boolean;
}

/**
 * Tests two models on the images that both of them were to be tested on.
 *
 * @param device What tests them; the fastest that runs here when left out.
 * @returns Undefined if there are not just two runs with a model and a configuration, or their test
 * images are not the same.
 * @throws {Error} If a file cannot be read; the message names it.
 */
export async function testPair(
  runs: readonly Run[],
  images: TestImages,
  device?: Device["name"],
): Promise<Pair | undefined> {
  if (runs.length !== 2) return undefined;
  const [first, second] = await Promise.all(runs.map((run) => testRun(run, images, device)));
  if (first === undefined || second === undefined || !areSame(first.test, second.test)) {
    return undefined;
  }
  const [classes, others] = [first, second].map(({ predictions }) =>
    predictions.map((prediction) => prediction.class)
  );
  return {
    test: first.test,
    first,
    second,
    counts: countPairs(first.test.labels, classes, others),
  };
}

async function testRun(
  { model: described }: Run,
  images: TestImages,
  device: Device["name"] | undefined,
): Promise<TestedModel & { readonly test: Dataset } | undefined> {
  // Where the test images cannot be read, that has been said.
  if (described?.test === undefined || described.testConfig === undefined) return undefined;
  const { path, testConfig } = described;
  // Samples of numbers are not shown one by one.
  if (testConfig.testSamples !== undefined) return undefined;
  const model = described.piped ?? await readModel(path);
  const test = await images.of(testConfig, model, path);
  const { network, evaluation } = await testModel(path, model, test, device);
  const { predictions, scores } = evaluation;
  return {
    test,
    predictions: scores.map((scores, i) => ({ class: predictions[i], scores })),
    isProbability: tellsProbabilities(network),
  };
}

/** Whether two datasets have the same images with the same labels, by the same names. */
function areSame(a: Dataset, b: Dataset): boolean {
  return a.count === b.count && a.classNames.join("\n") === b.classNames.join("\n") &&
    areEqual(a.labels, b.labels) && areEqual(a.images, b.images);
}

function areEqual(a: Labels, b: Labels): boolean {
  return a === b || (a.length === b.length && a.every((value, i) => value === b[i]));
}
