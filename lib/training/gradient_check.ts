import { atOnce, inTime, settled, type Steps } from "../devices/steps.ts";
import type { Matrix } from "../matrix.ts";
import type { Network } from "../network.ts";
import { Random } from "../random.ts";
import { sizeOf } from "../shape.ts";

/** How the gradient of one matrix, a parameter or the input, compares with central differences. */
export interface GradientComparison {
  /** Number of the layer, counted from 0; -1 for the input. */
  readonly layer: number;
  /** The parameter's name, or `input`. */
  readonly name: string;
  /** Elements of the matrix. */
  readonly elements: number;
  /** How many of them were compared. */
  readonly compared: number;
  /**
   * Largest difference, relative to the largest gradient compared, or to 10⁶ times the rounding
   * error of a central difference where that is more; 0 if all are exactly 0.
   */
  readonly relativeError: number;
}

/**
 * Relative rounding error of a loss. Without it a gradient that is exactly 0, such as that of a bias
 * whose shift a batch normalization undoes, would be compared with noise.
 */
const LOSS_ROUNDING = 2 ** -50;

/** A gradient less than this many times the rounding error is compared as if it were that large. */
const LEAST_SIGNIFICANCE = 1e6;

/** The distances tried for an element, as parts of `ε`, until the difference is close enough. */
const PARTS = [1, 0.1, 0.01];
const CLOSE_ENOUGH = 1e-7;

/** How {@linkcode checkGradients} compares. */
export interface GradientCheckOptions {
  /** Most elements compared of one matrix, chosen at random; all of them when left out. */
  readonly elements?: number;
  /** Half the distance `ε` of the two losses; 1e-5 when left out. */
  readonly epsilon?: number;
  /** Samples in the batch; 4, or the network's batch size if smaller, when left out. */
  readonly samples?: number;
  /** Determines the batch and the choice of elements; 1 when left out. */
  readonly seed?: number;
}

/**
 * Compares the gradient of the mean loss with respect to each parameter and to the input with the
 * central difference `(L(x + ε) - L(x - ε)) / 2ε`, on a batch of random inputs in [0, 1). Where the
 * two are not close, `ε` may be too wide: a ReLU or a max pooling has a kink in between. So a tenth
 * and a hundredth of it are tried too, and then, as a kink may be closer still, the differences to
 * either side, `(4 L(x + h) - 3 L(x) - L(x + 2h)) / 2h` for `h = ±ε` and so on, which are as exact.
 * The closest counts.
 *
 * In double precision a right gradient stays below 1e-6, a wrong one is near 1. Dropout is held
 * fixed, and the network is as before afterwards, but for where the gradients of its parameters go.
 */
export function* checkGradients(
  network: Network,
  options: GradientCheckOptions = {},
): Generator<GradientComparison, void> {
  for (const check of new GradientCheck(network, options).checks()) {
    yield atOnce("checkGradients", network.device, check);
  }
}

/** As {@linkcode checkGradients}, on a device whose results come later, or any other. */
export async function* checkGradientsAsync(
  network: Network,
  options: GradientCheckOptions = {},
): AsyncGenerator<GradientComparison, void> {
  for (const check of new GradientCheck(network, options).checks()) yield await inTime(check);
}

/** The batch that gradients are checked on, and how. */
class GradientCheck {
  readonly #network: Network;
  readonly #inputs: Matrix;
  readonly #targets: Matrix;
  readonly #random: Random;
  readonly #elements: number;
  readonly #epsilon: number;

