import { assertAlmostEquals, assertEquals } from "@std/assert";
import { precisionRecallCurve } from "../../../lib/metrics/precision_recall.ts";
import { precisionRecallChart } from "../../../lib/plots/precision_recall_chart.ts";
import { Random } from "../../../lib/random.ts";

Deno.test("precisionRecallChart() has a line for each class, with its area under the curve", () => {
  const cat = precisionRecallCurve([0.9, 0.7, 0.4], [true, false, true]);
  const dog = precisionRecallCurve([0.9, 0.7, 0.4], [true, true, false]);
  const { lines, x, y, subtitle } = precisionRecallChart([cat, dog], ["cat", "dog"]);
  // Of the cats, the first is let through with a precision of 1, the second with 2/3.
  assertEquals(lines[0].name, "cat (AUC 0.8333)");
  assertEquals(lines[0].points, [[1, 2 / 3], [1 / 2, 1 / 2], [1 / 2, 1], [0, 1]]);
  assertEquals(lines[1].name, "dog (AUC 1.0000)");
  assertEquals(lines.map(({ role, shape }) => [role, shape]), [["class", "step"], [
    "class",
    "step",
  ]]);
  assertEquals([x.range, y.range], [[0, 1], [0, 1]]);
  assertEquals(subtitle, "Each class against the rest, with the area under its curve (AUC)");
});

Deno.test("precisionRecallChart() draws a line with the area below it that it names", () => {
  const random = new Random(3);
  const scores = Array.from({ length: 60 }, () => Math.round(random.uniform(0, 20)));
  const curve = precisionRecallCurve(scores, scores.map((score) => random.uniform(0, 20) < score));
  const { lines: [{ points }] } = precisionRecallChart([curve], ["cat"]);
  const area = points.slice(1).reduce((sum, [x], i) => sum + (points[i][0] - x) * points[i][1], 0);
  assertAlmostEquals(area, curve.area, 1e-12);
});

Deno.test("precisionRecallChart() shows the corner of curves that are nearly perfect", () => {
  // At its best, the curve has lost 0.02 of recall, and 0.01 of precision.
  const points = [
    { threshold: 0.9, recall: 0.5, precision: 1 },
    { threshold: 0.5, recall: 0.98, precision: 0.99 },
    { threshold: 0.1, recall: 1, precision: 0.5 },
  ];
  const { x, y, subtitle } = precisionRecallChart([{ points, area: 0.99 }], ["cat"]);
  assertEquals([x.range, y.range], [[0.9, 1], [0.9, 1]]);
  assertEquals(
    subtitle,
    "Each class against the rest, with the area under its curve (AUC). " +
      "The upper right corner, from 0.9 on",
  );
});

Deno.test("precisionRecallChart() names classes without images", () => {
  const curve = precisionRecallCurve([0.9], [false]);
  const { lines } = precisionRecallChart([curve], ["cat"]);
  assertEquals(lines, [{ name: "cat (no images)", points: [], role: "class", shape: "step" }]);
});
