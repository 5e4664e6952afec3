import { accuracyOf, type ClassCounts, f1, precision, recall } from "./class_counts.ts";
import type { ConfusionMatrix } from "./confusion_matrix.ts";

/** Measures of each class against all others, averaged. */
export interface ClassAverages {
  /** Mean over the classes of each one's accuracy, from 0 to 1. */
  readonly accuracy: number;
  /** Mean precision, from 0 to 1. */
  readonly precision: number;
  /** Mean recall, from 0 to 1. */
  readonly recall: number;
  /** Mean F1 score, from 0 to 1. */
  readonly f1: number;
}

/**
 * The means of accuracy, precision, recall and F1 over the classes, each class with the same weight
 * however many samples it has ("macro averages").
 *
 * A class that has samples but was never predicted counts with a precision of 0, as none of them was
 * found. A class without samples has no recall, and one that was never predicted either has no
 * precision and no F1; it is left out of these means. If that leaves none the mean is NaN.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.5.2, "system performance measure".
 *
 * @example
 * ```ts
 * import { averageOverClasses, ConfusionMatrix } from "@handwriting/mnist/metrics";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = Uint8Array.of(0, 0, 1, 1);
 * const matrix = new ConfusionMatrix(labels, Uint8Array.of(0, 1, 1, 1), 2);
 * assertEquals(averageOverClasses(matrix).recall, (1 / 2 + 2 / 2) / 2);
 * assertEquals(averageOverClasses(matrix).precision, (1 / 1 + 2 / 3) / 2);
 * ```
 */
export function averageOverClasses(matrix: ConfusionMatrix): ClassAverages {
  const classes = Array.from({ length: matrix.classCount }, (_, c) => matrix.classCounts(c));
  return {
    accuracy: meanOf(classes.map(accuracyOf)),
    precision: meanOf(classes.map(precisionInMean)),
    recall: meanOf(classes.map(recall)),
    f1: meanOf(classes.map(f1)),
  };
}

/**
 * F1 of the system: the harmonic mean `2 / (1 / precision + 1 / recall)` of precision and recall as
 * averaged by {@linkcode averageOverClasses}. It is not the average of the classes' F1.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.5.2.
 */
export function systemF1(matrix: ConfusionMatrix): number {
  const { precision, recall } = averageOverClasses(matrix);
  return 2 / (1 / precision + 1 / recall);
}

function precisionInMean(counts: ClassCounts): number {
  const isMissed = counts.truePositives + counts.falsePositives === 0 && counts.falseNegatives > 0;
  return isMissed ? 0 : precision(counts);
}

function meanOf(measures: readonly number[]): number {
  const known = measures.filter((measure) => !Number.isNaN(measure));
  return known.reduce((sum, measure) => sum + measure, 0) / known.length;
}
