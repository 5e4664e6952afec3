import { keys } from "../../../lib/config/keys.ts";
import { wilsonInterval } from "../../../lib/metrics/model_comparison.ts";
import { formatCountIfAny, formatShareIfAny } from "../../pages/figures.ts";
import type { Markup } from "../../pages/markup.ts";
import type { TextPart } from "../../pages/section.ts";
import { formatTable, numbers, type TableColumn, texts } from "../../pages/tables.ts";
import { formatErrorRate, NONE } from "../../terminal/figures.ts";
import { type Comparison, errorsOf } from "../comparison.ts";
import { epochOfSmallestError, errorOf, type MeasuredOn } from "../errors.ts";
import { type Group, type Repeats, settingOf } from "../groups.ts";
import type { Run } from "../runs.ts";

/** Longer tables are at the end of the page. */
const FEW_ROWS = 12;

/** Whether a table has so few rows that it can be at the beginning of the page. */
export function hasFewRows(rows: readonly unknown[]): boolean {
  return rows.length <= FEW_ROWS;
}

/** A column of a table, and what it says of each row. */
interface Column<T> extends TableColumn {
  cellOf(row: T): string;
}

/** A run, and the group that it belongs to. */
interface Member {
  readonly group: Group;
  readonly run: Run;
}

/** A table of groups of runs that differ in seeds or folds, the best first: mean and deviation. */
export function groupsPart(comparison: Comparison): TextPart {
  const { ranked, runs, repeats } = comparison;
  const columns: Column<Group>[] = [
    ...settingColumns(comparison, (group: Group) => group),
    { ...numbers("runs"), cellOf: ({ runs }) => `${runs.length}` },
    ...measuredIn(runs).map((data): Column<Group> => ({
      ...numbers(`${data} error`),
      cellOf: (group) => formatErrorRate(errorsOf(group, data)),
    })),
  ];
  return {
    kind: "text",
    title: `Over ${repeats}`,
    explanation:
      `Mean and standard deviation of the errors of runs that differ in their ${repeats} ` +
      "alone: what lies within the deviations of both may be chance.",
    content: tableOf(columns, ranked),
  };
}

/** A table of every run, the best first. */
export function runsPart(comparison: Comparison): TextPart {
  const { ranked, runs, ranking, repeats } = comparison;
  const hasTests = runs.some(({ model }) => model?.test !== undefined);
  const isOneGroup = comparison.groups.length === 1 && repeats !== undefined;
  const columns: Column<Member>[] = [
    ...(isOneGroup ? [] : settingColumns(comparison, ({ group }: Member) => group)),
    ...(repeats === undefined ? [] : [numberColumns[repeats]]),
    ...(runs.some(({ model }) => model !== undefined) ? [parameters] : []),
    ...(runs.some(({ seconds }) => seconds !== undefined) ? [time] : []),
    { ...numbers("epochs"), cellOf: ({ run }) => formatCountIfAny(run.history.at(-1)?.epoch) },
    {
      ...numbers("best epoch"),
      cellOf: ({ run }) => formatCountIfAny(epochOfSmallestError(run, ranking)),
    },
    ...measuredIn(runs).map((data): Column<Member> => ({
      ...numbers(`${data} error`),
      cellOf: ({ run }) => formatShareIfAny(errorOf(run, data) ?? NaN),
    })),
    ...(hasTests ? [interval] : []),
  ];
  const members = ranked.flatMap((group) =>
    bestRunsFirst(group.runs, ranking).map((run) => ({ group, run }))
  );
  return {
    kind: "text",
    title: repeats === undefined ? "Runs" : "One by one",
    explanation: `The best epoch is that of the smallest error on the ${ranking} data. ` +
      (hasTests
        ? "The interval encloses the true test error with 95 % probability (Wilson): of networks " +
          "whose intervals overlap, either may be the better one."
        : ""),
    content: tableOf(columns, members),
  };
}

/** What tells the runs of a group apart. */
const numberColumns: Readonly<Record<Repeats, Column<Member>>> = {
  seeds: { ...numbers("seed"), cellOf: ({ run }) => settingOf(run, keys.seed) },
  folds: { ...numbers("fold"), cellOf: ({ run }) => formatCountIfAny(run.fold) },
};

const parameters: Column<Member> = {
  ...numbers("parameters"),
  cellOf: ({ run }) => formatCountIfAny(run.model?.parameterCount),
};

const time: Column<Member> = {
  ...numbers("time"),
  cellOf: ({ run: { seconds } }) => seconds === undefined ? NONE : `${seconds.toFixed(1)} s`,
};

const interval: Column<Member> = {
  ...numbers("95 % interval"),
  cellOf({ run }) {
    const test = run.model?.test;
    if (test === undefined) return NONE;
    const [low, high] = wilsonInterval(test.wrong, test.images)
      .map((share) => (100 * share).toFixed(2));
    return `${low} – ${high} %`;
  },
};

/** What groups differ in: a column for each key, behind their names where the keys do not tell them. */
function settingColumns<T>(
  { keys, groups }: Comparison,
  groupOf: (row: T) => Group,
): Column<T>[] {
  const areTold = keys.length > 0 &&
    new Set(groups.map(({ values }) => values.join("\n"))).size === groups.length;
  const names = areTold ? [] : [{ ...texts("run"), cellOf: (row: T) => groupOf(row).name }];
  return [
    ...names,
    ...keys.map((key, i): Column<T> => ({
      heading: key,
      isNumeric: groups.every(({ values }) => Number.isFinite(Number(values[i]))),
      cellOf: (row) => groupOf(row).values[i],
    })),
  ];
}

/** The data on which some runs' errors were measured. */
function measuredIn(runs: readonly Run[]): MeasuredOn[] {
  const all = ["training", "validation", "test"] as const;
  return all.filter((data) => runs.some((run) => errorOf(run, data) !== undefined));
}

function bestRunsFirst(runs: readonly Run[], data: MeasuredOn): Run[] {
  return runs.toSorted((a, b) => (errorOf(a, data) ?? 2) - (errorOf(b, data) ?? 2));
}

function tableOf<T>(columns: readonly Column<T>[], rows: readonly T[]): Markup {
  return formatTable({
    columns,
    rows: rows.map((row) => columns.map(({ cellOf }) => cellOf(row))),
  });
}
