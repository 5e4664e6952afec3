import type { Matrix } from "../matrix.ts";
import type { Scalar } from "./scalar.ts";

/** What is measured of a batch besides its loss. */
export interface Measures {
  /**
   * Tells the class of each sample, and counts those whose class is another one than their label. The
   * class is the column with the largest score, the first of equals; a NaN is the largest only where it
   * comes first. With a single column it is 1 where the score is above the threshold, else 0.
   *
   * @param scores `samples × classes`, or one column for two classes.
   * @param threshold Of no effect with several columns.
   * @param labels From `indices`: the labels of all samples.
   * @param rows From `indices`, or a part of it: the samples' numbers, `scores.rows` of them or more.
   * @param classes From `indices`, or a part of it: receives the classes; `scores.rows` long or longer.
   */
  classify(
    scores: Matrix,
    threshold: number,
    labels: Int32Array,
    rows: Int32Array,
    classes: Int32Array,
  ): Scalar;

  /** `Σ (y - t)²` over all elements of two matrices of one size. */
  squaredError(outputs: Matrix, targets: Matrix): Scalar;
}
