import { summarizeSample } from "../metrics/sample_statistics.ts";
import type { Measurement, Performance } from "../training/measurement.ts";
import { COMPARISON_RATIO, scaleForValues } from "./axis_scale.ts";
import type { Extent, Line, Lines, Role } from "./chart.ts";
import { formatCount } from "./format_figure.ts";
import { deviationBand, type Quantity, quantityAxes } from "./quantity.ts";

/** Trainings that differ in their seeds alone, or a single one: one of the things compared. */
export interface ComparedTrainings {
  /** What the legend calls them. */
  readonly name: string;
  /** What was measured in each of them. */
  readonly histories: readonly (readonly Measurement[])[];
}

/** What curves of several trainings show. */
export interface ComparisonTitle {
  /** The data that it was measured on. */
  readonly data: "training" | "validation" | "test";
  /** What was measured: the mean loss, or the share of misclassified samples in percent. */
  readonly quantity: Quantity;
  /** What the curves are over. */
  readonly x: "epoch" | "iteration";
  /** What their names say; nothing more when left out. */
  readonly subtitle?: string;
}

/**
 * The cost or the error over several trainings, laid over one another. Of trainings that differ in
 * their seeds, the line is the mean, as far as all of them went, in a band of one standard deviation to
 * either side, as far as there can be such values: no cost is below 0, and errors are 0 to 100 %. Over
 * epochs, the last measurement of each counts. Those of the rest are thin and grey, all under one name.
 * The axis of what was measured is logarithmic where small values could not be told apart otherwise.
 *
 * @param compared What the legend names, in its order.
 * @param rest What is only shown as a backdrop.
 *
 * @example
 * ```ts
 * import { comparisonCurves } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const history = [0.5, 0.25].map((loss, i) => ({
 *   epoch: i + 1,
 *   iteration: 600 * (i + 1),
 *   learningRate: 0.1,
 *   training: { loss, errorRate: 0.125 },
 *   penalty: 0,
 * }));
 * const about = { data: "training", quantity: "cost", x: "epoch" } as const;
 * const { lines } = comparisonCurves([{ name: "rate 0.1", histories: [history] }], [], about);
 * assertEquals(lines[0].name, "rate 0.1 (final 0.25)");
 * assertEquals(lines[0].points, [[1, 0.5], [2, 0.25]]);
 * ```
 */
export function comparisonCurves(
  compared: readonly ComparedTrainings[],
  rest: readonly ComparedTrainings[],
  about: ComparisonTitle,
): Lines {
  const { title, label, limits, format } = quantityAxes[about.quantity];
  const lines = compared.map(({ name, histories }): Line => {
    const { points, band } = curveOf(histories, about);
    const last = points.at(-1);
    const result = last === undefined ? "not measured" : `final ${format(last[1])}`;
    return { name: `${name} (${result})`, points, band, role: "class" };
  });
  const backdrop = backdropOf(rest, about);
  const values = [...lines, ...backdrop].flatMap(({ points }) => points.map(([_, y]) => y));
  return {
    kind: "lines",
    id: `${about.quantity}-${about.data}`,
    title: `${title} on the ${about.data} data`,
    subtitle: about.subtitle,
    description: describe(title, [...compared, ...rest], lines),
    x: { label: about.x },
    y: { label, scale: scaleForValues(values, COMPARISON_RATIO), limits },
    lines: [...lines, ...backdrop],
  };
}

function describe(
  title: string,
  trainings: readonly ComparedTrainings[],
  lines: readonly Line[],
): string {
  const count = trainings.reduce((sum, { histories }) => sum + histories.length, 0);
  const named = lines.length === 0 ? "" : `: ${lines.map(({ name }) => name).join(", ")}`;
  return `${title} over ${formatCount(count)} training${count === 1 ? "" : "s"}${named}.`;
}

/** The rest as one line, with a gap between any two trainings. */
function backdropOf(rest: readonly ComparedTrainings[], about: ComparisonTitle): Line[] {
  const curves = rest.map(({ histories }) => curveOf(histories, about).points)
    .filter(({ length }) => length > 0);
  if (curves.length === 0) return [];
  const role: Role = "rest";
  const points = curves.flatMap((curve) => [...curve, [NaN, NaN] as const]);
  return [{ name: curves.length === 1 ? "1 other" : `${curves.length} others`, points, role }];
}

/** A mean over trainings, and the deviation around it. */
interface Curve {
  readonly points: readonly (readonly [number, number])[];
  readonly band: readonly Extent[];
}

function curveOf(
  histories: readonly (readonly Measurement[])[],
  { data, quantity, x }: ComparisonTitle,
): Curve {
  const axis = quantityAxes[quantity];
  const { measure, unit } = axis;
  const values = new Map<number, number[]>();
  for (const history of histories) {
    const last = new Map<number, Performance>();
    for (const record of history) {
      const performance = record[data];
      if (performance !== undefined) last.set(record[x], performance);
    }
    for (const [place, performance] of last) {
      const value = unit * performance[measure];
      values.set(place, [...values.get(place) ?? [], value]);
    }
  }
  // A mean of fewer trainings than before would jump where one of them ends.
  const shared = [...values].filter(([_, at]) => at.length === histories.length)
    .map(([x, at]) => ({ x, ...summarizeSample(at) }));
  const band = histories.length < 2 ? [] : shared.map(({ x, mean, variance }): Extent => {
    return [x, ...deviationBand(axis, mean, Math.sqrt(variance))];
  });
  return { points: shared.map(({ x, mean }) => [x, mean]), band };
}
