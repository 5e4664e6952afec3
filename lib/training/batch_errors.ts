import type { Matrix } from "../matrix.ts";
import type { Network } from "../network.ts";
import type { Batch } from "./batches.ts";
import type { BatchOutcome, ErrorSums } from "./measurement.ts";

/**
 * How far the network is from what it should make of a batch, whose loss it has computed last.
 *
 * @param means Those of targets that are numbers, over all samples; 0 where left out.
 * @param classes Receives the classes that are told; nothing does when left out.
 */
export function errorsOf(
  network: Network,
  { targets, rows, labels }: Batch,
  means?: Float64Array,
  classes?: Int32Array,
): ErrorSums {
  return labels === undefined
    ? differences(network, targets, means)
    : { wrong: network.classify(labels, rows, classes).value };
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
  readonly #means: Float64Array | undefined;

  /** @param means As for {@linkcode errorsOf}. */
  constructor(data: Float64Array, means: Float64Array | undefined) {
    this.data = data;
    this.#means = means;
  }

  /**
   * Puts in what the network has made of a batch.
   *
   * @param place Which one it is, from 0.
   * @param loss Its mean loss, which was computed last.
   * @param classes As for {@linkcode errorsOf}.
   */
  set(place: number, loss: number, network: Network, batch: Batch, classes?: Int32Array): void {
    const errors = errorsOf(network, batch, this.#means, classes);
    const { wrong, residual = 0, spread = 0 } = errors;
    this.data.set([loss * batch.inputs.rows, wrong, residual, spread], Figures.EACH * place);
  }

  /** What they are together. */
  outcome(samples: number): BatchOutcome {
    const [loss, wrong, residual, spread] = [0, 1, 2, 3].map((figure) => {
      let sum = 0;
      for (let i = figure; i < this.data.length; i += Figures.EACH) sum += this.data[i];
      return sum;
    });
    const errors = this.#means === undefined ? { wrong } : { wrong, residual, spread };
    return { samples, loss: loss / samples, ...errors };
  }
}

function differences(network: Network, targets: Matrix, means?: Float64Array): ErrorSums {
  const residual = network.device.squaredError(network.lastOutput(), targets).value;
  let spread = 0;
  targets.data.forEach((target, i) =>
    spread += (target - (means?.[i % targets.columns] ?? 0)) ** 2
  );
  return { wrong: 0, residual, spread };
}
