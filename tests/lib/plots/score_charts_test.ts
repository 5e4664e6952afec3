import { assertAlmostEquals, assertEquals } from "@std/assert";
import { calibration } from "../../../lib/metrics/calibration.ts";
import { precisionRecallCurve } from "../../../lib/metrics/precision_recall.ts";
import { rocCurve } from "../../../lib/metrics/roc.ts";
import {
  calibrationChart,
  precisionRecallChart,
  rocChart,
  thresholdChart,
} from "../../../lib/plots/score_charts.ts";
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

const rocSubtitle =
  "Each class against the rest, with the area under its curve (AUC) and its equal-error rate (EER)";

Deno.test("rocChart() has a line for each class, and the diagonals", () => {
  // One of the four pairs is in the wrong order. At (1/2, 1/2), as many are wrong of either kind.
  const cat = rocCurve([0.9, 0.7, 0.4, 0.1], [true, false, true, false]);
  const { lines, x, y, subtitle } = rocChart([cat], ["cat"]);
  assertEquals(lines, [
    {
      name: "cat (AUC 0.7500, EER 50.00 %)",
      points: [[0, 0], [0, 0.5], [0.5, 0.5], [0.5, 1], [1, 1]],
      role: "class",
    },
    { name: "equal error rates", points: [[0, 1], [1, 0]], role: "reference" },
    { name: "chance (AUC 0.5)", points: [[0, 0], [1, 1]], role: "reference" },
  ]);
  assertEquals([x.range, y.range], [[0, 1], [0, 1]]);
  assertEquals(subtitle, rocSubtitle);
});

Deno.test("rocChart() shows the corner of curves that are nearly perfect, without chance", () => {
  const perfect = rocCurve([0.9, 0.1], [true, false]);
  const good = { ...perfect, equalErrorRate: 0.02 };
  const { lines, x, y, subtitle } = rocChart([perfect, good], ["cat", "dog"]);
  assertEquals([x.range, y.range], [[0, 0.1], [0.9, 1]]);
  assertEquals(lines.map(({ name }) => name), [
    "cat (AUC 1.0000, EER 0.00 %)",
    "dog (AUC 1.0000, EER 2.00 %)",
    "equal error rates",
  ]);
  assertEquals(subtitle, `${rocSubtitle}. The upper left corner, 0.1 wide and high`);
});

Deno.test("rocChart() names classes that all images are of, or none", () => {
  const { lines } = rocChart([rocCurve([0.9], [true])], ["cat"]);
  assertEquals(lines[0], { name: "cat (positives or negatives alone)", points: [], role: "class" });
});

/** How much of the unit square is shown for curves of these equal-error rates. */
function shownOf(equalErrorRates: readonly number[]): number | undefined {
  const curves = equalErrorRates.map((equalErrorRate) => ({ points: [], area: 1, equalErrorRate }));
  return rocChart(curves, curves.map(() => "cat")).x.range?.[1];
}

Deno.test("rocChart() shows three times as much as the farthest curve is away, or a bit more", () => {
  assertEquals(shownOf([0.01, 0.06, 0.02]), 0.2);
  assertEquals(shownOf([0.07, 0]), 0.5);
  assertEquals(shownOf([0.005]), 0.02);
});

Deno.test("rocChart() shows all of poor curves, and little of perfect ones", () => {
  assertEquals(shownOf([0.001, 0.2]), 1);
  assertEquals(shownOf([0, 0]), 0.01);
  assertEquals(shownOf([]), 0.01);
});

Deno.test("calibrationChart() has a point for each bin with images, and the diagonal", () => {
  const { lines, x, y } = calibrationChart(
    calibration([0.25, 0.75, 0.75, 0.75, 0.75], [false, true, true, false, true], 4),
  );
  // One image of 5 is off by 0.25; the other four are as sure as they are right.
  assertEquals(lines, [
    { name: "perfect calibration", points: [[0, 0], [1, 1]], role: "reference" },
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

Deno.test("thresholdChart() shows the mean over the classes where it is defined", () => {
  const first = [{ threshold: 0.25, precision: 0.5, recall: 1 }, {
    threshold: 0.75,
    precision: 1,
    recall: 0.5,
  }];
  const second = [{ threshold: 0.25, precision: 0.75, recall: 0.5 }, {
    threshold: 0.75,
    precision: NaN,
    recall: 0,
  }];
  const { lines, subtitle } = thresholdChart([first, second], "Mean over 2 classes");
  assertEquals(lines.map(({ name, points }) => [name, points]), [
    ["precision", [[0.25, 0.625], [0.75, 1]]],
    ["recall", [[0.25, 0.75], [0.75, 0.25]]],
  ]);
  assertEquals(subtitle, "Mean over 2 classes");
});