  constructor(network: Network, options: GradientCheckOptions) {
    const { elements = Infinity, epsilon = 1e-5, seed = 1 } = options;
    this.#network = network;
    this.#random = new Random(seed, "gradient check");
    const samples = Math.min(options.samples ?? 4, network.batchSize);
    const { inputs, targets } = randomBatch(network, samples, this.#random);
    this.#inputs = inputs;
    this.#targets = targets;
    this.#elements = elements;
    this.#epsilon = epsilon;
  }

  /** What it takes to compare the gradient of each matrix, one after the other. */
  *checks(): Generator<Steps<GradientComparison>, void> {
    const { device, layers, parameters } = this.#network;
    const gradients = new Map(parameters.map((parameter) => {
      const gradient = device.matrix(parameter.value.rows, parameter.value.columns);
      parameter.sendGradient(gradient, 1, 0);
      return [parameter, gradient];
    }));
    const inputError = this.#network.backpropagateToInput(this.#inputs, this.#targets);
    const inputGradient = device.matrix(inputError.rows, inputError.columns);
    device.copy(inputError, inputGradient);
    yield this.#compare(-1, "input", this.#inputs, inputGradient);
    for (const [layer, { parameters }] of layers.entries()) {
      for (const parameter of parameters) {
        const gradient = gradients.get(parameter) ?? device.matrix(0, 0);
        yield this.#compare(layer, parameter.name, parameter.value, gradient);
      }
    }
  }

  *#compare(
    layer: number,
    name: string,
    value: Matrix,
    gradient: Matrix,
  ): Steps<GradientComparison> {
    yield* settled(this.#network.device, value, gradient);
    const chosen = choose(value.data.length, this.#elements, this.#random);
    let difference = 0;
    let largest = 0;
    let rounding = 0;
    for (const i of chosen) {
      const element = yield* this.#compareElement(value, i, gradient.data[i]);
      difference = Math.max(difference, element.difference);
      largest = Math.max(largest, element.largest);
      rounding = Math.max(rounding, element.rounding);
    }
    return {
      layer,
      name,
      elements: value.data.length,
      compared: chosen.length,
      relativeError: difference === 0
        ? 0
        : difference / Math.max(largest, LEAST_SIGNIFICANCE * rounding),
    };
  }

  /** Tries differences until no kink of the loss lies in between, which would make one wrong. */
  *#compareElement(value: Matrix, i: number, gradient: number) {
    let best = { difference: Infinity, largest: 0, rounding: 0 };
    const isClose = (expected: number, rounding: number) => {
      const difference = Math.abs(gradient - expected);
      const largest = Math.max(Math.abs(gradient), Math.abs(expected));
      if (!(difference >= best.difference)) best = { difference, largest, rounding };
      return best.difference <= CLOSE_ENOUGH * best.largest;
    };
    for (const part of PARTS) {
      const h = this.#epsilon * part;
      const [above, below] = yield* this.#lossesAt(value, i, [h, -h]);
      if (isClose((above - below) / (2 * h), LOSS_ROUNDING * Math.abs(above) / h)) return best;
    }
    const [here] = yield* this.#lossesAt(value, i, [0]);
    const rounding = 4 * LOSS_ROUNDING * Math.abs(here) / this.#epsilon;
    for (const part of PARTS) {
      for (const h of [this.#epsilon * part, -this.#epsilon * part]) {
        const [near, far] = yield* this.#lossesAt(value, i, [h, 2 * h]);
        if (isClose((4 * near - 3 * here - far) / (2 * h), rounding / part)) return best;
      }
    }
    return best;
  }

  /** The losses with an element shifted. */
  *#lossesAt(value: Matrix, i: number, shifts: readonly number[]): Steps<number[]> {
    const { device } = this.#network;
    const { columns, data } = value;
    const row = value.rowRange(Math.floor(i / columns), Math.floor(i / columns) + 1);
    const kept = data[i];
    const losses = shifts.map((shift) => {
      data[i] = kept + shift;
      device.changed(row);
      return this.#network.evaluateLoss(this.#inputs, this.#targets, "rehearsal");
    });
    data[i] = kept;
    device.changed(row);
    yield* settled(device);
    return losses.map(({ value }) => value);
  }
}

function randomBatch(network: Network, samples: number, random: Random) {
  const inputs = network.device.matrix(samples, sizeOf(network.inputShape));
  const targets = network.device.matrix(samples, sizeOf(network.outputShape));
  for (let i = 0; i < inputs.data.length; i++) inputs.data[i] = random.uniform(0, 1);
  const { columns } = targets;
  for (let r = 0; r < samples; r++) {
    if (columns === 1) targets.data[r] = random.integer(2);
    else targets.data[r * columns + random.integer(columns)] = 1;
  }
  return { inputs, targets };
}

function choose(count: number, limit: number, random: Random): Int32Array {
  const all = Int32Array.from({ length: count }, (_, i) => i);
  if (count <= limit) return all;
  random.shuffle(all);
  return all.subarray(0, limit);
}
