import type { Scalar } from "../devices/scalar.ts";
import type { Matrix } from "../matrix.ts";
import type { Network } from "../network.ts";
import type { Batch } from "./batches.ts";
import type { BatchOutcome, ErrorSums } from "./measurement.ts";

/** What the device finds of a batch or a slice: numbers that are known once it has settled. */
export interface Finding {
  /** Number of samples. */
  readonly samples: number;
  /** Their mean loss. */
  readonly loss: Scalar;
  /** The number of those that were misclassified; absent without classes. */
  readonly wrong?: Scalar;
  /** Of targets that are numbers: `Σ (ŷ - y)²`. */
  readonly residual?: Scalar;
  /** Of targets that are numbers: `Σ (y - ȳ)²`, which the host knows. */
  readonly spread?: number;
}

/**
 * How far the network is from what it should make of a batch.
 *
 * @param loss Its mean loss, which the network has computed last.
 * @param means Those of targets that are numbers, over all samples; 0 where left out.
 * @param classes Receives the classes that are told; nothing does when left out.
 */
export function findingOf(
  network: Network,
  { targets, rows, labels }: Batch,
  loss: Scalar,
  means?: Float64Array,
  classes?: Int32Array,
): Finding {
  const samples = targets.rows;
  if (labels !== undefined) {
    return { samples, loss, wrong: network.classify(labels, rows, classes) };
  }
  const residual = network.device.squaredError(network.lastOutput(), targets);
  return { samples, loss, residual, spread: spreadOf(targets, means) };
}

/** What was found of a batch, once the device has settled. */
export function outcomeOf({ samples, loss, wrong, residual, spread }: Finding): BatchOutcome {
  const known = { samples, loss: loss.value, wrong: wrong?.value ?? 0 };
  return residual === undefined ? known : { ...known, residual: residual.value, spread };
}

/**
 * What was found of several batches or slices, each in a place of its own, so that ranks that share them
 * come to the same sums whatever each of them found.
 */
export class Figures {
  /** Numbers for each: the sum of its losses, how many samples were misclassified, residual and spread. */
  static readonly EACH = 4;
  /** All of them, zeros at first. */
  readonly data: Float64Array;

  /** @param data Zeros. */
  constructor(data: Float64Array) {
    this.data = data;
  }

  /**
   * Puts in what was found of a batch, once the device has settled.
   *
   * @param place Which one it is, from 0.
   */
  set(place: number, finding: Finding): void {
    const { samples, loss, wrong, residual = 0, spread = 0 } = outcomeOf(finding);
    this.data.set([loss * samples, wrong, residual, spread], Figures.EACH * place);
  }

  /**
   * What they are together.
   *
   * @param hasClasses Whether the targets are classes, not numbers.
   */
  outcome(samples: number, hasClasses: boolean): BatchOutcome {
    const [loss, wrong, residual, spread] = [0, 1, 2, 3].map((figure) => {
      let sum = 0;
      for (let i = figure; i < this.data.length; i += Figures.EACH) sum += this.data[i];
      return sum;
    });
    const errors: ErrorSums = hasClasses ? { wrong } : { wrong, residual, spread };
    return { samples, loss: loss / samples, ...errors };
  }
}

/** Of targets that the host has just written, so that their elements are current there. */
function spreadOf({ columns, data }: Matrix, means?: Float64Array): number {
  let spread = 0;
  data.forEach((target, i) => spread += (target - (means?.[i % columns] ?? 0)) ** 2);
  return spread;
}
