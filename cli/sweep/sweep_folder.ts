import { join } from "@std/path";
import { ConfigError, type Entry, parseEntries } from "../../lib/config/source.ts";
import { FormatError } from "../../lib/formats/format_error.ts";
import { isRecord, parseJson } from "../../lib/formats/json.ts";
import { quote } from "../../lib/formats/quote.ts";
import { about } from "../files/about.ts";
import { isFile } from "../files/folder.ts";
import { readTextFile } from "../files/read_file.ts";
import { removeIfPresent } from "../files/temporary_file.ts";
import { writeFileAtomically } from "../files/write_file.ts";
import { changedKeys } from "./deciding_keys.ts";
import { outputNames, type Sweep, type SweepRun } from "./plan.ts";

/** Larger configurations and results are none that a sweep writes. */
const LARGEST_FILE = 2 ** 20;

/** Longer lists are none either: a hundred thousand runs take less. */
const LARGEST_LIST = 2 ** 28;

/** Objects and lists of a file lie no deeper in each other: the values of a run in the list of runs. */
const DEPTH = 4;

const LIST_CONTENT = "the list of a sweep's runs";
const RESULT_CONTENT = "the result of a run";

/** What a run has come to. */
export interface RunResult {
  /** Epochs that were trained. */
  readonly epochs: number;
  /** The epoch whose parameters the model has. */
  readonly bestEpoch: number;
  /** Numbers that were trained. */
  readonly parameters: number;
  /** Time that it took, in seconds. */
  readonly seconds: number;
  /** Share of the validation images that are misclassified, if there are any; the mean over folds. */
  readonly validationErrorRate?: number;
  /** Share of the test images that are misclassified; undefined after a cross-validation. */
  readonly testErrorRate?: number;
  /** Where numbers are predicted, the mean loss in place of the former. */
  readonly validationLoss?: number;
  /** In place of the latter. */
  readonly testLoss?: number;
}

/** The file that lists a sweep's runs. */
export function sweepFile(out: string): string {
  return join(out, "sweep.json");
}

/**
 * Lists the runs of a sweep in its folder: the configuration, the keys that take several values, with
 * these, and in their order the runs, each with the values of all keys that were given.
 */
export async function writeSweepFile(
  out: string,
  config: string,
  { keys, runs }: Sweep,
): Promise<void> {
  const list = runs.map(({ name, values }) => ({ name, values: Object.fromEntries(values) }));
  const content = JSON.stringify({ config, keys, runs: list }, undefined, 2);
  await writeFileAtomically(sweepFile(out), `${content}\n`);
}

/** Whether a folder is one that {@linkcode writeSweepFile} has written to. */
export function isSweepFolder(folder: string): Promise<boolean> {
  return isFile(sweepFile(folder));
}

/**
 * The folders of a sweep's runs, in their order.
 *
 * @throws {Error} If the list cannot be read or is not what it should be; the message names it.
 */
export async function readRunFolders(folder: string): Promise<string[]> {
  const path = sweepFile(folder);
  const text = await readTextFile(path, LIST_CONTENT, LARGEST_LIST);
  return about(path, () => parseNames(text)).map((name) => join(folder, name));
}

function parseNames(text: string): string[] {
  const list = parseJson(text, DEPTH);
  if (!isRecord(list) || !Array.isArray(list.runs)) {
    throw new FormatError(
      `Expected ${LIST_CONTENT}, a JSON object with "runs", but found ${quote(text)}`,
    );
  }
  return list.runs.map((run: unknown) => {
    if (isRecord(run) && typeof run.name === "string") return run.name;
    throw new FormatError(
      `Expected each run to have a "name" but found ${quote(JSON.stringify(run))}`,
    );
  });
}

/**
 * Makes the folder of a run ready for it: with its configuration, and without what a configuration that
 * decides on another result has left there.
 *
 * @throws {Error} If something cannot be written; the message names it.
 */
export async function prepareRun(run: SweepRun): Promise<void> {
  if (!await isBegun(run)) {
    removeIfPresent(resultFile(run.folder));
    for (const name of outputNames) removeIfPresent(join(run.folder, name));
  }
  await writeFileAtomically(run.configPath, run.configText);
}

