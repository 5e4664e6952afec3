import { indexOfLargest } from "../largest.ts";
import { positiveInteger } from "../ranges.ts";
import { Perceptron } from "./perceptron.ts";

/**
 * A layer of linear threshold units, one perceptron for each class: `ŷ = H(W x + b)`, where unit `c` should
 * put out 1 for the samples of class `c` and 0 for all others.
 *
 * Each unit learns by the perceptron's rule, from every sample. As none, or several, of them may put out 1,
 * the class is that of the unit with the largest weighted sum.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 2.3.1.
 *
 * @example
 * ```ts
 * import { ThresholdLayer } from "@handwriting/mnist/units";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new ThresholdLayer(2, 3);
 * const samples = [[1, 0], [0, 1], [-1, -1]];
 * for (let epoch = 0; epoch < 10; epoch++) {
 *   samples.forEach((sample, label) => layer.learn(sample, label, 0.5));
 * }
 * assertEquals(samples.map((sample) => layer.outputs(sample)), [[1, 0, 0], [0, 1, 0], [0, 0, 1]]);
 * assertEquals(samples.map((sample) => layer.predict(sample)), [0, 1, 2]);
 * ```
 */
export class ThresholdLayer {
  /** One for each class. */
  readonly units: readonly Perceptron[];

  /**
   * Units that have learned nothing yet: all weights and biases are 0.
   *
   * @throws {RangeError} If one of the numbers is not an integer of 1 or more.
   */
  constructor(inputs: number, classes: number) {
    positiveInteger(inputs, "the number of inputs");
    positiveInteger(classes, "the number of classes");
    const weights = new Float64Array(inputs);
    this.units = Array.from({ length: classes }, () => new Perceptron(weights));
  }

  /**
   * What each unit puts out.
   *
   * @throws {RangeError} If there are not as many inputs as the units have.
   */
  outputs(inputs: ArrayLike<number>): (0 | 1)[] {
    return this.units.map((unit) => unit.predict(inputs));
  }

  /** The class whose unit has the largest weighted sum, the first of equals. */
  predict(inputs: ArrayLike<number>): number {
    return indexOfLargest(this.units.map((unit) => unit.weightedSum(inputs)));
  }

  /**
   * Lets every unit take one step of the perceptron's rule.
   *
   * @param label The class of the sample, from 0.
   * @param learningRate `α`, above 0.
   * @returns How many of the units were right before the step.
   * @throws {RangeError} If there is no such class, or not as many inputs as the units have.
   */
  learn(inputs: ArrayLike<number>, label: number, learningRate: number): number {
    if (this.units[label] === undefined) {
      throw new RangeError(
        `Expected a class of 0 to ${this.units.length - 1} but found ${label}`,
      );
    }
    const right = this.units.filter((unit, c) =>
      unit.learn(inputs, c === label ? 1 : 0, learningRate)
    );
    return right.length;
  }
}
