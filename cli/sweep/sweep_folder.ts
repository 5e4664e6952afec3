import { join } from "@std/path";
import { isRecord } from "../../lib/formats/json.ts";
import { isFile } from "../files/folder.ts";
import { readTextFile } from "../files/read_file.ts";
import { removeIfPresent } from "../files/temporary_file.ts";
import { writeFileAtomically } from "../files/write_file.ts";
import { outputNames, type Sweep, type SweepRun } from "./plan.ts";

/** Larger files are none that a sweep writes. */
const LARGEST_FILE = 2 ** 20;

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
  /** Share of the validation images that are misclassified, if there are any. */
  readonly validationErrorRate?: number;
  /** Share of the test images that are misclassified. */
  readonly testErrorRate: number;
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

/**
 * Makes the folder of a run ready for it: with its configuration, and without what another
 * configuration has left there.
 *
 * @throws {Error} If something cannot be written; the message names it.
 */
export async function prepareRun(run: SweepRun): Promise<void> {
  if (await hasOwnConfig(run)) return;
  removeIfPresent(resultFile(run));
  for (const name of outputNames) removeIfPresent(join(run.folder, name));
  await writeFileAtomically(run.configPath, run.configText);
}

/** Marks a run as done. */
export async function writeResult(run: SweepRun, result: RunResult): Promise<void> {
  const { epochs, bestEpoch, parameters, seconds, validationErrorRate, testErrorRate } = result;
  const content = JSON.stringify({
    epochs,
    best_epoch: bestEpoch,
    parameters,
    seconds,
    validation_error_rate: validationErrorRate,
    test_error_rate: testErrorRate,
  });
  await writeFileAtomically(resultFile(run), `${content}\n`);
}

/** What a run has come to; undefined if it is not done, or was done with another configuration. */
export async function readResult(run: SweepRun): Promise<RunResult | undefined> {
  const path = resultFile(run);
  if (!await isFile(path) || !await hasOwnConfig(run)) return undefined;
  return parseResult(await readTextFile(path, "the result of a run", LARGEST_FILE));
}

function parseResult(text: string): RunResult | undefined {
  const values = parseJson(text);
  if (!isRecord(values)) return undefined;
  const {
    epochs,
    best_epoch: bestEpoch,
    parameters,
    seconds,
    validation_error_rate: validationErrorRate,
    test_error_rate: testErrorRate,
  } = values;
  const isWhole = isNumber(epochs) && isNumber(bestEpoch) && isNumber(parameters) &&
    isNumber(seconds) && isNumber(testErrorRate) &&
    (validationErrorRate === undefined || isNumber(validationErrorRate));
  if (!isWhole) return undefined;
  return { epochs, bestEpoch, parameters, seconds, validationErrorRate, testErrorRate };
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A result that somebody has spoilt is none: the run is done again.
    return undefined;
  }
}

function resultFile({ folder }: SweepRun): string {
  return join(folder, "result.json");
}

async function hasOwnConfig({ configPath, configText }: SweepRun): Promise<boolean> {
  return await isFile(configPath) &&
    await readTextFile(configPath, "a configuration file", LARGEST_FILE) === configText;
}
