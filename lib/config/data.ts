import { describeClasses, hintAtNames, listClasses } from "../data/class_names.ts";
import { matchClasses, restrictToClasses } from "../data/classes.ts";
import { type Dataset, joinDatasets } from "../data/dataset.ts";
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

/** What a configuration's files hold: what to train on and what to test on. */
export interface TrainingAndTest {
  /** All training images. */
  readonly training: Dataset;
  /** All test images. */
  readonly test: Dataset;
}

/**
 * The training and test images of a configuration: as its files have them or, with `pooled_test`, split
 * anew. In the second case they are put together, the test images behind the training images and only
 * those of the `classes`, before as many as `pooled_test` says are chosen at random to test on.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.4.3, where 80 % of all images are trained on.
 *
 * @throws {ConfigError} If they do not suffice for that, or test images are of a class that the training
 * images lack.
 */
export function poolData(config: Config, datasets: TrainingAndTest): TrainingAndTest {
  const { pooledTest, stratified, seed, source } = config;
  if (pooledTest === undefined) return datasets;
  const training = restricted(config, datasets.training);
  const test = testData(config, datasets.test, training.classNames);
  const [rest, part] = blaming(
    source,
    "pooled_test",
    () => split(joinDatasets(training, test), [pooledTest], { seed, stratified }),
  );
  return { training: rest, test: part };
}

/**
 * The data of a training: only the images of the `classes`, with those for `validation` set aside, and
 * of the others as many as `train_size` says; split anew before, as {@linkcode poolData} does it. The
 * test images get the classes of the training images, matched by name; some may have none.
 *
 * @param training All training images.
 * @param test All test images.
 * @throws {ConfigError} If they do not suffice for that, or test images are of a class that the training
 * images lack.
 */
export function prepareData(
  config: Config,
  training: Dataset,
  test: Dataset,
): TestedTrainingData {
  const pooled = poolData(config, { training, test });
  const data = prepareTrainingData(config, pooled.training);
  return { ...data, test: testData(config, pooled.test, data.training.classNames) };
}

/**
 * The part of {@linkcode prepareData} that the test images have no part in.
 *
 * @param training The training images, as {@linkcode poolData} leaves them.
 * @throws {ConfigError} As there.
 */
export function prepareTrainingData(config: Config, training: Dataset): TrainingData {
  const { validation: part, stratified, seed, source } = config;
  const chosen = restricted(config, training);
  if (part === undefined) return normalized(config, { training: reduced(config, chosen) });
  const [rest, validation] = blaming(
    source,
    "validation",
    () => split(chosen, [part], { seed, stratified }),
  );
  return normalized(config, { training: reduced(config, rest), validation });
}

/**
 * The data of each training of a cross-validation with `folds` folds, one after the other.
 *
 * @param training The training images, as {@linkcode poolData} leaves them.
 * @throws {ConfigError} If there are fewer training images than folds, or no `folds`, or a fold leaves
 * fewer than `train_size`.
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
    yield normalized(config, { ...fold, training: reduced(config, fold.training) });
  }
}

function restricted({ classes, source }: Config, dataset: Dataset): Dataset {
  if (classes === undefined) return dataset;
  const chosen = blaming(source, "classes", () => restrictToClasses(dataset, classes));
  if (chosen.count > 0) return chosen;
  throw errorIn(source, "classes", `Expected images of these classes but found none`);
}

/** The test images with the classes of the training images. */
function testData(config: Config, test: Dataset, classNames: readonly string[]): Dataset {
  const { source, classes, trainImages, testImages } = config;
  const { dataset, unknown } = matchClasses(test, classNames);
  const isChosen = classes !== undefined;
  if (dataset.count > 0 && (isChosen || unknown.length === 0)) return dataset;
  const expected = `Expected images of ${describeClasses(classNames)}`;
  const found = unknown.length === 0 ? "none" : `some of ${listClasses(unknown)}`;
  throw errorIn(
    source,
    "rel_path_test_images",
    `${expected}, those of ${trainImages}, but found ${found} in ${testImages}` +
      (hintAtNames(classNames, unknown) || hintAtNames(unknown, classNames)),
  );
}

/** As many of the training images as are to be trained on. */
function reduced({ trainSize, seed, source }: Config, training: Dataset): Dataset {
  if (trainSize === undefined || trainSize === training.count) return training;
  return blaming(source, "train_size", () => {
    if (trainSize > training.count) {
      throw new RangeError(`Expected at most ${training.count} images but found ${trainSize}`);
    }
    const [, part] = split(training, [trainSize], { seed, stratified: true });
    return part;
  });
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
