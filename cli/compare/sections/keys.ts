import { keys as configKeys } from "../../../lib/config/keys.ts";
import {
  errorHeatMap,
  errorOverKey,
  type KeyCurve,
  type KeyGrid,
} from "../../../lib/plots/error_over_key.ts";
import type { ChartPart, Section } from "../../pages/section.ts";
import { type Comparison, figuresOf, isFinished, meanOf } from "../comparison.ts";
import type { MeasuredOn } from "../../sweep/run_figures.ts";
import type { Group } from "../groups.ts";
import { allData } from "../run_figure.ts";

/** A curve through fewer values says nothing. */
const LEAST_VALUES = 3;

/** Lines for the values of all other keys; of more, only the best is shown. */
const MOST_LINES = 8;

/** Heat maps are of pairs of so many keys at most. */
const MOST_KEYS = 3;

/** Cells of larger heat maps cannot be read. */
const MOST_CELLS_ACROSS = 40;

/** What stands in place of a key where networks are told apart by how many they have. */
const PARAMETERS = "parameters";

/** `9` comes before `10`. */
const naturalOrder = new Intl.Collator("en", { numeric: true });

/** A comparison in which some data rank the runs. */
interface RankedComparison extends Comparison {
  readonly ranking: MeasuredOn;
}

/** How the error or loss depends on what differs between the runs; nothing where nothing ranks them. */
export function keysSection(comparison: Comparison): Section {
  const { kind, ranking } = comparison;
  return {
    id: "keys",
    title: "What differs",
    introduction: `How the ${kind} depends on the keys of the configuration that were varied.`,
    parts: ranking === undefined ? [] : chartParts({ ...comparison, ranking }),
  };
}

function chartParts(comparison: RankedComparison): ChartPart[] {
  const { keys } = comparison;
  const curves = keys.flatMap((_, key) => curvePart(comparison, key));
  const pairs = keys.slice(0, MOST_KEYS).flatMap((_, row) =>
    keys.slice(row + 1, MOST_KEYS).flatMap((_, next) =>
      heatMapPart(comparison, row, row + 1 + next)
    )
  );
  return [...curves, ...capacityPart(comparison), ...classPairsPart(comparison), ...pairs];
}

/** The error or loss over a key, if its values are numbers, and enough of them. */
function curvePart(comparison: RankedComparison, key: number): ChartPart[] {
  const { groups, keys, repeats, kind } = comparison;
  const values = new Set(groups.map(({ values }) => Number(values[key])));
  if (values.size < LEAST_VALUES || ![...values].every(Number.isFinite)) return [];
  const curves = curvesOver(comparison, key);
  return [{
    kind: "chart",
    chart: errorOverKey(keys[key], curves, quantityOf[kind]),
    width: "half",
    explanation: `How the ${kind} depends on ${nameOf(keys[key])}` +
      (repeats === undefined ? "." : `, with a band of one standard deviation over ${repeats}.`) +
      (keys.length > 1 && curves.length === 1
        ? ` Of runs that also differ in other keys, those with the smallest ${kind} count.`
        : ""),
  }];
}

const quantityOf = { error: "error", loss: "cost" } as const;

function nameOf(key: string): string {
  return key === PARAMETERS ? "the number of parameters" : key;
}

/** The same over the number of parameters, where networks differ in their layers. */
function capacityPart(comparison: RankedComparison): ChartPart[] {
  const key = comparison.keys.indexOf(configKeys.layers.name);
  if (key < 0) return [];
  const counted = ({ values, ...group }: Group): Group => {
    const count = group.runs[0].model?.parameterCount ?? NaN;
    return { ...group, values: values.with(key, `${count}`) };
  };
  return curvePart({
    ...comparison,
    keys: comparison.keys.with(key, PARAMETERS),
    groups: comparison.groups.filter(isFinished).map(counted),
    ranked: comparison.ranked.filter(isFinished).map(counted),
  }, key);
}

