import { ConfusionMatrix } from "../../lib/metrics/confusion_matrix.ts";
import { regressionErrors } from "../../lib/metrics/regression.ts";
import { confusionHeatMap } from "../../lib/plots/confusion_heat_map.ts";
import type { Chart } from "../../lib/plots/chart.ts";
import { decisionRegions, unitBoundaries } from "../../lib/plots/decision_regions.ts";
import { fittedFunction, functionUnits } from "../../lib/plots/fitted_function.ts";
import { accuracyCurve, costCurve, rSquaredCurve } from "../../lib/plots/learning_curves.ts";
import { formatCount, formatCountIfAny } from "../pages/figures.ts";
import type { Fact, Part, Section } from "../pages/section.ts";
import { formatLoss, formatShare } from "../terminal/figures.ts";
import type { SampleFindings, SampleTest } from "./sample_findings.ts";
import { configurationSection } from "./sections/configuration.ts";
import { layersPart } from "./sections/summary.ts";

/** With more classes, cells are too small to be told apart. */
const MOST_CLASSES = 100;

/** The whole report of a network for samples of numbers. */
export function sampleSections(findings: SampleFindings): Section[] {
  return [
    summarySection(findings),
    learningSection(findings),
    ...learnedSections(findings),
    ...confusionSections(findings.test),
    configurationSection(findings),
  ];
}

function summarySection({ network, model, test }: SampleFindings): Section {
  const facts: Fact[] = [
    ...factsOf(test),
    {
      name: "Test loss",
      value: formatLoss(test.found.loss),
      remark: network.loss.name.replaceAll("_", " "),
    },
    {
      name: "Parameters",
      value: formatCount(network.parameterCount),
      remark: `of ${model.precision === "f64" ? 64 : 32} bits`,
    },
    { name: "Epochs", value: formatCountIfAny(model.training?.epochs), remark: "trained" },
    { name: "Seed", value: formatCountIfAny(model.training?.seed), remark: "of random numbers" },
  ];
  return {
    id: "summary",
    title: "Summary",
    introduction:
      "How well the trained network does on samples that it has never seen, and what it " +
      "is made of.",
    parts: [{ kind: "facts", facts }, layersPart({ network })],
  };
}

function factsOf({ kind, samples, found }: SampleTest): Fact[] {
  const count = formatCount(samples.count);
  if (kind === "classes") {
    const { accuracy, errorRate, wrong } = found;
    return [
      { name: "Test accuracy", value: formatShare(accuracy), remark: `of ${count} samples` },
      {
        name: "Test error rate",
        value: formatShare(errorRate),
        remark: `${formatCount(wrong)} of ${count} wrong`,
      },
    ];
  }
  const { targets, targetNames } = samples;
  const { meanSquared } = regressionErrors(found.predictions, targets, targetNames.length);
  return [
    {
      name: "R²",
      value: formatLoss(found.rSquared),
      remark: `of ${targetNames.join(", ")}, on ${count} test samples`,
    },
    {
      name: "Root mean squared error",
      value: formatLoss(Math.sqrt(meanSquared)),
      remark: "in units of the target",
    },
  ];
}

function learningSection({ history = [], config, trainedWith, test }: SampleFindings): Section {
  const heading = {
    id: "learning-curves",
    title: "Learning curves",
    introduction: "How the network improved in the course of its training.",
  };
  if (history.length === 0) {
    const text = config?.historyFile === undefined
      ? "No history is known: set rel_path_history_file in the configuration and train again."
      : `${config.historyFile} does not hold the history of this training: train again to get it.`;
    return { ...heading, parts: [{ kind: "note", text }] };
  }
  const { batchSize, learningRate, measureEvery } = trainedWith ?? {};
  const about = {
    title: `Batch size ${batchSize}, rate ${learningRate}`,
    x: measureEvery === undefined ? "epoch" : "iteration",
  } as const;
  const figure = test.kind === "classes"
    ? accuracyCurve(history, about)
    : rSquaredCurve(history, about);
  return {
    ...heading,
    parts: [
      half(
        costCurve(history, about),
        "The loss that training minimizes. Where the curve of the training samples goes on falling " +
          "while another rises, the network overfits.",
      ),
      half(
        figure,
        test.kind === "classes"
          ? "The share of samples that are classified correctly."
          : "The share of the variance of the targets that is explained.",
      ),
    ],
  };
}

/** What the network has learned, where it can be drawn: in the plane, or over one feature. */
function learnedSections({ network, model, test }: SampleFindings): Section[] {
  const { normalization } = model;
  const parts: Part[] = [];
  const add = (chart: Chart, explanation: string) => parts.push(half(chart, explanation));
  const { length: features } = test.samples.featureNames;
  if (test.kind === "classes" && features === 2) {
    add(
      decisionRegions(network, test.samples, { normalization }),
      "Where the network decides for each class, and the test samples.",
    );
    const units = unitBoundaries(network, test.samples, { normalization });
    const explanation = "The lines on which the weighted sums of hidden units are 0.";
    if (units.panels.length > 0) add(units, explanation);
  }
  if (test.kind === "numbers" && features === 1) {
    add(
      fittedFunction(network, test.samples, { normalization }),
      "The function that the network has become, and the test samples.",
    );
    const units = functionUnits(network, test.samples, { normalization });
    if (units !== undefined) {
      add(units, "What each unit of the last hidden layer adds to it.");
    }
  }
  if (parts.length === 0) return [];
  return [{
    id: "learned",
    title: "What it has learned",
    introduction: "The network as a picture, which so few features allow.",
    parts,
  }];
}

function confusionSections(test: SampleTest): Section[] {
  if (test.kind !== "classes" || test.samples.classes > MOST_CLASSES) return [];
  const { labels, classes, classNames } = test.samples;
  const matrix = new ConfusionMatrix(labels, test.found.predictions, classes);
  return [{
    id: "confusions",
    title: "Confusions",
    introduction: "Which classes the network mistakes for which others.",
    parts: [half(
      {
        ...confusionHeatMap(matrix, classNames),
        subtitle: `How many of ${formatCount(test.samples.count)} samples are in each cell`,
      },
      "A row for each true class, a column for each predicted one. Correct predictions are on the " +
        "diagonal.",
    )],
  }];
}

function half(chart: Chart, explanation: string): Part {
  return { kind: "chart", chart, width: "half", explanation };
}
