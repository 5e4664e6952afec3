import type { PrecisionRecallCurve, PrecisionRecallPoint } from "../metrics/precision_recall.ts";
import type { Line, Lines } from "./chart.ts";
import { cornerSize } from "./corner_size.ts";
import { formatFigure } from "./format_figure.ts";

/**
 * Precision over recall, a line for each class against the rest, with the area under it (AUC) in its
 * name. Lines are steps, as {@linkcode precisionRecallCurve} counts the area: from each recall down to
 * the one before it, precision is the same.
 *
 * If all curves are close to the perfect one, only the upper right corner is shown. A class without
 * an image has a name without a line.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.5.3.
 *
 * @param curves One for each class.
 *
 * @example
 * ```ts
 * import { precisionRecallChart } from "./precision_recall_chart.ts";
 * import { precisionRecallCurve } from "../metrics/precision_recall.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const curve = precisionRecallCurve([0.9, 0.8, 0.3], [true, false, true]);
 * const { lines } = precisionRecallChart([curve], ["cat"]);
 * assertEquals(lines[0].name.startsWith("cat (AUC 0."), true);
 * ```
 */
export function precisionRecallChart(
  curves: readonly PrecisionRecallCurve[],
  classNames: readonly string[],
): Lines {
  const size = cornerSize(curves.map(distanceOf));
  const lines = curves.map(({ points, area }, c): Line => ({
    name: Number.isNaN(area)
      ? `${classNames[c]} (no images)`
      : `${classNames[c]} (AUC ${area.toFixed(4)})`,
    points: stepsOf(points),
    role: "class",
    shape: "step",
  }));
  const part = size === 1 ? "" : `. The upper right corner, from ${formatFigure(1 - size)} on`;
  return {
    kind: "lines",
    id: "precision-recall",
    title: "Precision and recall",
    subtitle: `Each class against the rest, with the area under its curve (AUC)${part}`,
    description: `Precision over recall: ${lines.map(({ name }) => name).join(", ")}.`,
    x: { label: "recall", range: [1 - size, 1] },
    y: { label: "precision", range: [1 - size, 1] },
    lines,
  };
}

/** From the highest recall down, as a step keeps its height up to the next point. */
function stepsOf(points: readonly PrecisionRecallPoint[]): [number, number][] {
  const steps = points.map(({ recall, precision }): [number, number] => [recall, precision]);
  return steps.length === 0 ? [] : [...steps.toReversed(), [0, steps[0][1]]];
}

/** How far a curve stays away from a precision and recall of 1, in the larger of the two. */
function distanceOf({ points }: PrecisionRecallCurve): number {
  if (points.length === 0) return 0;
  return points.reduce(
    (least, { recall, precision }) => Math.min(least, Math.max(1 - recall, 1 - precision)),
    1,
  );
}
