import type { Calibration } from "../metrics/calibration.ts";
import type { PrecisionRecallCurve, PrecisionRecallPoint } from "../metrics/precision_recall.ts";
import type { RocCurve } from "../metrics/roc.ts";
import type { Line, Lines } from "./chart.ts";
import { formatFigure, formatShare } from "./format_figure.ts";

/** Sides of the corner that a chart can show: all of it, or less. */
const sizes = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

/** Where as many negatives are taken for positive as positives for negative. */
const equalErrors: Line = {
  name: "equal error rates",
  points: [[0, 1], [1, 0]],
  role: "reference",
};
/** What guessing comes to. */
const chance: Line = { name: "chance (AUC 0.5)", points: [[0, 0], [1, 1]], role: "reference" };

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
 * import { precisionRecallCurve } from "@handwriting/mnist/metrics";
 * import { precisionRecallChart } from "@handwriting/mnist/plots";
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
 * import { rocCurve } from "@handwriting/mnist/metrics";
 * import { rocChart } from "@handwriting/mnist/plots";
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
      ? `${classNames[c]} (positives or negatives alone)`
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

/**
 * Precision and recall over the threshold from which on an image is taken for one of a class. The mean
 * over several classes is that of those for which they are defined.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.5.3, figure 66.
 *
 * @param curves Of each class, for the same thresholds.
 * @param what Whose they are: `Class 7`, or `Mean over 10 classes`.
 *
 * @example
 * ```ts
 * import { precisionRecallAt } from "@handwriting/mnist/metrics";
 * import { thresholdChart } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const curve = precisionRecallAt([0.9, 0.7, 0.4], [true, false, true], [0.5, 0.8]);
 * const { lines } = thresholdChart([curve], "Class 7");
 * assertEquals(lines[0].points, [[0.5, 0.5], [0.8, 1]]);
 * ```
 */
export function thresholdChart(
  curves: readonly (readonly PrecisionRecallPoint[])[],
  what: string,
): Lines {
  const thresholds = curves.at(0)?.map(({ threshold }) => threshold) ?? [];
  const lines = (["precision", "recall"] as const).map((name): Line => ({
    name,
    points: thresholds.map((threshold, i) => {
      const defined = curves.map((curve) => curve[i][name]).filter((value) => !Number.isNaN(value));
      return [threshold, defined.reduce((sum, value) => sum + value, 0) / defined.length];
    }),
    role: "class",
  }));
  return {
    kind: "lines",
    id: "threshold",
    title: "Precision and recall over the threshold",
    subtitle: what,
    description: `Precision and recall over the threshold of the output: ${what}.`,
    x: { label: "threshold", range: [0, 1] },
    y: { label: "precision, recall", limits: [0, 1] },
    lines,
  };
}

/**
 * How often a network is right over how sure it is: a point for each bin of confidences that has
 * images. On the diagonal it is right as often as it says; below, it is too sure of itself.
 *
 * @example
 * ```ts
 * import { calibration } from "@handwriting/mnist/metrics";
 * import { calibrationChart } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const { lines } = calibrationChart(calibration([0.75, 0.75], [true, false]));
 * assertEquals(lines[1].points, [[0.75, 0.5]]);
 * ```
 */
export function calibrationChart({ bins, expectedCalibrationError }: Calibration): Lines {
  const error = formatShare(expectedCalibrationError);
  return {
    kind: "lines",
    id: "calibration",
    title: "Calibration",
    subtitle: `Accuracy of predictions of similar confidence, in ${bins.length} bins`,
    description:
      "Accuracy over confidence; the expected calibration error, by how much they differ " +
      `on average, is ${error}.`,
    x: { label: "confidence", range: [0, 1] },
    y: { label: "accuracy", range: [0, 1] },
    lines: [
      { name: "perfect calibration", points: [[0, 0], [1, 1]], role: "reference" },
      {
        name: `test (expected calibration error ${error})`,
        points: bins.filter(({ count }) => count > 0)
          .map(({ meanConfidence, accuracy }) => [meanConfidence, accuracy]),
        role: "test",
      },
    ],
  };
}

/**
 * How much of the unit square a chart must show from the corner of the perfect curve: three times as
 * much as the curve that stays farthest away, as a round number.
 *
 * @param distances How far each curve stays away from the corner, from 0 to 1.
 */
function cornerSize(distances: readonly number[]): number {
  const farthest = distances.reduce((most, distance) => Math.max(most, distance), 0);
  return sizes.find((size) => size >= 3 * farthest) ?? 1;
}