/** Of one key, the figures on all data; of several, a line for each setting of the others. */
function curvesOver(
  { groups, keys, kind, ranking, ranked }: RankedComparison,
  key: number,
): KeyCurve[] {
  const byValue = (groups: readonly Group[], data: MeasuredOn) => {
    const figures = new Map<number, number[]>();
    for (const group of groups) {
      const found = figuresOf(group, data, kind);
      if (found.length === 0) continue;
      const value = Number(group.values[key]);
      figures.set(value, [...figures.get(value) ?? [], ...found]);
    }
    return figures;
  };
  if (keys.length === 1) {
    return allData.flatMap((data): KeyCurve[] => {
      const errors = byValue(groups, data);
      return errors.size === 0 ? [] : [{ name: data, role: data, errors }];
    });
  }
  const lines = Map.groupBy(
    groups,
    ({ values }) =>
      values.flatMap((value, i) => i === key ? [] : [`${keys[i]} ${value}`]).join(", "),
  );
  if (lines.size <= MOST_LINES) {
    return Array.from(lines, ([name, members]): KeyCurve => ({
      name,
      role: "class",
      errors: byValue(members, ranking),
    }));
  }
  const best = firstOfEach(ranked, ({ values }) => values[key]);
  return [{ name: ranking, role: ranking, errors: byValue(best, ranking) }];
}

/** The error or loss over two keys. Of groups that also differ in a third one, the best counts. */
function heatMapPart(comparison: RankedComparison, row: number, column: number): ChartPart[] {
  const { groups, keys, ranked, kind, ranking } = comparison;
  const [rows, columns] = [row, column].map((key) =>
    inOrder([...new Set(groups.map(({ values }) => values[key]))])
  );
  if (Math.max(rows.length, columns.length) > MOST_CELLS_ACROSS) return [];
  const cellOf = ({ values }: Group) => JSON.stringify([values[row], values[column]]);
  const cells = new Map(
    firstOfEach(ranked, cellOf).map((group) => [
      cellOf(group),
      meanOf(group, ranking, kind),
    ]),
  );
  // Two keys that change together make no grid.
  if (cells.size <= Math.max(rows.length, columns.length)) return [];
  const grid: KeyGrid = {
    rowKey: keys[row],
    columnKey: keys[column],
    rows,
    columns,
    errors: rows.map((value) =>
      columns.map((other) => cells.get(JSON.stringify([value, other])) ?? NaN)
    ),
  };
  return [{
    kind: "chart",
    chart: errorHeatMap(grid, quantityOf[kind]),
    width: "half",
    explanation: `The ${kind} on the ${ranking} data for each pair of values; the darker, the ` +
      "further above the smallest." +
      (keys.length > 2 ? " Of runs that also differ in other keys, the best counts." : ""),
  }];
}

/** The error for each pair of classes, if runs differ in these. */
function classPairsPart(comparison: RankedComparison): ChartPart[] {
  const { groups, keys, ranked, kind, ranking } = comparison;
  const differInClasses = keys.includes(configKeys.classes.name);
  const areOfPairs = groups.every((group) => classesOf(group).length === 2);
  if (!differInClasses || !areOfPairs || groups.length < LEAST_VALUES) return [];
  const pairOf = (group: Group) => classesOf(group).toSorted(naturalOrder.compare);
  const cells = firstOfEach(ranked, (group) => JSON.stringify(pairOf(group))).map((group) => ({
    pair: pairOf(group),
    error: meanOf(group, ranking, kind),
  }));
  const [rows, columns] = [0, 1].map((place) =>
    [...new Set(cells.map(({ pair }) => pair[place]))].sort(naturalOrder.compare)
  );
  if (Math.max(rows.length, columns.length) > MOST_CELLS_ACROSS) return [];
  const errors = rows.map((row) =>
    columns.map((column) =>
      cells.find(({ pair }) => pair[0] === row && pair[1] === column)?.error ?? NaN
    )
  );
  const grid = errorHeatMap({
    rowKey: "one class",
    columnKey: "the other",
    rows,
    columns,
    errors,
  });
  return [{
    kind: "chart",
    chart: { ...grid, id: "error-over-class-pairs", title: "Error for pairs of classes" },
    width: "half",
    explanation: `The error on the ${ranking} data of networks that tell two classes apart; the ` +
      "darker, the harder these are to distinguish.",
  }];
}

/** The classes that the runs of a group distinguish, if their configuration chooses some. */
function classesOf({ runs: [{ config }] }: Group): readonly string[] {
  return config?.classes ?? [];
}

/** The first of all groups that are the same by some measure. */
function firstOfEach(groups: readonly Group[], measure: (group: Group) => string): Group[] {
  return Array.from(Map.groupBy(groups, measure).values(), ([first]) => first);
}

/** Numbers by their size, anything else as it comes. */
function inOrder(values: readonly string[]): string[] {
  if (!values.every((value) => Number.isFinite(Number(value)))) return [...values];
  return values.toSorted((a, b) => Number(a) - Number(b));
}
