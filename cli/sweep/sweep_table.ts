import { escapeInvisible } from "../../lib/formats/quote.ts";
import { summarizeSample } from "../../lib/metrics/sample_statistics.ts";
import { formatTable } from "../../lib/formats/table.ts";
import { formatJsonLine } from "../terminal/json_line.ts";
import type { Sweep, SweepRun } from "./plan.ts";
import { areComparable, type FigureKind, figuresOf, formatFigures } from "./run_figures.ts";
import { resultAsJson, type RunResult } from "./sweep_folder.ts";

/** The results of the runs that are done, by their names. */
export type Results = ReadonlyMap<string, RunResult>;

/** Runs that differ only in their seed. */
interface Group {
  /** The values of the keys that it is to be known by. */
  readonly labels: readonly string[];
  /** Number of its runs. */
  readonly count: number;
  /** How many of them are done. */
  readonly done: number;
  /** Of those that are done. */
  readonly validation: readonly number[];
  /** Likewise. */
  readonly test: readonly number[];
}

/** Each training of a sweep with its values and, if it is done, what it has come to. */
export function formatSweepAsJson({ runs }: Sweep, results: Results): string {
  return formatJsonLine(runs.map(({ name, folder, values }) => {
    const result = results.get(name);
    return {
      name,
      folder,
      values: Object.fromEntries(values),
      result: result && resultAsJson(result),
    };
  }));
}

/**
 * What a sweep has found: for each combination of values, mean and standard deviation over the seeds.
 *
 * With validation data it is their error or loss that is compared, and that of the test data is said only
 * of the combination that is the best by it, so that it is an honest one. Without, nothing is chosen.
 */
export function formatSweep({ keys, runs }: Sweep, results: Results): string {
  const shown = keys.map(({ key }) => key).filter((key) => key !== "seed");
  if (results.size === 0) return "No training has come to anything that could be compared";
  const kind = kindOf(results);
  const groups = groupRuns(shown, runs, results, kind);
  const hasValidation = groups.some(({ validation }) => validation.length > 0);
  const heading = `${hasValidation ? "validation" : "test"} ${kind}`;
  const columns = [...shown, "runs"].map((heading) => ({ heading, align: "left" } as const));
  const rows = groups.map(({ labels, count, done, validation, test }) => {
    const runs = done === count ? `${count}` : `${done} of ${count}`;
    return [...labels, runs, formatFigures(kind, hasValidation ? validation : test)];
  });
  const table = formatTable([...columns, { heading, align: "right" }], rows);
  return `${table}\n${hasValidation ? formatChoice(kind, shown, groups) : NOTHING_CHOSEN}`;
}

const NOTHING_CHOSEN = 'Nothing is chosen by test data; "validation" sets data aside for that';

/** Runs are compared by their errors, if one has any, or else by their losses. */
function kindOf(results: Results): FigureKind {
  const kinds = Array.from(results.values(), (result) => figuresOf(result).kind);
  return kinds.includes("error") ? "error" : "loss";
}

function groupRuns(
  shown: readonly string[],
  runs: readonly SweepRun[],
  results: Results,
  kind: FigureKind,
): Group[] {
  const members = Map.groupBy(runs, ({ values }) => {
    return JSON.stringify(shown.map((key) => values.get(key) ?? ""));
  });
  return Array.from(members.values(), (runs) => {
    const done = runs.flatMap(({ name }) => results.get(name) ?? []);
    const figures = done.map(figuresOf).filter((found) => found.kind === kind);
    return {
      labels: shown.map((key) => escapeInvisible(runs[0].values.get(key) ?? "")),
      count: runs.length,
      done: done.length,
      validation: figures.flatMap(({ validation }) => validation ?? []),
      test: figures.flatMap(({ test }) => test ?? []),
    };
  });
}

/** The group with the smallest mean; one is chosen only if all its runs have a validation error or loss. */
function formatChoice(
  kind: FigureKind,
  shown: readonly string[],
  groups: readonly Group[],
): string {
  if (!areComparable(kind, "validation", shown)) {
    return "Nothing is chosen, as losses of different functions or data cannot be compared";
  }
  const complete = groups.filter(({ count, validation }) => validation.length === count);
  const means = complete.map(({ validation }) => summarizeSample(validation).mean);
  const best = complete[means.indexOf(Math.min(...means))];
  if (best === undefined) {
    return `Nothing is chosen, as no combination has the validation ${kind} of all its runs`;
  }
  const values = shown.map((key, i) => `${key} = ${best.labels[i]}`).join(", ");
  const chosen = values === "" ? "" : `Chosen by the validation data: ${values}\n`;
  if (best.test.length === 0) return `${chosen}Nothing is tested in a cross-validation`;
  return `${chosen}Test ${kind}: ${formatFigures(kind, best.test)}`;
}
