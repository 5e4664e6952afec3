import type { Labels } from "../../lib/data/labels.ts";
import type { LabelledSet } from "../../lib/data/samples.ts";
import { f1, precision, recall } from "../../lib/metrics/class_counts.ts";
import { ConfusionMatrix } from "../../lib/metrics/confusion_matrix.ts";
import type { Evaluation } from "../../lib/training/evaluate.ts";
import { formatShareIfAny } from "../pages/figures.ts";
import { capitalize, formatEvaluation, formatLoss, formatShare } from "../terminal/figures.ts";
import { formatJsonLine } from "../terminal/json_line.ts";
import { type Column, formatTable } from "../../lib/formats/table.ts";
import type { Result } from "./evaluate_committee.ts";
import { matrixRows } from "./grade_logs.ts";

/** An evaluation as JSON, in one line. */
export function formatAsJson({ evaluation, names, match, threshold }: Result): string {
  const { members, agreement, predictions } = evaluation;
  const { labels, classNames } = match.dataset;
  const noun = nounFor(match.dataset);
  const matrix = new ConfusionMatrix(labels, predictions, classNames.length);
  const own = {
    ...figuresOf(evaluation, noun),
    ...(threshold === undefined ? {} : atThreshold(threshold, matrix, classNames)),
    classes: classNames,
    confusion_matrix: matrixRows(matrix),
    left_out: { [noun]: match.leftOut, classes: match.unknown },
  };
  if (members.length === 1) return formatJsonLine(own);
  return formatJsonLine({
    ...own,
    agreement,
    members: members.map((member, i) => ({ model: names[i], ...figuresOf(member, noun) })),
  });
}

/** How the second class is found, as JSON has it; JSON has no NaN, which is `null`. */
function atThreshold(threshold: number, matrix: ConfusionMatrix, classNames: readonly string[]) {
  const counts = matrix.classCounts(1);
  const figures = { precision: precision(counts), recall: recall(counts), f1: f1(counts) };
  return { threshold, positive: classNames[1], ...figures };
}

/** What was classified: images, or samples of numbers. */
function nounFor(dataset: LabelledSet): string {
  return "images" in dataset ? "images" : "samples";
}

/** The figures of an evaluation as JSON has them. */
function figuresOf(
  { predictions, wrong, accuracy, errorRate, loss }: Evaluation,
  noun: string,
): Readonly<Record<string, number>> {
  return { [noun]: predictions.length, wrong, accuracy, error_rate: errorRate, loss };
}

/** An evaluation as people read it: a line, and a table of the members of a committee. */
export function formatAsText({ evaluation, names, match, threshold }: Result): string {
  const { members, agreement, predictions } = evaluation;
  const noun = nounFor(match.dataset);
  const total = `${capitalize(formatEvaluation(evaluation, noun))}, ` +
    `loss ${formatLoss(evaluation.loss)}`;
  const own = threshold === undefined
    ? total
    : `${total}\n${describeThreshold(threshold, match.dataset, predictions)}`;
  if (members.length === 1) return own;
  const columns: Omit<Column, "width">[] = [
    { heading: "member", align: "left" },
    { heading: "error rate", align: "right" },
    { heading: "wrong", align: "right" },
    { heading: "loss", align: "right" },
  ];
  const rows = members.map(({ errorRate, wrong, loss }, i) => [
    names[i],
    formatShare(errorRate),
    String(wrong),
    formatLoss(loss),
  ]);
  const agreed = `All ${members.length} members agree on ${formatShare(agreement)} of the ${noun}`;
  return [own, agreed, "", formatTable(columns, rows)].join("\n");
}

/** How the second of two classes is found: `From 0.8 on, class 7: precision 99.81 %, ...`. */
function describeThreshold(
  threshold: number,
  { labels, classNames }: LabelledSet,
  predictions: Labels,
): string {
  const counts = new ConfusionMatrix(labels, predictions, 2).classCounts(1);
  const figures = [["precision", precision], ["recall", recall], ["F1", f1]] as const;
  const found = figures.map(([name, measure]) => `${name} ${formatShareIfAny(measure(counts))}`);
  return `Class ${classNames[1]} from a probability of ${threshold} on: ${found.join(", ")}`;
}
