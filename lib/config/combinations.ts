import type { ConfigValues } from "./config_values.ts";
import { allKeys } from "./keys.ts";
import { type ConfigError, type ConfigSource, describePlace, errorIn } from "./source.ts";

/**
 * Checks what no key can tell alone: those that exclude each other, and those that mean nothing
 * without another.
 *
 * @throws {ConfigError} In the line of the key that is to be changed.
 */
export function checkTogether(values: ConfigValues, source: ConfigSource): void {
  const error = checkAlternatives(source) ?? checkParts(values, source) ??
    checkSchedule(values, source) ?? checkThreads(values, source) ??
    checkPrecision(values, source) ?? checkFiles(values, source) ?? checkSamples(source);
  if (error !== undefined) throw error;
}

function checkAlternatives(source: ConfigSource): ConfigError | undefined {
  for (const key of allKeys) {
    if (key.required || key.alternative === undefined) continue;
    const error = checkExclusive(source, key.name, key.alternative);
    if (error !== undefined) return error;
  }
  return checkExclusive(source, "validation", "folds");
}

function checkExclusive(
  source: ConfigSource,
  key: string,
  other: string,
): ConfigError | undefined {
  const entry = source.entries.get(other);
  if (entry === undefined || !source.entries.has(key)) return undefined;
  const problem =
    `Expected no "${key}" beside "${other}", which takes its place, but found both; ` +
    `"${other}" ${describePlace(entry)}`;
  return errorIn(source, key, problem);
}

function checkParts(
  { validation, folds, pooledTest, stratified, earlyStopping }: ConfigValues,
  source: ConfigSource,
): ConfigError | undefined {
  if (validation !== undefined || folds !== undefined) return undefined;
  if (stratified && pooledTest === undefined) {
    const problem = 'Expected "validation", "folds" or "pooled_test" too, to set images aside, ' +
      "but found none of them";
    return errorIn(source, "stratified", problem);
  }
  if (earlyStopping === undefined || earlyStopping.watch === "training loss") return undefined;
  const problem = 'Expected "validation" or "folds" too, to set images aside, but found neither';
  return errorIn(source, "early_stopping", problem);
}

function checkSchedule(
  { scheduleRecipe, scheduleUnit, learningRate }: ConfigValues,
  source: ConfigSource,
): ConfigError | undefined {
  if (!source.entries.has("schedule_unit")) return undefined;
  if (!source.entries.has("schedule")) {
    return errorIn(source, "schedule_unit", 'Expected "schedule" too but found no line with it');
  }
  const { unit } = scheduleRecipe(learningRate, scheduleUnit);
  if (unit === scheduleUnit) return undefined;
  const problem = `Expected ${unit}, the only unit of this schedule, but found ${scheduleUnit}`;
  return errorIn(source, "schedule_unit", problem);
}

/**
 * Checks that the device has threads, should their number be given.
 *
 * @returns The error, which blames the device; undefined if there is none.
 */
export function checkThreads(
  { device, threads }: Pick<ConfigValues, "device" | "threads">,
  source: ConfigSource,
): ConfigError | undefined {
  const entry = source.entries.get("threads");
  if (threads === undefined || entry === undefined) return undefined;
  if (device === undefined || device === "wasm") return undefined;
  const problem =
    `Expected another device beside "threads" but found ${device}, which has no threads; ` +
    `"threads" ${describePlace(entry)}`;
  return errorIn(source, "device", problem);
}

/**
 * Checks that the device has the precision.
 *
 * @returns The error, which blames the precision; undefined if there is none.
 */
export function checkPrecision(
  { device, precision }: Pick<ConfigValues, "device" | "precision">,
  source: ConfigSource,
): ConfigError | undefined {
  const entry = source.entries.get("device");
  if (device !== "webgpu" || entry === undefined || precision === "f32") return undefined;
  const problem = `Expected f32, the only precision of webgpu, but found ${precision}; "device" ${
    describePlace(entry)
  }`;
  return errorIn(source, "precision", problem);
}

/** A cross-validation keeps what its trainings are compared by, and the best model. */
function checkFiles(
  { checkpointEvery, folds }: ConfigValues,
  source: ConfigSource,
): ConfigError | undefined {
  const files = [
    "rel_path_histograms_file",
    "rel_path_tensorboard_dir",
    "checkpoint_every",
  ];
  const kept = folds === undefined ? undefined : files.find((key) => source.entries.has(key));
  if (kept !== undefined) {
    return errorIn(
      source,
      kept,
      'Expected no "folds" beside it, which keep histories and a model alone, but found some',
    );
  }
  if (checkpointEvery !== undefined || !source.entries.has("rel_path_checkpoint_file")) {
    return undefined;
  }
  const problem = 'Expected "checkpoint_every" too but found no line with it';
  return errorIn(source, "rel_path_checkpoint_file", problem);
}

/** Keys that say something about images alone. */
const imageKeys = [
  "rel_path_train_images",
  "rel_path_train_labels",
  "rel_path_test_images",
  "rel_path_test_labels",
  "orientation",
  "augmentation",
];

/** Keys that say something about samples of numbers alone. */
const sampleKeys = ["rel_path_test_samples", "label_column", "target_columns"];

/** What is trained on and tested on is of one kind, and so is what is said of it. */
function checkSamples(source: ConfigSource): ConfigError | undefined {
  const { entries } = source;
  const samples = entries.get("rel_path_train_samples");
  const [others, expected] = samples === undefined
    ? [sampleKeys, 'Expected "rel_path_train_samples" too but found no line with it']
    : [imageKeys, `Expected images but found samples; "${samples.key}" ${describePlace(samples)}`];
  const key = others.find((name) => entries.has(name));
  if (key !== undefined) return errorIn(source, key, expected);
  return checkExclusive(source, "label_column", "target_columns");
}
