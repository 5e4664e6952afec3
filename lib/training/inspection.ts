import type { Layer } from "../layers/layer.ts";
import type { Parameter } from "../layers/parameter.ts";
import { Matrix } from "../matrix.ts";
import { type Histogram, histogram } from "../metrics/histogram.ts";
import type { Network } from "../network.ts";
import type { Shape } from "../shape.ts";

/**
 * What a layer holds. In batch normalization the weights are `γ` and the bias is `β`; activations are
 * what a layer puts out.
 */
export type LayerQuantity =
  | "weights"
  | "bias"
  | "activations"
  | "weight gradients"
  | "bias gradients";

/** Every {@linkcode LayerQuantity}. */
export const layerQuantities: readonly LayerQuantity[] = [
  "weights",
  "bias",
  "activations",
  "weight gradients",
  "bias gradients",
];

/** How the numbers that a layer holds are distributed. */
export interface LayerHistogram {
  /** Number of the layer, counted from 1. */
  readonly layer: number;
  /** That number, and the layer in the layer notation: `3 dense 500`. */
  readonly name: string;
  /** What the numbers are. */
  readonly quantity: LayerQuantity;
  /** How they are distributed. */
  readonly histogram: Histogram;
}

/** What a layer puts out. */
export interface LayerActivations {
  /** Number of the layer, counted from 1. */
  readonly layer: number;
  /** That number, and the layer in the layer notation: `3 dense 500`. */
  readonly name: string;
  /** Shape of one sample. */
  readonly shape: Shape;
  /** `samples × sizeOf(shape)`. */
  readonly output: Matrix;
}

/**
 * Looks into the layers of a network while it is trained, and leaves no trace there: the training
 * goes on as if nobody had looked.
 *
 * @example
 * ```ts
 * import { createTypeScriptDevice, dense, Inspection, Matrix, Network, softmax } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const device = createTypeScriptDevice();
 * const layers = [dense(2), softmax()];
 * const network = new Network({ device, inputShape: [3], layers, batchSize: 1 });
 * const found = new Inspection(network).histograms(Matrix.of([[1, 2, 3]]), Matrix.of([[1, 0]]));
 * assertEquals(found.map(({ name, quantity }) => `${name}: ${quantity}`), [
 *   "1 dense 2: weights",
 *   "1 dense 2: bias",
 *   "1 dense 2: activations",
 *   "1 dense 2: weight gradients",
 *   "1 dense 2: bias gradients",
 *   "2 softmax: activations",
 * ]);
 * ```
 */
export class Inspection {
  readonly #network: Network;
  /** One matrix for the gradient of each parameter, made once. */
  readonly #gradients: ReadonlyMap<Parameter, Matrix>;

  /**
   * Prepares to look into a network.
   *
   * @param network May be looked into as often as wanted.
   */
  constructor(network: Network) {
    this.#network = network;
    this.#gradients = new Map(network.parameters.map((parameter) => {
      const { rows, columns } = parameter.value;
      return [parameter, network.device.matrix(rows, columns)];
    }));
  }

  /**
   * The distributions of the parameters, of the activations, and of the gradients of the mean loss
   * over a batch, without penalties; layer by layer.
   *
   * The layers work as in training: dropout drops what it dropped last, and batch normalization
   * normalizes by the batch. A layer that returns its input as its output has no activations of its
   * own.
   *
   * @param inputs `samples × inputs`, at most as many samples as the network's batch size.
   * @param targets `samples × outputs`.
   * @throws {RangeError} If there are more samples, or others in `targets` than in `inputs`.
   */
  histograms(inputs: Matrix, targets: Matrix): LayerHistogram[] {
    this.#computeGradients(inputs, targets);
    const histograms: LayerHistogram[] = [];
    let input = inputs;
    for (const [index, layer] of this.#network.layers.entries()) {
      const output = layer.forward(input, "rehearsal");
      const found = this.#quantitiesOf(layer, output === input ? undefined : output);
      for (const { quantity, values } of found) {
        histograms.push({ ...nameOf(layer, index), quantity, histogram: histogram(values.data) });
      }
      input = output;
    }
    return histograms;
  }

  #quantitiesOf({ parameters }: Layer, activations: Matrix | undefined) {
    const found: { quantity: LayerQuantity; values: Matrix }[] = [];
    for (const { role, value } of parameters) found.push({ quantity: role, values: value });
    if (activations !== undefined) found.push({ quantity: "activations", values: activations });
    for (const parameter of parameters) {
      const values = this.#gradients.get(parameter);
      if (values === undefined) continue;
      const isBias = parameter.role === "bias";
      found.push({ quantity: isBias ? "bias gradients" : "weight gradients", values });
    }
    return found;
  }

  #computeGradients(inputs: Matrix, targets: Matrix): void {
    const destinations = this.#network.parameters.map(({ destination, scale, keep }) => {
      return { destination, scale, keep };
    });
    for (const [parameter, gradient] of this.#gradients) parameter.sendGradient(gradient, 1, 0);
    try {
      this.#network.backpropagate(inputs, targets, "rehearsal");
    } finally {
      for (const [i, { destination, scale, keep }] of destinations.entries()) {
        this.#network.parameters[i].sendGradient(destination, scale, keep);
      }
    }
  }
}

/**
 * What each layer of a network puts out in use, not in training; copies.
 *
 * @param inputs `samples × inputs`, at most as many samples as the network's batch size.
 */
export function activationsOf(network: Network, inputs: Matrix): LayerActivations[] {
  let output = inputs;
  return network.layers.map((layer, index) => {
    output = layer.forward(output);
    const { rows, columns, data } = output;
    const copy = new Matrix(rows, columns, data.slice());
    return { ...nameOf(layer, index), shape: layer.outputShape, output: copy };
  });
}

function nameOf({ notation }: Layer, index: number) {
  return { layer: index + 1, name: `${index + 1} ${notation}` };
}
