import type { RocCurve } from "../metrics/roc.ts";
import type { Line, Lines } from "./chart.ts";
import { cornerSize } from "./corner_size.ts";
import { formatFigure, formatShare } from "./format_figure.ts";

/** Where as many negatives are taken for positive as positives for negative. */
const equalErrors: Line = {
  name: "equal error rates",
  points: [[0, 1], [1, 0]],
  role: "reference",
};
/** What guessing comes to. */
const chance: Line = { name: "chance (AUC 0.5)", points: [[0, 0], [1, 1]], role: "reference" };

/**
 * Receiver operating characteristics: the true positive rate over the false positive rate, a line for
 * each class against the rest, with the area under it (AUC) and its equal-error rate (EER) in the
 * name. The latter is where it crosses the falling diagonal; the rising one is that of chance.
 *
 * If all curves are close to the perfect one, only the upper left corner is shown, in which there is
 * no chance. A class without an image, or that has all of them, has a name without a line.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.5.3.
 *
 * @param curves One for each class.
 *
 * @example
 * ```ts
 * import { rocChart } from "./roc_chart.ts";
 * import { rocCurve } from "../metrics/roc.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const perfect = rocCurve([0.9, 0.8, 0.3], [true, true, false]);
 * const { lines } = rocChart([perfect], ["cat"]);
 * assertEquals(lines[0].name, "cat (AUC 1.0000, EER 0.00 %)");
 * ```
 */
export function rocChart(curves: readonly RocCurve[], classNames: readonly string[]): Lines {
  const size = cornerSize(
    curves.flatMap(({ equalErrorRate }) => Number.isNaN(equalErrorRate) ? [] : [equalErrorRate]),
  );
  const lines = curves.map(({ points, area, equalErrorRate }, c): Line => ({
    name: Number.isNaN(area)
      ? `${classNames[c]} (nothing to tell apart)`
      : `${classNames[c]} (AUC ${area.toFixed(4)}, EER ${formatShare(equalErrorRate)})`,
    points: points.map(({ falsePositiveRate, truePositiveRate }) => [
      falsePositiveRate,
      truePositiveRate,
    ]),
    role: "class",
  }));
  const part = size === 1 ? "" : `. The upper left corner, ${formatFigure(size)} wide and high`;
  return {
    kind: "lines",
    id: "roc",
    title: "Receiver operating characteristics",
    subtitle:
      "Each class against the rest, with the area under its curve (AUC) and its equal-error " +
      `rate (EER)${part}`,
    description: "True positive rate over false positive rate: " +
      `${lines.map(({ name }) => name).join(", ")}.`,
    x: { label: "false positive rate", range: [0, size] },
    y: { label: "true positive rate", range: [1 - size, 1] },
    lines: [...lines, equalErrors, ...(size === 1 ? [chance] : [])],
  };
}
