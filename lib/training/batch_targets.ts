import { type Labels, makeLabels } from "../data/labels.ts";
import type { LabelledSet, RegressionSamples } from "../data/samples.ts";
import { columnMeans } from "../metrics/regression.ts";
import type { Matrix } from "../matrix.ts";
import { share } from "../ranges.ts";
import type { BatchOptions } from "./batch_inputs.ts";

/** What the targets of batches are made of. */
export interface Targets {
  /** The mean of each target over all samples; absent where they are classes. */
  readonly means?: Float64Array;
  /**
   * Makes the targets of a batch.
   *
   * @param samples Their numbers, `targets.rows` of them.
   * @param targets `samples × outputs`.
   * @returns The classes of the samples, overwritten by the next batch; undefined where there are none.
   */
  fill(samples: Int32Array, targets: Matrix): Labels | undefined;
}

/**
 * Classes, one-hot, or 0 and 1 where there is one output for two classes.
 *
 * @param batchSize Most samples in a batch.
 * @throws {RangeError} If the label smoothing is out of range.
 */
export function classTargets(
  { labels, classes }: Pick<LabelledSet, "labels" | "classes">,
  batchSize: number,
  { labelSmoothing = 0 }: BatchOptions,
): Targets {
  const smoothing = share(labelSmoothing, "the label smoothing");
  const off = smoothing / classes;
  const on = 1 - smoothing + off;
  const batchLabels = makeLabels(classes, batchSize);
  return {
    fill(samples, targets) {
      targets.data.fill(off);
      for (let r = 0; r < targets.rows; r++) {
        const label = labels[samples[r]];
        batchLabels[r] = label;
        if (targets.columns > 1) targets.data[r * targets.columns + label] = on;
        else if (label === 1) targets.data[r] = on;
      }
      return batchLabels.subarray(0, targets.rows);
    },
  };
}

/**
 * Numbers, as they are.
 *
 * @throws {RangeError} If labels are to be smoothed.
 */
export function numberTargets(
  { targets: all, targetNames }: RegressionSamples,
  { labelSmoothing = 0 }: BatchOptions,
): Targets {
  if (labelSmoothing !== 0) {
    throw new RangeError("Expected classes to smooth the labels of but found numeric targets");
  }
  const columns = targetNames.length;
  return {
    means: columnMeans(all, columns),
    fill(samples, targets) {
      for (let r = 0; r < targets.rows; r++) {
        for (let c = 0; c < columns; c++) {
          targets.data[r * columns + c] = all[samples[r] * columns + c];
        }
      }
      return undefined;
    },
  };
}
