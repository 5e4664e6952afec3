import { assertEquals } from "@std/assert";
import { calibration } from "../../../lib/metrics/calibration.ts";
import { calibrationChart } from "../../../lib/plots/calibration_chart.ts";

Deno.test("calibrationChart() has a point for each bin with images, and the diagonal", () => {
  const { lines, x, y } = calibrationChart(
    calibration([0.25, 0.75, 0.75, 0.75, 0.75], [false, true, true, false, true], 4),
  );
  // One image of 5 is off by 0.25; the other four are as sure as they are right.
  assertEquals(lines, [
    { name: "as sure as right", points: [[0, 0], [1, 1]], role: "reference" },
    {
      name: "test (expected calibration error 5.00 %)",
      points: [[0.25, 0], [0.75, 0.75]],
      role: "test",
    },
  ]);
  assertEquals([x.range, y.range], [[0, 1], [0, 1]]);
});

Deno.test("calibrationChart() has no points without images", () => {
  assertEquals(calibrationChart(calibration([], [])).lines[1].points, []);
});
