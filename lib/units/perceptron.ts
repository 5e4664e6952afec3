/**
 * Rosenblatt's perceptron, or linear threshold unit: `ŷ = H(w · x + b)`, where the Heaviside
 * function `H(z)` is 1 for `z ≥ 0` and 0 otherwise.
 *
 * Its rule finds weights that separate two classes after finitely many steps, if any plane does; if
 * none does it never comes to rest. (The generalised perceptron, which descends a gradient, is a
 * network of the layers `dense 1` and `sigmoid`.)
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 2.2.2.
 *
 * @example
 * ```ts
 * import { Perceptron } from "@handwriting/mnist/units";
 * import { assertEquals } from "@std/assert";
 *
 * const perceptron = new Perceptron([1, 0.5], 0.5);
 * assertEquals(perceptron.predict([0, -0.5]), 1);
 * perceptron.learn([0, -0.5], 0, 0.5);
 * assertEquals(perceptron.weights, Float64Array.of(1, 0.75));
 * assertEquals(perceptron.bias, 0);
 * assertEquals(perceptron.predict([0, -0.5]), 0);
 * ```
 */
export class Perceptron {
  /** `w`, one for each input. */
  readonly weights: Float64Array;
  /** `b`. */
  bias: number;

  /**
   * A unit that has learned nothing yet.
   *
   * @param weights The initial weights, copied: zeros or small random numbers.
   */
  constructor(weights: ArrayLike<number>, bias = 0) {
    this.weights = Float64Array.from(weights);
    this.bias = bias;
  }

  /**
   * `w · x + b`: positive on one side of the plane where it is 0, negative on the other.
   *
   * @throws {RangeError} If there are not as many inputs as weights.
   */
  weightedSum(inputs: ArrayLike<number>): number {
    if (inputs.length !== this.weights.length) {
      throw new RangeError(`Expected ${this.weights.length} inputs but found ${inputs.length}`);
    }
    return this.weights.reduce((sum, weight, k) => sum + weight * inputs[k], this.bias);
  }

  /** The predicted class `ŷ`. */
  predict(inputs: ArrayLike<number>): 0 | 1 {
    return this.weightedSum(inputs) >= 0 ? 1 : 0;
  }

  /**
   * Takes one step of the learning rule: `w ← w - α (ŷ - y) x`, `b ← b - α (ŷ - y)`. Only a wrong
   * prediction changes anything.
   *
   * @param target The right class `y`.
   * @param learningRate `α`, above 0.
   * @returns Whether the prediction was right before the step.
   */
  learn(inputs: ArrayLike<number>, target: 0 | 1, learningRate: number): boolean {
    const difference = this.predict(inputs) - target;
    if (difference === 0) return true;
    this.weights.forEach((_, k, w) => w[k] -= learningRate * difference * inputs[k]);
    this.bias -= learningRate * difference;
    return false;
  }
}
