import { describeClasses, hintAtNames, listClasses } from "../data/class_names.ts";
import { type Classified, matchClasses, restrictToClasses } from "../data/classes.ts";
import type { Dataset } from "../data/dataset.ts";
import { joinClassSamples, joinDatasets, joinRegressionSamples } from "../data/join.ts";
import { fitNormalization, type Normalization } from "../data/normalization.ts";
import type {
  ClassSamples,
  LabelledSet,
  RegressionSamples,
  Samples,
  TrainingSet,
} from "../data/samples.ts";
import { type Divisible, folds, sizeOfPart, split } from "../data/split.ts";
import { fitStandardization, type Standardization } from "../data/standardization.ts";
import type { Config } from "./config.ts";
import { dataPaths } from "./data_paths.ts";
import { blaming, type ConfigError, errorIn } from "./source.ts";

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

/** Whether both are samples of classes. */
function areClassSamples(
  data: TrainingAndTest<TrainingSet>,
): data is TrainingAndTest<ClassSamples> {
  return [data.training, data.test].every((part) => "features" in part && "labels" in part);
}

/** Whether both are samples with numeric targets. */
function areRegressionSamples(
  data: TrainingAndTest<TrainingSet>,
): data is TrainingAndTest<RegressionSamples> {
  return [data.training, data.test].every((part) => "targets" in part);
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
  if ("images" in training || "images" in test) throw oneOfEach(config);
  return prepareSamples(config, training, test);
}

function oneOfEach(config: Config): ConfigError {
  const problem =
    "Expected images, samples of classes or numeric targets both times but found one of each";
  return errorIn(config.source, dataPaths(config).testKey, problem);
}

/**
 * What a configuration trains and tests on: as its files have it or, with `pooled_test`, split anew. In
 * the second case all is put together, what is to be tested on behind what is to be trained on and only the
 * `classes`, before as much as `pooled_test` says is chosen at random to test on.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.4.3, where 80 % of all images are trained on.
 *
 * @throws {ConfigError} If it does not suffice for that, test data are of a class that the training data
 * lack, or they are of two kinds.
 */
export function poolData(config: Config, datasets: TrainingAndTest): TrainingAndTest;
/**
 * As for images, of samples of numbers.
 *
 * @throws {ConfigError} As there.
 */
export function poolData(
  config: Config,
  datasets: TrainingAndTest<Samples>,
): TrainingAndTest<Samples>;
/**
 * As for images, of whatever is trained on.
 *
 * @throws {ConfigError} As there.
 */
export function poolData(
  config: Config,
  datasets: TrainingAndTest<TrainingSet>,
): TrainingAndTest<TrainingSet>;
export function poolData(
  config: Config,
  datasets: TrainingAndTest<TrainingSet>,
): TrainingAndTest<TrainingSet> {
  const { pooledTest, stratified, seed, source } = config;
  if (pooledTest === undefined) return datasets;
  const [training, test] = blaming(
    source,
    "pooled_test",
    () => split(joined(config, datasets), [pooledTest], { seed, stratified }),
  );
  return { training, test };
}

/** What is trained on, with what is tested on behind it. */
function joined(config: Config, datasets: TrainingAndTest<TrainingSet>): TrainingSet {
  if (areImages(datasets)) return joinDatasets(...ofSameClasses(config, datasets));
  if (areClassSamples(datasets)) return joinClassSamples(...ofSameClasses(config, datasets));
  if (areRegressionSamples(datasets)) {
    checkNumeric(config);
    return joinRegressionSamples(datasets.training, datasets.test);
  }
  throw oneOfEach(config);
}

