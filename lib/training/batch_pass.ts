import type { Network } from "../network.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import type { Batches } from "./batches.ts";
import type { Communicator } from "./communicator.ts";
import { GradientSum } from "./gradient_sum.ts";

/** What a pass over a mini-batch has found. */
export interface BatchOutcome {
  /** Number of samples. */
  readonly samples: number;
  /** Their mean loss. */
  readonly loss: number;
  /** The number of those that were misclassified. */
  readonly wrong: number;
}

/**
 * The forward and the backward pass over a mini-batch, after which an optimizer can take its step.
 *
 * @param index Which batch, from 0 on.
 */
export type BatchPass = (index: number) => BatchOutcome;

/** What a {@linkcode BatchPass} is made from. */
export interface BatchPassParts {
  readonly network: Network;
  /** In as many slices as the pass is to have. */
  readonly batches: Batches;
  readonly optimizer: Optimizer;
}

/** Takes each batch as a whole. */
export function wholePass({ network, batches, optimizer }: BatchPassParts): BatchPass {
  return (index) => {
    const { inputs, targets, labels } = batches.load(index);
    optimizer.begin();
    const loss = network.backpropagate(inputs, targets);
    return { samples: labels.length, loss, wrong: countWrong(network, labels) };
  };
}

/**
 * Takes each batch slice by slice, and shares the slices among ranks. The result depends on the number
 * of slices alone. Dropout and augmentation choose as for the whole batch; batch normalization takes
 * the statistics of each slice.
 *
 * @param slices A power of 2, and a multiple of the number of ranks.
 */
export function slicedPass(
  { network, batches, optimizer }: BatchPassParts,
  slices: number,
  communicator: Communicator,
): BatchPass {
  const own = slices / communicator.size;
  const first = own * communicator.rank;
  const sum = new GradientSum(network, own, communicator);
  // For each slice the sum of its losses, and last of all how many samples were misclassified.
  const figures = new Float64Array(slices + 1);
  return (index) => {
    const samples = batches.sizeOf(index);
    figures.fill(0);
    optimizer.begin();
    sum.begin();
    network.beginBatch();
    batches.skip(index, 0, first);
    for (let slice = first; slice < first + own; slice++) {
      const { first: firstRow, end } = batches.rowsOf(index, slice);
      if (firstRow === end) {
        batches.skip(index, slice, slice + 1);
        sum.addNothing();
        continue;
      }
      const { inputs, targets, labels } = batches.load(index, slice);
      sum.add(inputs.rows / samples, () => {
        const loss = network.backpropagate(inputs, targets, "slice", firstRow);
        figures[slice] = inputs.rows * loss;
      });
      figures[slices] += countWrong(network, labels);
    }
    batches.skip(index, first + own, slices);
    communicator.sum(figures);
    sum.deliver();
    const losses = figures.subarray(0, slices);
    const loss = losses.reduce((sum, loss) => sum + loss, 0) / samples;
    return { samples, loss, wrong: figures[slices] };
  };
}

/**
 * Checks that batches can be cut into slices, and these be shared: equally many for each rank.
 *
 * @param batchSize Samples in a batch.
 * @throws {RangeError} If they cannot.
 */
export function checkSlices(slices: number, batchSize: number, { size }: Communicator): void {
  if (!isPowerOfTwo(slices) || slices > batchSize) {
    throw new RangeError(
      `Expected slices to be a power of 2 up to the batch size, ${batchSize}, but found ${slices}`,
    );
  }
  if (isPowerOfTwo(size) && size <= slices) return;
  throw new RangeError(
    `Expected a power of 2 up to ${slices}, the number of slices, as the number of ranks ` +
      `but found ${size}`,
  );
}

function isPowerOfTwo(value: number): boolean {
  return value >= 1 && Number.isInteger(Math.log2(value));
}

/** Number of samples of the batch whose loss was computed last that were misclassified. */
function countWrong(network: Network, labels: Uint8Array): number {
  let wrong = 0;
  for (let r = 0; r < labels.length; r++) {
    if (network.predictedClass(r) !== labels[r]) wrong++;
  }
  return wrong;
}
