/**
 * The table of results: `build/deno task results` trains its short rows again and compares them with it.
 *
 * - `record [<configuration> ...] [--seeds 1,2,3]` trains models and records them; without names, the
 *   short rows with the seeds that they have.
 * - `adopt <configuration> --history <file> [--log <file>] --seconds <n> [--seed <n>]
 *   [--machine <text>]` records what was trained by hand; without a prediction log as not finished.
 * - `table` writes RESULTS.md.
 *
 * @module
 */
import { parseArgs } from "@std/cli";
import { exists } from "@std/fs";
import { rejectUnknownOption } from "../cli/arguments/unknown_option.ts";
import { readConfig } from "../cli/files/config_file.ts";
import { formatShare } from "../cli/terminal/figures.ts";
import { positive, positiveInteger } from "../lib/ranges.ts";
import { configPath, describeMachine, readRuns, recordRun, writeTable } from "./results/ledger.ts";
import { errorRateOf } from "./results/outcome.ts";
import { errorRatesOf, meanSeconds, type Run } from "./results/run.ts";
import { LONGEST_CHECK, reproduces, spreadOf } from "./results/tolerance.ts";
import { train } from "./results/train.ts";

const optionNames = ["seeds", "seed", "history", "log", "seconds", "machine"] as const;

async function run(args: readonly string[]): Promise<void> {
  const { _: [command, ...configs], ...options } = parseArgs(args, {
    string: ["_", ...optionNames],
    unknown: rejectUnknownOption(...optionNames),
  });
  const { seeds = "1", seed = "1", history, log, seconds, machine = describeMachine() } = options;
  if (command === undefined) return await check();
  if (command === "table") return await writeTable();
  if (command === "record") return await record(configs, seeds.split(",").map(parseSeed));
  if (command === "adopt" && configs.length === 1 && history !== undefined) {
    const [config] = configs;
    const duration = positive(Number(seconds), "--seconds");
    return await adopt({ config, seed: parseSeed(seed), seconds: duration, machine }, history, log);
  }
  throw new Error(`Expected nothing, record, adopt or table but found ${args.join(" ")}`);
}

function parseSeed(text: string): number {
  return positiveInteger(Number(text), "a seed");
}

/** The runs of each short row. */
async function readShortRows(): Promise<Map<string, Run[]>> {
  const rows = Map.groupBy(await readRuns(), ({ config }) => config);
  for (const [config, runs] of rows) {
    const isFinished = errorRatesOf(runs).length === runs.length;
    if (!isFinished || meanSeconds(runs) > LONGEST_CHECK) rows.delete(config);
  }
  return rows;
}

/** Trains the short rows again, except those whose data has not been fetched. */
async function check(): Promise<void> {
  const lines: string[] = [];
  for (const [config, runs] of await readShortRows()) {
    const { trainImages } = await readConfig(configPath(config));
    if (!await exists(trainImages)) {
      lines.push(`      ${config}: not trained, there is no ${trainImages}`);
      continue;
    }
    console.log(`\n${config}`);
    const { history, log } = await train(configPath(config), runs[0].seed);
    const errorRate = errorRateOf(history, log);
    const spread = spreadOf(errorRatesOf(runs));
    const isReproduced = reproduces(errorRate, spread);
    if (!isReproduced) Deno.exitCode = 1;
    lines.push(
      `${isReproduced ? "ok   " : "WRONG"} ${config}: ${formatShare(errorRate)}, ` +
        `recorded ${formatShare(spread.mean)} ± ${formatShare(spread.tolerance)}`,
    );
  }
  console.log(`\n${lines.join("\n")}`);
}

/** Trains models, or else the short rows, and records them. */
async function record(configs: readonly string[], seeds: readonly number[]): Promise<void> {
  const named = configs.flatMap((config) => seeds.map((seed) => ({ config, seed })));
  const short = configs.length > 0 ? [] : [...(await readShortRows()).values()].flat();
  for (const { config, seed } of [...named, ...short]) {
    console.log(`\n${config}, seed ${seed}`);
    const { history, log, seconds } = await train(configPath(config), seed);
    const errorRate = errorRateOf(history, log);
    await recordRun({ config, seed, errorRate, seconds, machine: describeMachine() }, history);
  }
}

/** Records a training that was done by hand. */
async function adopt(
  facts: Omit<Run, "errorRate" | "date">,
  historyFile: string,
  logFile: string | undefined,
): Promise<void> {
  const history = await Deno.readTextFile(historyFile);
  if (logFile === undefined) return await recordRun(facts, history);
  const errorRate = errorRateOf(history, await Deno.readTextFile(logFile));
  await recordRun({ ...facts, errorRate }, history);
}

if (import.meta.main) await run(Deno.args);
