import { describeClasses, hintAtNames, listClasses } from "../data/class_names.ts";
import { type Classified, matchClasses, restrictToClasses } from "../data/classes.ts";
import { type Dataset, joinDatasets } from "../data/dataset.ts";
import { fitNormalization, type Normalization } from "../data/normalization.ts";
import type { Samples, TrainingSet } from "../data/samples.ts";
import { type Divisible, folds, split } from "../data/split.ts";
import { fitStandardization, type Standardization } from "../data/standardization.ts";
import type { Config } from "./config.ts";
import { dataPaths } from "./data_paths.ts";
import { blaming, errorIn } from "./source.ts";

/** The data of one training, as a configuration describes it. */
export interface TrainingData<T extends TrainingSet = Dataset> {
  /** What is trained on. */
  readonly training: T;
  /** Present if the configuration sets some of it aside. */
  readonly validation?: T;
  /** Absent in a cross-validation, which tests nothing. */
  readonly test?: T;
  /** How pixels or features become numbers, by the training data alone. */
  readonly normalization: Normalization;
}

/** The data of a training whose network is tested. */
export interface TestedTrainingData<T extends TrainingSet = Dataset> extends TrainingData<T> {
  /** What the trained network is tested on. */
  readonly test: T;
}

/** Number of classes that a configuration tells apart, where a dataset has `available` ones. */
export function countClasses({ classes }: Config, available: number): number {
  return classes?.length ?? available;
}

/** What a configuration's files hold: what to train on and what to test on. */
export interface TrainingAndTest<T extends TrainingSet = Dataset> {
  /** All training images, or samples. */
  readonly training: T;
  /** All test images, or samples. */
  readonly test: T;
}

/** Whether what to train on and what to test on are images. */
export function areImages(data: TrainingAndTest<TrainingSet>): data is TrainingAndTest {
  return "images" in data.training && "images" in data.test;
}

/**
 * The data of a training, as {@linkcode prepareData} or {@linkcode prepareSamples} prepares them.
 *
 * @throws {ConfigError} As there, or if what is trained on and what is tested on are of two kinds.
 */
export function prepareAny(
  config: Config,
  data: TrainingAndTest<TrainingSet>,
): TestedTrainingData<TrainingSet> {
  if (areImages(data)) return prepareData(config, data.training, data.test);
  const { training, test } = data;
  if (!("images" in training || "images" in test)) return prepareSamples(config, training, test);
  const problem = "Expected images or samples both times but found one of each";
  throw errorIn(config.source, "rel_path_test_images", problem);
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
  return normalized(config, divided(config, restricted(config, training)));
}

/**
 * As {@linkcode prepareData}, of samples of numbers.
 *
 * @param training All training samples.
 * @param test All test samples, of the same features and, if they have some, targets.
 * @throws {ConfigError} If they do not suffice, or a test sample is of a class that the training samples
 * lack.
 */
export function prepareSamples(
  config: Config,
  training: Samples,
  test: Samples,
): TestedTrainingData<Samples> {
  if ("labels" in training && "labels" in test) {
    const data = divided(config, restricted(config, training));
    return {
      ...data,
      test: testData(config, test, data.training.classNames),
      normalization: standardization(config, data.training),
    };
  }
  if (config.classes !== undefined) {
    throw errorIn(
      config.source,
      "classes",
      "Expected samples of classes but found numeric targets",
    );
  }
  const data = divided(config, training);
  return { ...data, test, normalization: standardization(config, data.training) };
}

/** With what the configuration sets aside, and of the rest as much as it trains on. */
function divided<T extends TrainingSet & Divisible<T>>(
  config: Config,
  training: T,
): Omit<TrainingData<T>, "normalization"> {
  const { validation: part, stratified, seed, source } = config;
  if (part === undefined) return { training: reduced(config, training) };
  const [rest, validation] = blaming(
    source,
    "validation",
    () => split(training, [part], { seed, stratified }),
  );
  return { training: reduced(config, rest), validation };
}

function standardization(
  { normalization, source }: Config,
  training: Samples,
): Standardization {
  const isStated = source.entries.has("normalization");
  if (normalization !== "divide") return fitStandardization(normalization, training);
  if (!isStated) return fitStandardization("none", training);
  const problem =
    "Expected none, min_max, min_max_centered or z_score for samples but found divide";
  throw errorIn(source, "normalization", problem);
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

function restricted<T extends Classified<T>>({ classes, source }: Config, dataset: T): T {
  if (classes === undefined) return dataset;
  const chosen = blaming(source, "classes", () => restrictToClasses(dataset, classes));
  if (chosen.count > 0) return chosen;
  throw errorIn(source, "classes", `Expected images of these classes but found none`);
}

/** The test data with the classes of the training data. */
function testData<T extends Classified<T>>(
  config: Config,
  test: T,
  classNames: readonly string[],
): T {
  const { source, classes } = config;
  const { dataset, unknown } = matchClasses(test, classNames);
  const isChosen = classes !== undefined;
  if (dataset.count > 0 && (isChosen || unknown.length === 0)) return dataset;
  const { noun, training, test: testPath, testKey } = dataPaths(config);
  const found = unknown.length === 0 ? "none" : `some of ${listClasses(unknown)}`;
  throw errorIn(
    source,
    testKey,
    `Expected ${noun} of ${
      describeClasses(classNames)
    }, those of ${training}, but found ${found} ` +
      `in ${testPath}${hintAtNames(classNames, unknown) || hintAtNames(unknown, classNames)}`,
  );
}

/** As many of the training images as are to be trained on. */
function reduced<T extends TrainingSet & Divisible<T>>(config: Config, training: T): T {
  const { trainSize, seed, source } = config;
  if (trainSize === undefined || trainSize === training.count) return training;
  return blaming(source, "train_size", () => {
    if (trainSize > training.count) {
      const { noun } = dataPaths(config);
      throw new RangeError(`Expected at most ${training.count} ${noun} but found ${trainSize}`);
    }
    const stratified = "labels" in training;
    const [, part] = split(training, [trainSize], { seed, stratified });
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
