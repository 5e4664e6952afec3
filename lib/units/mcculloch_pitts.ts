/** The signal of a McCulloch-Pitts unit: it fires or it does not. */
export type Signal = 0 | 1;

/** How a signal works on a unit: `+1` excites, `-1` inhibits. */
export type Synapse = 1 | -1;

/**
 * A McCulloch-Pitts unit: `y = H(Σ wₖ xₖ - θ)`, where the Heaviside function `H(z)` is 1 for `z ≥ 0`
 * and 0 otherwise. Its weights and its threshold are given; it learns nothing.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 2.2.1.
 *
 * @example
 * ```ts
 * import { McCullochPittsUnit } from "@handwriting/mnist/units";
 * import { assertEquals } from "@std/assert";
 *
 * const atLeastTwo = new McCullochPittsUnit([1, 1, 1], 2);
 * assertEquals(atLeastTwo.output([0, 1, 1]), 1);
 * assertEquals(atLeastTwo.output([0, 0, 1]), 0);
 * ```
 */
export class McCullochPittsUnit {
  /** One for each input. */
  readonly weights: readonly Synapse[];
  /** `θ`: the unit fires when the sum of its weighted inputs reaches it. */
  readonly threshold: number;

  /** A unit with one weight for each input. */
  constructor(weights: readonly Synapse[], threshold: number) {
    this.weights = weights;
    this.threshold = threshold;
  }

  /**
   * Whether the unit fires.
   *
   * @throws {RangeError} If there are not as many inputs as weights.
   */
  output(inputs: readonly Signal[]): Signal {
    if (inputs.length !== this.weights.length) {
      throw new RangeError(`Expected ${this.weights.length} inputs but found ${inputs.length}`);
    }
    const sum = this.weights.reduce((sum, weight, k) => sum + weight * inputs[k], 0);
    return sum - this.threshold >= 0 ? 1 : 0;
  }
}

/** Layers of units, from the inputs to the outputs; each unit takes all outputs of the layer below. */
export type McCullochPittsNetwork = readonly (readonly McCullochPittsUnit[])[];

/**
 * The outputs of the network's last layer.
 *
 * @throws {RangeError} If a unit does not have as many inputs as the layer below has outputs.
 */
export function runMcCullochPitts(
  network: McCullochPittsNetwork,
  inputs: readonly Signal[],
): Signal[] {
  return network.reduce(
    (signals: readonly Signal[], layer) => layer.map((unit) => unit.output(signals)),
    inputs,
  ).slice();
}

/** Logical and: `H(x₁ + x₂ - 2)`. */
export const andNetwork: McCullochPittsNetwork = [[new McCullochPittsUnit([1, 1], 2)]];

/** Logical or: `H(x₁ + x₂ - 1)`. */
export const orNetwork: McCullochPittsNetwork = [[new McCullochPittsUnit([1, 1], 1)]];

/**
 * Exclusive or, which no single unit can compute: `H(H(x₁ + x₂ - 1) + H(1 - x₁ - x₂) - 2)`, that is
 * "one or the other, and not both".
 */
export const xorNetwork: McCullochPittsNetwork = [
  [new McCullochPittsUnit([1, 1], 1), new McCullochPittsUnit([-1, -1], -1)],
  [new McCullochPittsUnit([1, 1], 2)],
];
