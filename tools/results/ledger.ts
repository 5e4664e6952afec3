import { fromFileUrl } from "@std/path";
import { cpus } from "node:os";
import { readConfig } from "../../cli/files/config_file.ts";
import { readHistory } from "../../cli/files/history_file.ts";
import { readTextFile } from "../../cli/files/read_file.ts";
import { writeFileAtomically } from "../../cli/files/write_file.ts";
import { type Model, sources } from "./models.ts";
import type { Row } from "./row.ts";
import { formatRuns, historyPath, parseRuns, type Run, withRun } from "./run.ts";
import { formatResults } from "./table.ts";

const TABLE = "RESULTS.md";
const LEDGER = "results/recorded/runs.jsonl";
const LARGEST_LEDGER = 1 << 20;

/** Where the configuration of a model is. */
export function configPath(config: string): string {
  return `mnist-configs/${config}.config`;
}

/** All runs that are recorded. */
export async function readRuns(): Promise<Run[]> {
  return parseRuns(await readTextFile(LEDGER, "the recorded runs", LARGEST_LEDGER));
}

/** Records a run with its history, and writes the table anew. */
export async function recordRun(run: Omit<Run, "date">, history: string): Promise<void> {
  const date = new Date().toISOString().slice(0, 10);
  await writeFileAtomically(historyPath(run), history);
  await writeFileAtomically(LEDGER, formatRuns(withRun(await readRuns(), { ...run, date })));
  await writeTable();
}

/** Writes the table of results, in the form that the project's Markdown has. */
export async function writeTable(): Promise<void> {
  const runs = await readRuns();
  const sections = sources.map(async ({ title, models }) => ({
    title,
    rows: await Promise.all(models.map((model) => rowOf(model, runs))),
  }));
  await writeFileAtomically(TABLE, formatResults(await Promise.all(sections)));
  const settings = fromFileUrl(import.meta.resolve("../../deno.json"));
  const args = ["fmt", "--quiet", "--config", settings, TABLE];
  const { code } = await new Deno.Command(Deno.execPath(), { args }).spawn().status;
  if (code !== 0) throw new Error(`Expected a table to format but found exit code ${code}`);
}

/** This machine's processor, as `AMD EPYC (2 processors)`. */
export function describeMachine(): string {
  const processors = cpus();
  const model = processors.at(0)?.model ?? "an unknown processor";
  return `${model} (${processors.length} processor${processors.length === 1 ? "" : "s"})`;
}

async function rowOf(model: Model, runs: readonly Run[]): Promise<Row> {
  const { iterations } = await readConfig(configPath(model.config));
  const own = runs.filter(({ config }) => config === model.config);
  return {
    model,
    countsIterations: iterations !== undefined,
    runs: await Promise.all(
      own.map(async (run) => ({ ...run, history: await readHistory(historyPath(run)) })),
    ),
  };
}
