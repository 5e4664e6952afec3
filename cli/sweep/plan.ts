import { join, normalize } from "@std/path";
import { type Config, parseConfig } from "../../lib/config/config.ts";
import { configText } from "../../lib/config/config_text.ts";
import { keys } from "../../lib/config/keys.ts";
import { ConfigError, type Entry, type Override } from "../../lib/config/source.ts";
import { sha256 } from "../../lib/formats/bytes.ts";
import { UsageError } from "../arguments/reader.ts";
import { readConfigClassNames } from "../files/config_datasets.ts";
import { parseSweepText } from "./sweep_text.ts";
import { inOrder, PAIRS, type SweptKey } from "./swept_values.ts";

/** Most runs of a sweep. */
const MOST_RUNS = 100_000;

/** Characters of a value that the name of a run keeps. */
const LONGEST_VALUE = 40;

/** The files of a run that each has, by their keys, and their names in the folder of the run. */
const standingFiles = [
  ["rel_path_log_file", "log.txt"],
  ["rel_path_model_file", "model.safetensors"],
  ["rel_path_history_file", "history.jsonl"],
] as const;

/** Those that a run has if the configuration names one. */
const furtherFiles = [
  ["rel_path_histograms_file", "histograms.jsonl"],
  ["rel_path_tensorboard_dir", "tensorboard"],
  ["rel_path_checkpoint_file", "checkpoint"],
] as const;

/** The names of all files that a run may have in its folder besides its configuration. */
export const outputNames: readonly string[] = [...standingFiles, ...furtherFiles]
  .filter(([key]) => key !== keys.tensorboardFolder.name).map(([, name]) => name);

/** One training of a sweep. */
export interface SweepRun {
  /** What its folder is called. */
  readonly name: string;
  /** The values of the keys of the sweep, by key. */
  readonly values: ReadonlyMap<string, string>;
  /** The folder with all that it writes. */
  readonly folder: string;
  /** Its configuration file, in that folder, and what it holds. */
  readonly configPath: string;
  readonly configText: string;
  readonly config: Config;
}

/** All trainings of a sweep. */
export interface Sweep {
  /** The keys that take several values in turn. */
  readonly keys: readonly SweptKey[];
  readonly runs: readonly SweepRun[];
}

/**
 * Makes a training of every combination of values; the last key changes fastest.
 *
 * @param text What the sweep file holds, by {@linkcode parseSweepText}.
 * @param path Its name, for messages.
 * @param given Keys with their values, of which there is at least one each, in place of what the file says.
 * @param out The folder that the folders of the runs are to be in.
 * @throws {ConfigError} If a combination is none that a configuration may have.
 * @throws {UsageError} If there are too many, or a key says where something is written.
 */
export async function planSweep(
  text: string,
  path: string,
  given: readonly SweptKey[],
  out: string,
): Promise<Sweep> {
  const { text: config, keys: stated } = parseSweepText(text, path);
  const swept = inOrder([...stated, ...given]);
  checkNoOutputs(path, swept);
  const keys = await withPairs(config, path, swept);
  const count = keys.reduce((product, { values }) => product * values.length, 1);
  if (count > MOST_RUNS) {
    throw new UsageError(`Expected at most ${MOST_RUNS} combinations of values but found ${count}`);
  }
  const runs: SweepRun[] = [];
  for (const overrides of combinations(keys)) {
    runs.push(await planRun(config, path, overrides, out));
  }
  const several = keys.filter(({ values }) => values.length > 1);
  return { keys: several.map(({ key, values }) => ({ key, values })), runs };
}

/** @param path The name of the sweep file. */
function checkNoOutputs(path: string, swept: readonly SweptKey[]): void {
  const files: readonly string[] = [...standingFiles, ...furtherFiles].map(([key]) => key);
  const named = swept.find(({ key }) => files.includes(key));
  if (named === undefined) return;
  const { key, entry } = named;
  const reason = "as every run writes into a folder of its own, but found";
  if (entry === undefined) throw new UsageError(`Expected no --${key}, ${reason} it`);
  const problem = `${key}: Expected at most one value, ${reason} several`;
  throw new ConfigError(path, problem, { line: entry.line });
}

/** Puts the pairs of classes in the place of what stands for them. */
async function withPairs(
  text: string,
  path: string,
  given: readonly SweptKey[],
): Promise<readonly SweptKey[]> {
  if (!given.some(({ values }) => values.includes(PAIRS))) return given;
  const first = given.map((swept) => statementOf(swept, swept.values[0]));
  const config = parseConfig(text, path, [
    ...first.filter(({ value }) => value !== PAIRS),
    { key: keys.logFile.name, value: "unused" },
  ]);
  const classNames = await readConfigClassNames(config);
  const pairs = classNames.flatMap((name, a) => {
    return classNames.slice(a + 1).map((other) => `${name},${other}`);
  });
  return given.map((swept) => {
    const all = swept.values.flatMap((value) =>
      swept.key === "classes" && value === PAIRS ? pairs : [value]
    );
    return { ...swept, values: [...new Set(all)] };
  });
}

/** A key with one of its values, as the configuration of a run has it. */
type Statement = Override | Entry;

function statementOf({ key, entry }: SweptKey, value: string): Statement {
  return entry === undefined ? { key, value } : { ...entry, value };
}

function* combinations([first, ...others]: readonly SweptKey[]): Generator<readonly Statement[]> {
  if (first === undefined) return yield [];
  for (const value of first.values) {
    for (const rest of combinations(others)) yield [statementOf(first, value), ...rest];
  }
}

async function planRun(
  text: string,
  path: string,
  overrides: readonly Statement[],
  out: string,
): Promise<SweepRun> {
  const name = await nameOf(overrides);
  // A path with "//" could not be written into the configuration.
  const folder = normalize(join(out, name));
  const logFile = { key: keys.logFile.name, value: join(folder, "log.txt") };
  const stated = parseConfig(text, path, [...overrides, logFile]);
  const further = furtherFiles.filter(([key]) => stated.source.entries.has(key));
  const files = stated.checkpointEvery === undefined
    ? [...standingFiles, ...further]
    : [...standingFiles, ...further, ["rel_path_checkpoint_file", "checkpoint"] as const];
  const outputs = files.map(([key, file]) => ({ key, value: join(folder, file) }));
  const config = parseConfig(text, path, [...overrides, ...outputs]);
  return {
    name,
    values: new Map(overrides.map(({ key, value }) => [key, value])),
    folder,
    configPath: join(folder, "run.config"),
    configText: configText(config),
    config,
  };
}

/**
 * A name for the folder of a run that depends on nothing but the values, so that a sweep that has grown
 * finds the runs that it had: `learning_rate=0.1,seed=1`. Where it cannot hold a value as it is, a digest
 * of all makes it unique.
 */
async function nameOf(overrides: readonly Statement[]): Promise<string> {
  if (overrides.length === 0) return "run";
  const shown = overrides.map(({ key, value }) => {
    const plain = value.replaceAll(/[^\w.+,-]+/g, "_").slice(0, LONGEST_VALUE);
    return { text: `${key}=${plain}`, isWhole: plain === value };
  });
  const name = shown.map(({ text }) => text).join(",");
  if (name.length <= 200 && shown.every(({ isWhole }) => isWhole)) return name;
  const values = overrides.map(({ key, value }) => ({ key, value }));
  const digest = await sha256(new TextEncoder().encode(JSON.stringify(values)));
  return `${name.slice(0, 180)}-${digest.slice(0, 8)}`;
}