/** Marks a run as done. */
export async function writeResult(run: SweepRun, result: RunResult): Promise<void> {
  const content = JSON.stringify(resultAsJson(result));
  await writeFileAtomically(resultFile(run.folder), `${content}\n`);
}

/** What a run has come to, with the names that a file has for it. */
export function resultAsJson(result: RunResult): Readonly<Record<string, number | undefined>> {
  const { epochs, bestEpoch, parameters, seconds } = result;
  return {
    epochs,
    best_epoch: bestEpoch,
    parameters,
    seconds,
    validation_error_rate: result.validationErrorRate,
    test_error_rate: result.testErrorRate,
    validation_loss: result.validationLoss,
    test_loss: result.testLoss,
  };
}

/**
 * What a run has come to; undefined if it is not done, or was done with a configuration that decides on
 * another result.
 */
export async function readResult(run: SweepRun): Promise<RunResult | undefined> {
  const path = resultFile(run.folder);
  if (!await isFile(path) || !await isBegun(run)) return undefined;
  // A result that somebody has spoilt is none: the run is done again.
  return resultOf(parseJson(await readTextFile(path, RESULT_CONTENT, LARGEST_FILE), DEPTH));
}

/** Whether the folder of a run says what it has come to. */
export function isDone(runFolder: string): Promise<boolean> {
  return isFile(resultFile(runFolder));
}

/**
 * The time that a run of a sweep took, in seconds; undefined if its folder does not say.
 *
 * @throws {Error} If its result is there, but cannot be read; the message names the file.
 */
export async function readSeconds(runFolder: string): Promise<number | undefined> {
  const path = resultFile(runFolder);
  if (!await isFile(path)) return undefined;
  const text = await readTextFile(path, RESULT_CONTENT, LARGEST_FILE);
  const result = parseJson(text, DEPTH);
  if (isRecord(result)) return isNumber(result.seconds) ? result.seconds : undefined;
  throw new Error(`${path}: Expected ${RESULT_CONTENT}, a JSON object, but found ${quote(text)}`);
}

function resultOf(values: unknown): RunResult | undefined {
  if (!isRecord(values)) return undefined;
  const {
    epochs,
    best_epoch: bestEpoch,
    parameters,
    seconds,
    validation_error_rate: validationErrorRate,
    test_error_rate: testErrorRate,
    validation_loss: validationLoss,
    test_loss: testLoss,
  } = values;
  const isWhole = isNumber(epochs) && isNumber(bestEpoch) && isNumber(parameters) &&
    isNumber(seconds);
  if (!isWhole || !isNumberIfAny(validationErrorRate) || !isNumberIfAny(testErrorRate)) {
    return undefined;
  }
  if (!isNumberIfAny(validationLoss) || !isNumberIfAny(testLoss)) return undefined;
  const figures = { validationErrorRate, testErrorRate, validationLoss, testLoss };
  return { epochs, bestEpoch, parameters, seconds, ...figures };
}

function isNumberIfAny(value: unknown): value is number | undefined {
  return value === undefined || isNumber(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function resultFile(runFolder: string): string {
  return join(runFolder, "result.json");
}

/** Whether what a run's folder holds is of a configuration that decides on the same result. */
async function isBegun(run: SweepRun): Promise<boolean> {
  return (await readChangedKeys(run))?.length === 0;
}

/**
 * The keys that have changed since a run was begun, by {@linkcode changedKeys} of the configuration in its
 * folder; undefined if there is none.
 *
 * @throws {Error} If it cannot be read; the message names it.
 */
export async function readChangedKeys(
  { configPath, configText, config }: SweepRun,
): Promise<readonly string[] | undefined> {
  if (!await isFile(configPath)) return undefined;
  const text = await readTextFile(configPath, "a configuration file", LARGEST_FILE);
  return text === configText ? [] : changedKeys(entriesIn(text), config.source.entries);
}

/** The entries of a configuration; none of one that somebody has spoilt. */
function entriesIn(text: string): ReadonlyMap<string, Entry> {
  try {
    return parseEntries(text, "");
  } catch (error) {
    if (error instanceof ConfigError) return new Map();
    throw error;
  }
}