/** What is trained on and what is tested on, restricted to the same classes. */
function ofSameClasses<T extends Classified<T>>(
  config: Config,
  { training, test }: { readonly training: T; readonly test: T },
): [T, T] {
  const chosen = restricted(config, training);
  return [chosen, testData(config, test, chosen.classNames)];
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
 * @throws {ConfigError} If they do not suffice, a test sample is of a class that the training samples lack,
 * `classes` or `stratified` are said of numeric targets, or they are of two kinds.
 */
export function prepareSamples(
  config: Config,
  training: Samples,
  test: Samples,
): TestedTrainingData<Samples> {
  const pooled = poolData(config, { training, test });
  if (areClassSamples(pooled)) {
    const data = divided(config, restricted(config, pooled.training));
    const tested = testData(config, pooled.test, data.training.classNames);
    return { ...normalized(config, data), test: tested };
  }
  if (!areRegressionSamples(pooled)) throw oneOfEach(config);
  checkNumeric(config);
  return { ...normalized(config, divided(config, pooled.training)), test: pooled.test };
}

/** Numbers can neither be chosen by their classes nor be given a fair share of them. */
function checkNumeric({ classes, stratified, source }: Config): void {
  const key = classes !== undefined ? "classes" : stratified ? "stratified" : undefined;
  if (key === undefined) return;
  throw errorIn(source, key, "Expected samples of classes but found numeric targets");
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

/** The data of one training of a cross-validation. */
export type FoldData<T extends TrainingSet = Dataset> = TrainingData<T> & {
  /** What is set aside this time. */
  readonly validation: T;
};

/**
 * The data of each training of a cross-validation with `folds` folds, one after the other.
 *
 * @param training The training data, as {@linkcode poolData} leaves them.
 * @throws {ConfigError} If there are fewer samples than folds, or no `folds`, or a fold leaves fewer than
 * `train_size`; or `classes` are named and there are none.
 */
export function prepareFolds(config: Config, training: Dataset): Generator<FoldData, void>;
/**
 * As for images, of whatever is trained on.
 *
 * @throws {ConfigError} As there.
 */
export function prepareFolds(
  config: Config,
  training: TrainingSet,
): Generator<FoldData<TrainingSet>, void>;
export function* prepareFolds(
  config: Config,
  training: TrainingSet,
): Generator<FoldData<TrainingSet>, void> {
  const { folds: count = 0, stratified, seed, source } = config;
  const steps = folds(chosenOf(config, training), count, { seed, stratified });
  for (;;) {
    const { value: fold } = blaming(source, "folds", () => steps.next());
    if (fold === undefined) return;
    yield normalized(config, { ...fold, training: reduced(config, fold.training) });
  }
}

/**
 * The numbers of samples that the folds of {@linkcode prepareFolds} leave to be trained on, each once: the
 * sizes of folds differ by at most one.
 */
export function foldTrainingSizes(config: Config, training: TrainingSet): number[] {
  const { folds: k = 1 } = config;
  const { count } = chosenOf(config, training);
  const rest = [Math.ceil(count / k), Math.floor(count / k)].map((fold) => count - fold);
  return [...new Set(rest.map((samples) => trainedOf(config, samples)))];
}

function chosenOf(config: Config, training: TrainingSet): TrainingSet {
  if ("labels" in training) return restricted<LabelledSet>(config, training);
  checkNumeric(config);
  return training;
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
  const { seed, source } = config;
  const size = trainedOf(config, training.count);
  if (size === training.count) return training;
  return blaming(source, "train_size", () => {
    const stratified = "labels" in training;
    const [, part] = split(training, [size], { seed, stratified });
    return part;
  });
}

/** How many of some samples are to be trained on. */
function trainedOf(config: Config, count: number): number {
  const { trainSize, source } = config;
  if (trainSize === undefined) return count;
  return blaming(source, "train_size", () => {
    const size = sizeOfPart(trainSize, count);
    if (size <= count) return size;
    throw new RangeError(`Expected at most ${count} ${dataPaths(config).noun} but found ${size}`);
  });
}

/** With the rule that brings its numbers to their scale, by what is trained on. */
function normalized<T extends { readonly training: TrainingSet }>(
  config: Config,
  data: T,
): T & { readonly normalization: Normalization } {
  const { training } = data;
  const normalization = "images" in training
    ? pixelNormalization(config, training)
    : standardization(config, training);
  return { ...data, normalization };
}

function pixelNormalization({ normalization, source }: Config, training: Dataset): Normalization {
  return blaming(source, "normalization", () => fitNormalization(normalization, training));
}

function standardization(
  { normalization, source }: Config,
  training: Samples,
): Standardization {
  const isStated = source.entries.has("normalization");
  if (normalization !== "divide") {
    return blaming(source, "normalization", () => fitStandardization(normalization, training));
  }
  if (!isStated) return fitStandardization("none", training);
  const problem =
    "Expected none, min_max, min_max_centered or z_score for samples but found divide";
  throw errorIn(source, "normalization", problem);
}
