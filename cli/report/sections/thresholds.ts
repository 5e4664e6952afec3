import type { LabelledSet } from "../../../lib/data/samples.ts";
import { type Calibration, calibration } from "../../../lib/metrics/calibration.ts";
import { precisionRecallAt, precisionRecallCurve } from "../../../lib/metrics/precision_recall.ts";
import { rocCurve } from "../../../lib/metrics/roc.ts";
import { type ClassCurve, classCurves, MOST_CURVES } from "../../../lib/plots/class_curves.ts";
import {
  calibrationChart,
  precisionRecallChart,
  rocChart,
  thresholdChart,
} from "../../../lib/plots/score_charts.ts";
import { formatCount, formatShareIfAny } from "../../pages/figures.ts";
import { nounsOf, type TestFindings } from "../findings.ts";
import type { Markup } from "../../pages/markup.ts";
import type { Part, Section } from "../../pages/section.ts";
import { formatTable, numbers, texts } from "../../pages/tables.ts";

/** The thresholds that precision and recall are shown over. */
const THRESHOLDS = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);

/** What the outputs are worth as measures of certainty. */
export function thresholdsSection(findings: TestFindings<LabelledSet>): Section {
  return {
    id: "certainty",
    title: "Certainty",
    introduction:
      "The outputs say not only which class is the most likely, but also how likely it is. To " +
      "accept something as one of a class only where its output exceeds a threshold trades one kind " +
      "of mistake for another.",
    parts: [
      precisionRecall(findings),
      roc(findings),
      ...overThreshold(findings),
      ...reliability(findings),
    ],
  };
}

function precisionRecall(findings: TestFindings<LabelledSet>): Part {
  const curves = curvesOf(findings, precisionRecallCurve);
  const nouns = nounsOf(findings);
  return {
    kind: "chart",
    chart: precisionRecallChart(curves.map(({ curve }) => curve), curves.map(({ name }) => name)),
    width: "half",
    explanation:
      `A lower threshold finds more ${nouns} of a class (higher recall), but also accepts more ` +
      `${nouns} of others (lower precision). The closer a curve comes to the upper right corner, the ` +
      `better.${remarkFor(findings)}`,
  };
}

function roc(findings: TestFindings<LabelledSet>): Part {
  const curves = curvesOf(findings, rocCurve);
  return {
    kind: "chart",
    chart: rocChart(curves.map(({ curve }) => curve), curves.map(({ name }) => name)),
    width: "half",
    explanation: "The share of a class that is found, against the share of the others that are " +
      "taken for it. The area is the probability that one of the class gets a higher output " +
      "than one of another class; at the equal-error rate, both kinds of mistake are equally " +
      `frequent.${remarkFor(findings)}`,
  };
}

function overThreshold(
  { data, predictions, isProbability }: TestFindings<LabelledSet>,
): Part[] {
  if (!isProbability) return [];
  const { classNames, labels } = data.test;
  const isPair = classNames.length === 2;
  const classes = isPair ? [1] : Array.from(classNames.keys());
  const curves = classes.map((c) => {
    const scores = predictions.map((prediction) => prediction.scores[c]);
    return precisionRecallAt(scores, Array.from(labels, (label) => label === c), THRESHOLDS);
  });
  const what = isPair ? `Class ${classNames[1]}` : `Mean over ${classNames.length} classes`;
  return [{
    kind: "chart",
    chart: thresholdChart(curves, what),
    width: "half",
    explanation: "A higher threshold finds fewer of a class: recall only falls. Precision " +
      "mostly rises, but need not." +
      (isPair ? " With --threshold, mnist evaluate decides at another one than 0.5." : ""),
  }];
}

function curvesOf<T extends { readonly area: number }>(
  { data, predictions }: TestFindings<LabelledSet>,
  curveOf: (scores: readonly number[], positives: readonly boolean[]) => T,
): ClassCurve<T>[] {
  return classCurves(data.test, predictions.map(({ scores }) => scores), curveOf);
}

function remarkFor({ data }: TestFindings<LabelledSet>): string {
  return data.test.classes > MOST_CURVES
    ? ` The ${MOST_CURVES} classes with the smallest areas are shown.`
    : "";
}

function reliability(findings: TestFindings<LabelledSet>): Part[] {
  const { data, predictions, isProbability } = findings;
  const nouns = nounsOf(findings);
  if (!isProbability) {
    return [{
      kind: "note",
      text: "The outputs are not probabilities, so they cannot be compared with how often the " +
        "network is right. To make them so, end the layers with softmax and train again.",
    }];
  }
  const found = calibration(
    predictions.map((prediction) => prediction.scores[prediction.class]),
    predictions.map((prediction, i) => prediction.class === data.test.labels[i]),
  );
  return [
    {
      kind: "chart",
      chart: calibrationChart(found),
      width: "half",
      explanation:
        `Of the ${nouns} that the network is, say, 80 % sure of, it should classify 80 % ` +
        "correctly: the points then lie on the diagonal. Below the diagonal, the network is " +
        "overconfident.",
    },
    {
      kind: "text",
      title: "How sure it is",
      explanation:
        `How many ${nouns} were classified with which confidence, and how many of these ` +
        "correctly. The expected calibration error is the mean difference between confidence and " +
        `accuracy, over all ${nouns}.`,
      width: "half",
      content: calibrationTable(found, nouns),
    },
  ];
}

function calibrationTable(
  { bins, expectedCalibrationError }: Calibration,
  nouns: string,
): Markup {
  const percent = (share: number) => Math.round(100 * share);
  return formatTable({
    columns: [
      texts("confidence"),
      numbers(nouns),
      numbers("mean"),
      numbers("accuracy"),
    ],
    rows: bins.filter(({ count }) => count > 0)
      .map(({ low, high, count, meanConfidence, accuracy }) => [
        `${percent(low)}–${percent(high)}\u00a0%`,
        formatCount(count),
        formatShareIfAny(meanConfidence),
        formatShareIfAny(accuracy),
      ]),
    totals: [["error", "", "", formatShareIfAny(expectedCalibrationError)]],
  });
}
