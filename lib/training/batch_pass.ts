import type { Network } from "../network.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import type { Batches } from "./batches.ts";
import { Figures, type Finding, findingOf, outcomeOf } from "./batch_errors.ts";
import type { Communicator } from "./communicator.ts";
import { GradientSum } from "./gradient_sum.ts";
import type { BatchOutcome } from "./measurement.ts";

/**
 * The forward and the backward pass over a mini-batch, after which an optimizer can take its step.
 *
 * @param index Which batch, from 0 on.
 * @returns Tells what it has found, once the device has settled.
 */
export type BatchPass = (index: number) => () => BatchOutcome;

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
    const batch = batches.load(index);
    const { inputs, targets } = batch;
    optimizer.begin();
    const loss = network.backpropagate(inputs, targets);
    const finding = findingOf(network, batch, loss, batches.targetMeans);
    return () => outcomeOf(finding);
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
  return (index) => {
    const samples = batches.sizeOf(index);
    const findings = new Map<number, Finding>();
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
      const batch = batches.load(index, slice);
      const { inputs, targets } = batch;
      sum.add(inputs.rows / samples, () => {
        const loss = network.backpropagate(inputs, targets, "slice", firstRow);
        findings.set(slice, findingOf(network, batch, loss, batches.targetMeans));
      });
    }
    batches.skip(index, first + own, slices);
    sum.deliver();
    return () => {
      const figures = new Figures(new Float64Array(Figures.EACH * slices));
      for (const [slice, finding] of findings) figures.set(slice, finding);
      communicator.sum(figures.data);
      return figures.outcome(samples, batches.targetMeans === undefined);
    };
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
