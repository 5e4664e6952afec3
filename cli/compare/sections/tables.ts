import { keys } from "../../../lib/config/keys.ts";
import { wilsonInterval } from "../../../lib/metrics/model_comparison.ts";
import { formatCountIfAny } from "../../pages/figures.ts";
import type { Markup } from "../../pages/markup.ts";
import type { TextPart } from "../../pages/section.ts";
import { formatTable, numbers, type TableColumn, texts } from "../../pages/tables.ts";
import { type FigureKind, formatFigures, type MeasuredOn } from "../../sweep/run_figures.ts";
import { NONE } from "../../terminal/figures.ts";
import { type Comparison, figuresOf } from "../comparison.ts";
import { type Group, type Repeats, settingOf } from "../groups.ts";
import { allData, epochOfSmallest, figureOf } from "../run_figure.ts";
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
  const { ranked, repeats, kind } = comparison;
  const columns: Column<Group>[] = [
    ...settingColumns(comparison, (group: Group) => group),
    { ...numbers("runs"), cellOf: ({ runs }) => countWithUnfinished(runs) },
    ...measuredIn(comparison).map((data): Column<Group> => ({
      ...numbers(`${data} ${kind}`),
      cellOf: (group) => formatFigures(kind, figuresOf(group, data, kind)),
    })),
  ];
  return {
    kind: "text",
    title: `Over ${repeats}`,
    explanation:
      `Mean and standard deviation of the ${nounOf[kind]} of runs that differ in their ` +
      `${repeats} alone: what lies within the deviations of both may be chance.`,
    content: tableOf(columns, ranked),
  };
}

/** A table of every run, the best first. */
export function runsPart(comparison: Comparison): TextPart {
  const { ranked, runs, kind, ranking, repeats } = comparison;
  const hasTests = runs.some(({ model }) => model?.test !== undefined);
  const isOneGroup = comparison.groups.length === 1 && repeats !== undefined;
  const columns: Column<Member>[] = [
    ...(isOneGroup ? [] : settingColumns(comparison, ({ group }: Member) => group)),
    ...(repeats === undefined ? [] : numberColumns[repeats]),
    ...(runs.some(({ model }) => model !== undefined) ? [parameters] : []),
    ...(runs.some(({ seconds }) => seconds !== undefined) ? [time] : []),
    { ...numbers("epochs"), cellOf: ({ run }) => formatCountIfAny(run.history.at(-1)?.epoch) },
    ...(ranking === undefined ? [] : [bestEpoch(kind, ranking)]),
    ...measuredIn(comparison).map((data): Column<Member> => ({
      ...numbers(`${data} ${kind}`),
      cellOf: ({ run }) => formatFigures(kind, figuresOf({ runs: [run] }, data, kind)),
    })),
    ...(hasTests ? [interval] : []),
    ...(runs.some(({ isUnfinished }) => isUnfinished) ? [state] : []),
  ];
  const members = ranked.flatMap((group) =>
    bestRunsFirst(group.runs, comparison).map((run) => ({ group, run }))
  );
  return {
    kind: "text",
    title: repeats === undefined ? "Runs" : "One by one",
    explanation: [
      ...(ranking === undefined
        ? []
        : [`The best epoch is that of the smallest ${kind} on the ${ranking} data.`]),
      ...(hasTests ? [ABOUT_INTERVALS] : []),
    ].join(" "),
    content: tableOf(columns, members),
  };
}

const ABOUT_INTERVALS =
  "The interval encloses the true test error with 95 % probability (Wilson): of networks whose " +
  "intervals overlap, either may be the better one.";

const nounOf: Readonly<Record<FigureKind, string>> = { error: "errors", loss: "losses" };

function bestEpoch(kind: FigureKind, data: MeasuredOn): Column<Member> {
  return {
    ...numbers("best epoch"),
    cellOf: ({ run }) => formatCountIfAny(epochOfSmallest(kind, run, data)),
  };
}

const seed: Column<Member> = {
  ...numbers("seed"),
  cellOf: ({ run }) => settingOf(run, keys.seed),
};

const fold: Column<Member> = {
  ...numbers("fold"),
  cellOf: ({ run }) => formatCountIfAny(run.fold),
};

/** What tells the runs of a group apart. */
const numberColumns: Readonly<Record<Repeats, readonly Column<Member>[]>> = {
  seeds: [seed],
  folds: [fold],
  "seeds and folds": [seed, fold],
};

const parameters: Column<Member> = {
  ...numbers("parameters"),
  cellOf: ({ run }) => formatCountIfAny(run.model?.parameterCount),
};

const time: Column<Member> = {
  ...numbers("time"),
  cellOf: ({ run: { seconds } }) => seconds === undefined ? NONE : `${seconds.toFixed(1)} s`,
};

const state: Column<Member> = {
  ...texts("state"),
  cellOf: ({ run }) => run.isUnfinished ? "unfinished" : "finished",
};

/** A number of runs, as `3` or `3, 1 unfinished`. */
function countWithUnfinished(runs: readonly Run[]): string {
  const unfinished = runs.filter(({ isUnfinished }) => isUnfinished).length;
  return unfinished === 0 ? `${runs.length}` : `${runs.length}, ${unfinished} unfinished`;
}

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

/** The data on which some runs' errors or losses were measured. */
function measuredIn({ runs, kind }: Comparison): MeasuredOn[] {
  return allData.filter((data) => runs.some((run) => figureOf(run, data, kind) !== undefined));
}

function bestRunsFirst(runs: readonly Run[], { kind, ranking }: Comparison): Run[] {
  if (ranking === undefined) return [...runs];
  const rankOf = (run: Run) => figureOf(run, ranking, kind) ?? Number.MAX_VALUE;
  return runs.toSorted((a, b) => rankOf(a) - rankOf(b));
}

function tableOf<T>(columns: readonly Column<T>[], rows: readonly T[]): Markup {
  return formatTable({
    columns,
    rows: rows.map((row) => columns.map(({ cellOf }) => cellOf(row))),
  });
}
