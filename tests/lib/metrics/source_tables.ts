import { ConfusionMatrix } from "../../../lib/metrics/confusion_matrix.ts";

/** Confusion matrices that the source documents print: rows are true classes, columns predicted. */
type Table = readonly (readonly number[])[];

/** HSLU lecture notes, figure 61. */
export const hsluFigure61: Table = [
  [120, 21, 7, 8],
  [8, 131, 63, 19],
  [12, 30, 80, 11],
  [1, 11, 8, 40],
];

/**
 * HSLU lecture notes, figure 62, MNIST. It prints the 1,227 eights classified correctly as 227; the
 * text counts 14,000 samples and 12,855 of them right.
 */
export const hsluFigure62: Table = [
  [1336, 0, 2, 3, 5, 7, 13, 3, 9, 2],
  [1, 1575, 11, 7, 1, 7, 2, 3, 23, 2],
  [8, 9, 1290, 23, 15, 5, 16, 19, 43, 5],
  [8, 4, 31, 1258, 2, 41, 3, 23, 47, 14],
  [2, 8, 10, 1, 1244, 1, 8, 7, 21, 26],
  [12, 9, 4, 40, 22, 1091, 33, 11, 65, 10],
  [9, 1, 6, 0, 18, 13, 1275, 0, 9, 0],
  [5, 4, 10, 7, 16, 1, 1, 1365, 5, 30],
  [9, 19, 11, 22, 11, 22, 10, 5, 1227, 15],
  [6, 10, 2, 19, 60, 8, 1, 53, 20, 1194],
];

/** FMAN45, table 1, MNIST. */
export const fman45Table1: Table = [
  [1114, 6, 2, 0, 0, 0, 2, 11, 0, 0],
  [0, 1018, 4, 0, 0, 0, 5, 5, 0, 0],
  [0, 1, 1000, 0, 3, 0, 4, 2, 0, 0],
  [0, 2, 0, 959, 0, 1, 3, 9, 8, 0],
  [0, 2, 19, 0, 864, 2, 1, 2, 0, 2],
  [3, 1, 1, 3, 1, 939, 0, 3, 0, 7],
  [1, 10, 3, 0, 1, 0, 1009, 4, 0, 0],
  [0, 1, 2, 1, 0, 0, 1, 965, 0, 4],
  [2, 0, 6, 9, 14, 0, 12, 19, 941, 6],
  [0, 1, 0, 0, 1, 0, 1, 2, 0, 975],
];

/** FMAN45, table 2: the precision of each class of table 1. */
export const fman45Precisions = [
  ...["0.9946", "0.9770", "0.9643", "0.9866", "0.9774"],
  ...["0.9968", "0.9721", "0.9442", "0.9916", "0.9809"],
];

/** FMAN45, table 2: the recall of each class of table 1. */
export const fman45Recalls = [
  ...["0.9815", "0.9864", "0.9901", "0.9766", "0.9686"],
  ...["0.9802", "0.9815", "0.9908", "0.9326", "0.9949"],
];

/** Labels and predictions that a confusion matrix counts. */
export function samplesOf(table: Table): { labels: Uint8Array; predictions: Uint8Array } {
  const samples = table.flatMap((row, label) =>
    row.flatMap((count, prediction) => Array.from({ length: count }, () => [label, prediction]))
  );
  return {
    labels: Uint8Array.from(samples, ([label]) => label),
    predictions: Uint8Array.from(samples, ([_, prediction]) => prediction),
  };
}

/** The confusion matrix of samples that give a table. */
export function matrixOf(table: readonly (readonly number[])[]): ConfusionMatrix {
  const { labels, predictions } = samplesOf(table);
  return new ConfusionMatrix(labels, predictions, table.length);
}
