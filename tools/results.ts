/**
 * The table of results: `build/deno task results` trains its short rows again and compares them with it;
 * with a subcommand behind it, it records results or writes the table.
 *
 * @module
 */
import { exists } from "@std/fs";
import { operand, option, repeatedOperand } from "../cli/arguments/arguments.ts";
import { type Command, defineCommand, formatHelp, formatRows } from "../cli/arguments/command.ts";
import { file, oneNamed } from "../cli/arguments/values.ts";
import { readConfig } from "../cli/files/config_file.ts";
import { formatShare } from "../cli/terminal/figures.ts";
import { imagePaths } from "../lib/config/data_paths.ts";
import { integer, positiveNumber, valueKind } from "../lib/config/values.ts";
import { configPath, describeMachine, readRuns, recordRun, writeTable } from "./results/ledger.ts";
import { errorRateOf } from "./results/outcome.ts";
import { errorRatesOf, meanSeconds, type Run } from "./results/run.ts";
import { LONGEST_CHECK, reproduces, spreadOf } from "./results/tolerance.ts";
import { train } from "./results/train.ts";

const text = valueKind("a text", (text) => text === "" ? undefined : text);
const seed = integer(1, Number.MAX_SAFE_INTEGER);
const seedList = {
  expected: "seeds, separated by commas",
  parse: (text: string) => text.split(",").map(seed.parse),
};

const commands: readonly Command[] = [
  defineCommand({
    name: "record",
    summary: "Trains models and records their results",
    operands: {
      configs: repeatedOperand(
        "configuration",
        text,
        0,
        "its name; all short rows, with the seeds that they have, when left out",
      ),
    },
    options: { seeds: option("seeds", "n,...", seedList, "of the trainings; 1 when left out") },
    run: ({ configs, seeds = [1] }) => record(configs, seeds),
  }),
  defineCommand({
    name: "adopt",
    summary: "Records a training that was done by hand",
    operands: {
      config: operand("configuration", text, "its name"),
      history: operand("history", file, "history file that the training wrote"),
      seconds: operand("seconds", positiveNumber, "how long it took"),
    },
    options: {
      log: option("log", "file", file, "prediction log; one that has not ended when left out"),
      seed: option("seed", "n", seed, "1 when left out"),
      machine: option("machine", "text", text, "where it was done; this one when left out"),
    },
    run: ({ config, history, seconds, log, seed = 1, machine = describeMachine() }) =>
      adopt({ config, seed, seconds, machine }, history, log),
  }),
  defineCommand({
    name: "table",
    summary: "Writes RESULTS.md",
    operands: {},
    options: {},
    run: writeTable,
  }),
];

const help = `Trains the short rows of RESULTS.md again and compares them with it.

Usage: build/deno task results [subcommand]

${formatRows(commands.map(({ name, summary }) => [name, summary]))}

"build/deno task results <subcommand> --help" says more.`;

async function run([name, ...args]: readonly string[]): Promise<void> {
  if (name === undefined) return await check();
  if (name === "--help") return console.log(help);
  const command = oneNamed("a subcommand, or none", commands).parse(name);
  if (!args.includes("--help")) return await command.run(args);
  console.log(formatHelp(command, "build/deno task results"));
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
    const { trainImages } = imagePaths(await readConfig(configPath(config)));
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

if (import.meta.main) {
  try {
    await run(Deno.args);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(`results: ${error.message}`);
    Deno.exit(1);
  }
}
