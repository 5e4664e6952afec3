import type { LabelledSet, RegressionSamples } from "../data/samples.ts";
import type { Device } from "../devices/device.ts";
import { columnMeans } from "../metrics/regression.ts";
import type { Matrix } from "../matrix.ts";
import { share } from "../ranges.ts";
import type { BatchOptions } from "./batch_inputs.ts";

/** What the targets of batches are made of. */
export interface Targets {
  /** The mean of each target over all samples; absent where they are classes. */
  readonly means?: Float64Array;
  /** The classes of all samples, on the device; absent where the targets are numbers. */
  readonly labels?: Int32Array;
  /**
   * Makes the targets of a batch.
   *
   * @param samples Their numbers on the device, `targets.rows` of them.
   * @param targets `samples × outputs`.
   */
  fill(samples: Int32Array, targets: Matrix): void;
}

/**
 * Classes, one-hot, or 0 and 1 where there is one output for two classes.
 *
 * @throws {RangeError} If the label smoothing is out of range.
 */
export function classTargets(
  device: Device,
  data: Pick<LabelledSet, "labels" | "classes">,
  { labelSmoothing = 0 }: BatchOptions,
): Targets {
  const smoothing = share(labelSmoothing, "the label smoothing");
  const off = smoothing / data.classes;
  const on = 1 - smoothing + off;
  const labels = device.indices(data.labels.length);
  labels.set(data.labels);
  return { labels, fill: (samples, targets) => device.target(labels, samples, off, on, targets) };
}

/**
 * Numbers, as they are.
 *
 * @throws {RangeError} If labels are to be smoothed.
 */
export function numberTargets(
  device: Device,
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
      device.changed(targets);
    },
  };
}
