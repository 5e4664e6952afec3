import { restrictToClasses } from "../data/classes.ts";
import type { Dataset } from "../data/dataset.ts";
import { fitNormalization, type Normalization } from "../data/normalization.ts";
import { folds, split } from "../data/split.ts";
import type { Config } from "./config.ts";
import { blaming, errorIn } from "./source.ts";

/** The data of one training, as a configuration describes it. */
export interface TrainingData {
  /** What is trained on. */
  readonly training: Dataset;
  /** Present if the configuration sets images aside. */
  readonly validation?: Dataset;
  /** Absent in a cross-validation, which tests nothing. */
  readonly test?: Dataset;
  /** How pixels become numbers, by the training images alone. */
  readonly normalization: Normalization;
}

/** The data of a training whose network is tested. */
export interface TestedTrainingData extends TrainingData {
  /** What the trained network is tested on. */
  readonly test: Dataset;
}

/** Number of classes that a configuration tells apart, where a dataset has `available` ones. */
export function countClasses({ classes }: Config, available: number): number {
  return classes?.length ?? available;
}

/**
 * The data of a training: only the images of the `classes`, with those for `validation` set aside.
 *
 * @param training All training images.
 * @param test All test images.
 * @throws {ConfigError} If they do not suffice for that.
 */
export function prepareData(
  config: Config,
  training: Dataset,
  test: Dataset,
): TestedTrainingData {
  const { validation: part, stratified, seed, source } = config;
  const chosen = restricted(config, training);
  const chosenTest = restricted(config, test);
  if (part === undefined) return normalized(config, { training: chosen, test: chosenTest });
  const [rest, validation] = blaming(
    source,
    "validation",
    () => split(chosen, [part], { seed, stratified }),
  );
  return normalized(config, { training: rest, validation, test: chosenTest });
}

/**
 * The data of each training of a cross-validation with `folds` folds, one after the other.
 *
 * @param training All training images.
 * @throws {ConfigError} If there are fewer training images than folds, or no `folds`.
 */
export function* prepareFolds(
  config: Config,
  training: Dataset,
): Generator<TrainingData & { readonly validation: Dataset }, void> {
  const { folds: count = 0, stratified, seed, source } = config;
  const chosen = restricted(config, training);
  const steps = folds(chosen, count, { seed, stratified });
  for (;;) {
    const { value: fold } = blaming(source, "folds", () => steps.next());
    if (fold === undefined) return;
    yield normalized(config, fold);
  }
}

function restricted({ classes, source }: Config, dataset: Dataset): Dataset {
  if (classes === undefined) return dataset;
  const chosen = blaming(source, "classes", () => restrictToClasses(dataset, classes));
  if (chosen.count > 0) return chosen;
  throw errorIn(source, "classes", `Expected images of these classes but found none`);
}

function normalized<T extends Omit<TrainingData, "normalization">>(
  config: Config,
  data: T,
): T & { readonly normalization: Normalization } {
  const normalization = blaming(
    config.source,
    "normalization",
    () => fitNormalization(config.normalization, data.training),
  );
  return { ...data, normalization };
}
