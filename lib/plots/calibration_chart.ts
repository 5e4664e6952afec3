import type { Calibration } from "../metrics/calibration.ts";
import type { Lines } from "./chart.ts";
import { formatShare } from "./format_figure.ts";

/**
 * How often a network is right over how sure it is: a point for each bin of confidences that has
 * images. On the diagonal it is right as often as it says; below, it is too sure of itself.
 *
 * @example
 * ```ts
 * import { calibrationChart } from "./calibration_chart.ts";
 * import { calibration } from "../metrics/calibration.ts";
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
      { name: "as sure as right", points: [[0, 0], [1, 1]], role: "reference" },
      {
        name: `test (expected calibration error ${error})`,
        points: bins.filter(({ count }) => count > 0)
          .map(({ meanConfidence, accuracy }) => [meanConfidence, accuracy]),
        role: "test",
      },
    ],
  };
}
