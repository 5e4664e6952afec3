import { atOnce, inTime, settled, type Steps } from "../devices/steps.ts";
import type { Layer } from "../layers/layer.ts";
import type { Parameter } from "../layers/parameter.ts";
import { Matrix } from "../matrix.ts";
import { type Histogram, histogram } from "../metrics/histogram.ts";
import type { Network } from "../network.ts";
import { type Shape, sizeOf } from "../shape.ts";

/**
 * What a layer holds. In batch normalization the weights are `γ` and the bias is `β`; activations are
 * what a layer puts out, and activation derivatives `f'(z)` for what comes into an activation function
 * `f`. Gradients are those of the mean loss with respect to what they are named for.
 */
export type LayerQuantity =
  | "weights"
  | "bias"
  | "activations"
  | "activation derivatives"
  | "weight gradients"
  | "bias gradients"
  | "activation gradients";

/** Every {@linkcode LayerQuantity}. */
export const layerQuantities: readonly LayerQuantity[] = [
  "weights",
  "bias",
  "activations",
  "activation derivatives",
  "weight gradients",
  "bias gradients",
  "activation gradients",
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
 *   "1 dense 2: activation gradients",
 *   "2 softmax: activations",
 * ]);
 * ```
 */
export class Inspection {
  readonly #network: Network;
  /** One matrix for the gradient of each parameter, made once. */
  readonly #gradients: ReadonlyMap<Parameter, Matrix>;
  /** For each activation function as many ones as it has values in a batch, made once. */
  readonly #ones: ReadonlyMap<Layer, Matrix>;

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
    const activations = network.layers.filter(({ isActivation }) => isActivation);
    this.#ones = new Map(activations.map((layer) => {
      const ones = network.device.matrix(network.batchSize, sizeOf(layer.outputShape));
      ones.data.fill(1);
      return [layer, ones];
    }));
  }

  /**
   * The distributions of the parameters, of the activations and their derivatives, and of the
   * gradients of the mean loss over a batch, without penalties; layer by layer.
   *
   * The layers work as in training: dropout drops what it dropped last, and batch normalization
   * normalizes by the batch. A layer that returns its input as its output has no activations of its
   * own. Below the lowest layer with parameters there are no gradients, and none above a last layer
   * that the loss stands for.
   *
   * @param inputs `samples × inputs`, at most as many samples as the network's batch size.
   * @param targets `samples × outputs`.
   * @throws {RangeError} If there are more samples, or others in `targets` than in `inputs`.
   */
  histograms(inputs: Matrix, targets: Matrix): LayerHistogram[] {
    return atOnce("histograms", this.#network.device, this.#histograms(inputs, targets));
  }

  /** As {@linkcode histograms}, on a device whose results come later, or any other. */
  histogramsAsync(inputs: Matrix, targets: Matrix): Promise<LayerHistogram[]> {
    return inTime(this.#histograms(inputs, targets));
  }

  *#histograms(inputs: Matrix, targets: Matrix): Steps<LayerHistogram[]> {
    const errors = yield* this.#computeGradients(inputs, targets);
    const histograms: LayerHistogram[] = [];
    let input = inputs;
    for (const [index, layer] of this.#network.layers.entries()) {
      const output = layer.forward(input, "rehearsal");
      const found = this.#quantitiesOf(layer, output === input ? undefined : output);
      yield* settled(this.#network.device, ...found.map(({ values }) => values));
      for (const { quantity, values } of found) {
        histograms.push({ ...nameOf(layer, index), quantity, histogram: histogram(values.data) });
      }
      const error = errors.get(layer);
      if (error !== undefined && output !== input) {
        const quantity = "activation gradients";
        histograms.push({ ...nameOf(layer, index), quantity, histogram: error });
      }
      input = output;
    }
    return histograms;
  }

  /**
   * The gradient of one of the scores with respect to the input, with the network in use: how much the
   * score grows with each value. Where the last layer makes probabilities, the score is what goes into
   * it, as probabilities near 0 and 1 hardly change.
   *
   * Source: Simonyan, Vedaldi, Zisserman, "Deep Inside Convolutional Networks" (2013), section 3.
   *
   * @param inputs `samples × inputs`, at most as many samples as the network's batch size.
   * @param output Number of the score, from 0.
   * @returns `samples × inputs`, on the network's device; the next pass overwrites it.
   * @throws {RangeError} If there is no such score.
   */
  scoreGradient(inputs: Matrix, output: number): Matrix {
    const { layers, device } = this.#network;
    const last = layers[layers.length - 1];
    const scoring = last.probabilities === undefined ? layers : layers.slice(0, -1);
    const scores = scoring.reduce((input, layer) => layer.forward(input), inputs);
    if (!(Number.isInteger(output) && output >= 0 && output < scores.columns)) {
      throw new RangeError(`Expected a score of 0 to ${scores.columns - 1} but found ${output}`);
    }
    const error = device.matrix(scores.rows, scores.columns);
    for (let row = 0; row < scores.rows; row++) error.data[row * scores.columns + output] = 1;
    const putBack = this.#divertGradients();
    try {
      return scoring.reduceRight((error, layer) => layer.backward(error), error);
    } finally {
      putBack();
    }
  }

  #quantitiesOf(layer: Layer, activations: Matrix | undefined) {
    const { parameters } = layer;
    const found: { quantity: LayerQuantity; values: Matrix }[] = [];
    for (const { role, value } of parameters) found.push({ quantity: role, values: value });
    if (activations !== undefined) found.push({ quantity: "activations", values: activations });
    const ones = this.#ones.get(layer);
    if (activations !== undefined && ones !== undefined) {
      const derivatives = layer.backward(ones.firstRows(activations.rows));
      found.push({ quantity: "activation derivatives", values: derivatives });
    }
    for (const parameter of parameters) {
      const values = this.#gradients.get(parameter);
      if (values === undefined) continue;
      const isBias = parameter.role === "bias";
      found.push({ quantity: isBias ? "bias gradients" : "weight gradients", values });
    }
    return found;
  }

  /** @returns How the gradients with respect to the layers' outputs are distributed. */
  *#computeGradients(inputs: Matrix, targets: Matrix): Steps<Map<Layer, Histogram>> {
    const errors = new Map<Layer, Histogram>();
    const putBack = this.#divertGradients();
    try {
      for (const [layer, error] of this.#network.rehearse(inputs, targets)) {
        yield* settled(this.#network.device, error);
        errors.set(layer, histogram(error.data));
      }
    } finally {
      putBack();
    }
    return errors;
  }

  /**
   * Lets backward passes send their gradients here, not where the training wants them.
   *
   * @returns What lets them send there again.
   */
  #divertGradients(): () => void {
    const { parameters } = this.#network;
    const destinations = parameters.map(({ destination, scale, keep }) => {
      return { destination, scale, keep };
    });
    for (const [parameter, gradient] of this.#gradients) parameter.sendGradient(gradient, 1, 0);
    return () => {
      for (const [i, { destination, scale, keep }] of destinations.entries()) {
        parameters[i].sendGradient(destination, scale, keep);
      }
    };
  }
}

/**
 * What each layer of a network puts out in use, not in training; copies.
 *
 * @param inputs `samples × inputs`, at most as many samples as the network's batch size.
 */
export function activationsOf(network: Network, inputs: Matrix): LayerActivations[] {
  return atOnce("activationsOf", network.device, activations(network, inputs));
}

/** As {@linkcode activationsOf}, on a device whose results come later, or any other. */
export function activationsOfAsync(network: Network, inputs: Matrix): Promise<LayerActivations[]> {
  return inTime(activations(network, inputs));
}

function* activations(network: Network, inputs: Matrix): Steps<LayerActivations[]> {
  const found: LayerActivations[] = [];
  let output = inputs;
  for (const [index, layer] of network.layers.entries()) {
    output = layer.forward(output);
    // Before the next layers, which may overwrite it.
    yield* settled(network.device, output);
    const { rows, columns, data } = output;
    const copy = new Matrix(rows, columns, data.slice());
    found.push({ ...nameOf(layer, index), shape: layer.outputShape, output: copy });
  }
  return found;
}

function nameOf({ notation }: Layer, index: number) {
  return { layer: index + 1, name: `${index + 1} ${notation}` };
}
