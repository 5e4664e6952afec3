import { assert, assertEquals } from "@std/assert";
import type { Lines } from "../../../lib/plots/chart.ts";
import { comparisonCurves } from "../../../lib/plots/comparison_curves.ts";
import { drawSvg } from "../../../lib/plots/draw_svg.ts";
import { errorOverKey } from "../../../lib/plots/error_over_key.ts";
import { accuracyCurve } from "../../../lib/plots/learning_curves.ts";
import { thresholdChart } from "../../../lib/plots/score_charts.ts";

/** The numbers at the vertical axis of a chart as it is drawn, in ascending order. */
function numbersAt(chart: Lines): number[] {
  const labels = drawSvg(chart).matchAll(/<text [^>]*text-anchor="end"[^>]*>([^<]*)<\/text>/g);
  const numbers = Array.from(labels, ([_, label]) => Number(label.replace("−", "-")));
  return numbers.sort((a, b) => a - b);
}

/** Charts of trainings of one epoch with these error rates, or of thresholds with these precisions. */
function chartsOf(shares: readonly number[]): { readonly chart: Lines; readonly most: number }[] {
  const histories = shares.map((errorRate) => [{
    epoch: 1,
    iteration: 1,
    learningRate: 0.1,
    training: { loss: 1, errorRate },
    penalty: 0,
  }]);
  const about = { data: "training", quantity: "error", x: "epoch" } as const;
  const key = { name: "a", role: "test", errors: new Map([[1, shares], [2, shares]]) } as const;
  const points = shares.map((share, threshold) => ({ threshold, precision: share, recall: share }));
  return [
    { chart: comparisonCurves([{ name: "a", histories }], [], about), most: 100 },
    { chart: accuracyCurve(histories.flat(), { title: "a", x: "epoch" }), most: 100 },
    { chart: errorOverKey("l2", [key]), most: 100 },
    { chart: thresholdChart([points], "Class 7"), most: 1 },
  ];
}

Deno.test("axes of shares are within 0 and 100 %, whatever the shares are", () => {
  const cases = [[0], [0.7], [0.78], [1], [0.7, 0.7], [0, 1], [0.5, 0.97], [0.02, 0.9], [0, 0.001]];
  for (const shares of cases) {
    for (const { chart, most } of chartsOf(shares)) {
      const numbers = numbersAt(chart);
      const message = `${chart.id} of ${shares}: ${numbers}`;
      assert(
        numbers.length >= 2 && numbers[0] >= 0 && numbers[numbers.length - 1] <= most,
        message,
      );
    }
  }
});

Deno.test("the axis of a single share ends at 100 % where it would go on beyond that", () => {
  const tens = [30, 40, 50, 60, 70, 80, 90, 100];
  const [comparison, _accuracy, overKey] = chartsOf([0.78]);
  assertEquals(numbersAt(comparison.chart), tens);
  assertEquals(numbersAt(overKey.chart), tens);
  // An accuracy of 60 % is far enough from the end: half of it to either side is 30 to 90.
  assertEquals(numbersAt(chartsOf([0.4])[1].chart), tens.slice(0, -1));
});
