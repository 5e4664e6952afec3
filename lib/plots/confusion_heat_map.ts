import type { ConfusionMatrix } from "../metrics/confusion_matrix.ts";
import type { HeatMap } from "./chart.ts";
import { formatCount, formatShare } from "./format_figure.ts";

/**
 * A confusion matrix: a row for each true class, a column for each predicted one. The text of a cell is
 * the number of images, the colour of a confusion its share of the row. What is right, on the diagonal,
 * has no colour: beside it, a good network's confusions would all be nearly white.
 *
 * @param classNames One for each class.
 * @param nouns What is classified; `images` when left out.
 *
 * @example
 * ```ts
 * import { ConfusionMatrix } from "@handwriting/mnist/metrics";
 * import { confusionHeatMap } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = new ConfusionMatrix(Uint8Array.of(0, 1, 1), Uint8Array.of(0, 0, 1), 2);
 * const chart = confusionHeatMap(matrix, ["cat", "dog"]);
 * assertEquals(chart.values, [[NaN, 0], [0.5, NaN]]);
 * assertEquals(chart.texts, [["1", "0"], ["1", "1"]]);
 * ```
 */
export function confusionHeatMap(
  matrix: ConfusionMatrix,
  classNames: readonly string[],
  nouns = "images",
): HeatMap {
  const cells = <T>(cell: (label: number, prediction: number) => T): T[][] =>
    classNames.map((_, label) => classNames.map((_, prediction) => cell(label, prediction)));
  return {
    kind: "heat map",
    id: "confusion-matrix",
    title: "Confusion matrix",
    subtitle: `How many of ${formatCount(matrix.total)} ${nouns} are in each cell`,
    description: `Predicted classes of each true class. ${
      largestConfusion(matrix, classNames, nouns)
    }`,
    rowLabel: "true class",
    columnLabel: "predicted class",
    rows: classNames,
    columns: classNames,
    values: cells((label, prediction) =>
      label === prediction ? NaN : matrix.rowShare(label, prediction)
    ),
    texts: cells((label, prediction) => `${matrix.count(label, prediction)}`),
    scale: "sequential",
    valueLabel: "confused share of the true class",
  };
}

function largestConfusion(
  matrix: ConfusionMatrix,
  classNames: readonly string[],
  nouns: string,
): string {
  const [largest] = matrix.confusions();
  if (largest === undefined) {
    return `None of the ${nouns} were taken for another class than their own.`;
  }
  const { label, prediction, count, rowShare } = largest;
  return `The most frequent confusion: ${classNames[label]} taken for ${classNames[prediction]}, ` +
    `${count} times, ${formatShare(rowShare)} of its ${nouns}.`;
}
