import { summarizeSample } from "../metrics/sample_statistics.ts";
import { COMPARISON_RATIO, scaleForSteps, scaleForValues } from "./axis_scale.ts";
import type { Extent, HeatMap, Line, Lines, Role } from "./chart.ts";
import { formatFigure } from "./format_figure.ts";
import { deviationBand, type Quantity, quantityAxes, type QuantityAxis } from "./quantity.ts";

/** Errors, or costs, of trainings over the values of one key, all else being the same. */
export interface KeyCurve {
  /** What the legend calls it. */
  readonly name: string;
  /** What it stands for, which decides its colour. */
  readonly role: Role;
  /** For each value of the key: of one or more trainings with it, the error rates, from 0 to 1, or costs. */
  readonly errors: ReadonlyMap<number, readonly number[]>;
}

/**
 * The error over the values of a key, in percent, or the cost: the mean of the trainings with each value,
 * in a band of one standard deviation to either side, as far as there can be such values. The axis of the
 * key is logarithmic where its values grow by factors; a zero among them, which has no place there, is a
 * level of its own, dashed.
 *
 * @param key The key of the configuration: `learning_rate`.
 * @param quantity What the numbers of the curves are.
 *
 * @example
 * ```ts
 * import { errorOverKey } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const errors = new Map([[0.1, [0.03]], [0.01, [0.02]], [0.001, [0.125, 0.125]]]);
 * const { x, lines } = errorOverKey("learning_rate", [{ name: "test", role: "test", errors }]);
 * assertEquals(x, { label: "learning_rate", scale: "log" });
 * assertEquals(lines[0].points, [[0.001, 12.5], [0.01, 2], [0.1, 3]]);
 * ```
 */
export function errorOverKey(
  key: string,
  curves: readonly KeyCurve[],
  quantity: Quantity = "error",
): Lines {
  const axis = quantityAxes[quantity];
  const tried = [...new Set(curves.flatMap(({ errors }) => [...errors.keys()]))];
  const scale = scaleForSteps(tried);
  const shown = scale === "log" ? tried.filter((value) => value > 0) : tried;
  const ends = [Math.min(...shown), Math.max(...shown)];
  const lines = curves.map((curve) => lineOf(curve, shown, axis));
  const levels = scale === "log"
    ? curves.flatMap((curve) => levelAtZero(key, curve, ends, axis))
    : [];
  const all = [...lines, ...levels];
  return {
    kind: "lines",
    id: `${quantity}-over-${key.replaceAll("_", "-")}`,
    title: `${axis.title} over ${key}`,
    description: lines.map(({ name, points }) => `${name}: ${listOf(points, axis)}`).join("; ") +
      ".",
    x: { label: key, scale },
    y: {
      label: axis.label,
      scale: scaleForValues(
        all.flatMap(({ points }) => points.map(([_, y]) => y)),
        COMPARISON_RATIO,
      ),
      limits: axis.limits,
    },
    lines: all,
  };
}

function lineOf(
  { name, role, errors }: KeyCurve,
  shown: readonly number[],
  axis: QuantityAxis,
): Line {
  const means = shown.toSorted((a, b) => a - b).flatMap((x) => {
    const found = errors.get(x);
    return found === undefined ? [] : [{ x, count: found.length, ...spreadOf(found, axis) }];
  });
  const isRepeated = means.some(({ count }) => count > 1);
  return {
    name,
    role,
    points: means.map(({ x, mean }) => [x, mean]),
    band: isRepeated
      ? means.map(({ x, mean, deviation }): Extent => [x, ...deviationBand(axis, mean, deviation)])
      : [],
  };
}

/** What it is at zero, as a dashed level over the whole axis. */
function levelAtZero(
  key: string,
  { name, role, errors }: KeyCurve,
  ends: readonly number[],
  axis: QuantityAxis,
): Line[] {
  const found = errors.get(0);
  if (found === undefined) return [];
  const { mean } = spreadOf(found, axis);
  // A second line of role `class` would get the next class's colour.
  const ownRole = role === "class" ? "reference" : role;
  return [{
    name: `${name}, ${key} 0`,
    role: ownRole,
    shape: "step",
    points: ends.map((x) => [x, mean]),
  }];
}

/** Mean and standard deviation in units of the axis; a single value has no deviation. */
function spreadOf(
  errors: readonly number[],
  { unit }: QuantityAxis,
): { mean: number; deviation: number } {
  const { mean, variance } = summarizeSample(errors);
  return { mean: unit * mean, deviation: errors.length < 2 ? 0 : unit * Math.sqrt(variance) };
}

function listOf(points: Line["points"], { format }: QuantityAxis): string {
  return points.map(([x, y]) => `${format(y)} at ${formatFigure(x)}`).join(", ");
}

/** Errors, or costs, of trainings over the values of two keys. */
export interface KeyGrid {
  /** The key of the configuration whose values are the rows. */
  readonly rowKey: string;
  /** The key whose values are the columns. */
  readonly columnKey: string;
  /** Values of the first key, from the top. */
  readonly rows: readonly string[];
  /** Values of the second key, from the left. */
  readonly columns: readonly string[];
  /** Of each pair, `errors[row][column]`: the error rate, from 0 to 1, or cost; NaN where there is none. */
  readonly errors: readonly (readonly number[])[];
}

/**
 * The error, in percent, or the cost over the values of two keys. Each cell says it; its colour says by how
 * much that is above the smallest, since errors that differ little would all be of one shade otherwise.
 *
 * @param quantity What the numbers of the grid are.
 *
 * @example
 * ```ts
 * import { errorHeatMap } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const { values, texts } = errorHeatMap({
 *   rowKey: "l2",
 *   columnKey: "seed",
 *   rows: ["0"],
 *   columns: ["1", "2", "3"],
 *   errors: [[0.25, 0.5, NaN]],
 * });
 * assertEquals(values, [[0, 25, NaN]]);
 * assertEquals(texts, [["25.00", "50.00", ""]]);
 * ```
 */
export function errorHeatMap(
  { rowKey, columnKey, rows, columns, errors }: KeyGrid,
  quantity: Quantity = "error",
): HeatMap {
  const { title, unit, distance, format, formatBare } = quantityAxes[quantity];
  const known = errors.flat().filter(Number.isFinite);
  const smallest = Math.min(...known);
  const best = known.length === 0 ? "none was measured" : format(unit * smallest);
  const dashed = [rowKey, columnKey].map((key) => key.replaceAll("_", "-"));
  return {
    kind: "heat map",
    id: `${quantity}-over-${dashed.join("-and-")}`,
    title: `${title} over ${rowKey} and ${columnKey}`,
    subtitle: quantity === "error" ? "Error in %" : undefined,
    description: `${title} for each pair of ${rowKey} and ${columnKey}; the smallest: ${best}.`,
    rowLabel: rowKey,
    columnLabel: columnKey,
    rows,
    columns,
    values: errors.map((row) => row.map((error) => unit * (error - smallest))),
    texts: errors.map((row) =>
      row.map((error) => Number.isFinite(error) ? formatBare(unit * error) : "")
    ),
    scale: "sequential",
    valueLabel: distance,
  };
}
