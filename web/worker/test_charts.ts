import type { Dataset } from "../../lib/data/dataset.ts";
import { calibration } from "../../lib/metrics/calibration.ts";
import { ConfusionMatrix } from "../../lib/metrics/confusion_matrix.ts";
import { precisionRecallCurve } from "../../lib/metrics/precision_recall.ts";
import { rocCurve } from "../../lib/metrics/roc.ts";
import type { Chart } from "../../lib/plots/chart.ts";
import { type ClassCurve, classCurves } from "../../lib/plots/class_curves.ts";
import { confusionHeatMap } from "../../lib/plots/confusion_heat_map.ts";
import { calibrationChart, precisionRecallChart, rocChart } from "../../lib/plots/score_charts.ts";
import type { Prediction } from "../../lib/training/predict.ts";

/**
 * What a network or a committee makes of test images: which classes it takes for which others, and what its
 * scores are worth as measures of certainty.
 */
export function testCharts(
  test: Dataset,
  answers: readonly Prediction[],
  isProbability: boolean,
): Chart[] {
  const predictions = test.labels.map((_, i) => answers[i].class);
  const matrix = new ConfusionMatrix(test.labels, predictions, test.classes);
  const scores = answers.map(({ scores }) => scores);
  return [
    confusionHeatMap(matrix, test.classNames),
    precisionRecallChart(...columnsOf(classCurves(test, scores, precisionRecallCurve))),
    rocChart(...columnsOf(classCurves(test, scores, rocCurve))),
    ...(isProbability ? [calibrationOf(test, answers)] : []),
  ];
}

function columnsOf<T>(curves: readonly ClassCurve<T>[]): [curves: T[], names: string[]] {
  return [curves.map(({ curve }) => curve), curves.map(({ name }) => name)];
}

function calibrationOf({ labels }: Dataset, answers: readonly Prediction[]): Chart {
  return calibrationChart(calibration(
    answers.map(({ class: predicted, scores }) => scores[predicted]),
    answers.map(({ class: predicted }, i) => predicted === labels[i]),
  ));
}
