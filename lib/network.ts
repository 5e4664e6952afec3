import type { Device } from "./devices/device.ts";
import type { Scalar } from "./devices/scalar.ts";
import { consoleDisplay, type Display, notebookDisplay } from "./formats/display.ts";
import type { Layer, LayerContext, LayerFactory, Mode } from "./layers/layer.ts";
import { displayLayerTable, formatLayersInLine, formatLayerTable } from "./layers/layer_table.ts";
import type { Parameter } from "./layers/parameter.ts";
import { PassedMatrices } from "./layers/passed_matrices.ts";
import { crossEntropy, type Loss } from "./losses.ts";
import type { Matrix } from "./matrix.ts";
import { Random } from "./random.ts";
import { positiveInteger } from "./ranges.ts";
import { type Shape, sizeOf } from "./shape.ts";

/** What a {@linkcode Network} is built from. */
export interface NetworkOptions {
  /** Does the arithmetic. */
  readonly device: Device;
  /** Shape of one sample: `[784]` or `[1, 28, 28]`. */
  readonly inputShape: Shape;
  /** The layers, from the input to the output. */
  readonly layers: readonly LayerFactory[];
  /** Most samples in one batch. */
  readonly batchSize: number;
  /** What training makes small; cross-entropy when left out. */
  readonly loss?: Loss;
  /** Determines the initial parameters and what dropout drops; 1 when left out. */
  readonly seed?: number;
  /**
   * Whether it is for inference alone: then the outputs of all layers together take no more memory than the
   * two largest. It can be trained too when left out.
   */
  readonly inferenceOnly?: boolean;
}

/**
 * Layers in sequence, with a loss on top.
 *
 * @example
 * ```ts
 * import { createTypeScriptDevice, dense, Network, relu, softmax } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const network = new Network({
 *   device: createTypeScriptDevice(),
 *   inputShape: [784],
 *   layers: [dense(500), relu(), dense(10), softmax()],
 *   batchSize: 100,
 * });
 * assertEquals(network.parameterCount, 397510);
 * ```
 */
export class Network {
  /** Does the arithmetic. */
  readonly device: Device;
  /** Shape of one sample that comes in. */
  readonly inputShape: Shape;
  /** Shape of one sample that goes out. */
  readonly outputShape: Shape;
  /** The layers, from the input to the output. */
  readonly layers: readonly Layer[];
  /** All parameters, from the lowest layer to the highest. */
  readonly parameters: readonly Parameter[];
  /** What training makes small. */
  readonly loss: Loss;
  /** Most samples in one batch. */
  readonly batchSize: number;
  /** Draws what dropout drops; its state belongs to what a training continues from. */
  readonly dropoutRandom: Random;
  /** The layers that a training step runs; the loss may stand for the last one. */
  readonly #trained: readonly Layer[];
  /** The loss on top of them. */
  readonly #objective: Loss;
  readonly #error: Matrix;
  /** Those of a batch, where nobody asks for them; made when first needed. */
  #classes: Int32Array | undefined;
  /** What the trained layers computed last. */
  #scores: Matrix;
  readonly #inferenceOnly: boolean;

  /**
   * Builds the layers, each for what the one below puts out.
   *
   * @throws {RangeError} If an option is out of range or a layer does not fit on the one below.
   */
  constructor(options: NetworkOptions) {
    const { device, inputShape, batchSize, loss = crossEntropy, seed = 1 } = options;
    const { inferenceOnly = false } = options;
    if (options.layers.length === 0) throw new RangeError("Expected 1 or more layers but found 0");
    positiveInteger(batchSize, "the batch size");
    this.device = device;
    this.inputShape = inputShape;
    this.batchSize = batchSize;
    this.loss = loss;
    this.dropoutRandom = new Random(seed, "dropout");
    this.layers = build(options.layers, {
      device,
      inputShape,
      batchSize,
      random: new Random(seed, "weights"),
      dropoutRandom: this.dropoutRandom,
      inputErrors: new PassedMatrices(device, batchSize),
      outputs: inferenceOnly ? new PassedMatrices(device, batchSize) : undefined,
    });
    this.parameters = this.layers.flatMap((layer) => layer.parameters);
    const last = this.layers[this.layers.length - 1];
    this.outputShape = last.outputShape;
    const fused = last.fuse?.(loss);
    this.#trained = fused === undefined ? this.layers : this.layers.slice(0, -1);
    this.#objective = fused ?? loss;
    this.#error = device.matrix(batchSize, sizeOf(this.outputShape));
    this.#scores = this.#error;
    this.#inferenceOnly = inferenceOnly;
  }

  /** Number of trainable numbers. */
  get parameterCount(): number {
    return this.parameters.reduce((sum, { value }) => sum + value.rows * value.columns, 0);
  }

  /** The layers with the shapes of their outputs and their parameters, as a table in lines of text. */
  summary(): string {
    return formatLayerTable(this);
  }

  /** Input, layers and number of parameters, in one line. */
  toString(): string {
    return `Network(${formatLayersInLine(this)})`;
  }

  /** What `console.log` shows of it: {@linkcode toString}. */
  [consoleDisplay](): string {
    return this.toString();
  }

  /** What a notebook shows of it: the table of {@linkcode summary}. */
  [notebookDisplay](): Display {
    return displayLayerTable(this);
  }

  /**
   * Waits until what training changes, parameters and buffers, can be read on the host. On an immediate
   * device that is always so.
   */
  settle(): Promise<void> {
    const learned = [...this.parameters, ...this.layers.flatMap(({ buffers }) => buffers)];
    return this.device.settle(...learned.map(({ value }) => value));
  }

  /**
   * The network's output, one row per sample; the next pass overwrites it.
   *
   * @param input `samples × inputs`, at most `batchSize` samples, on the network's device.
   * @throws {RangeError} If it has another size.
   * @throws {TypeError} If a network for inference alone is to be trained.
   */
  forward(input: Matrix, mode: Mode = "inference"): Matrix {
    this.#checkMode(mode);
    this.#checkInput(input);
    return forwardThrough(this.layers, input, mode);
  }

  /**
   * The mean loss over a batch.
   *
   * @param input `samples × inputs`, at most `batchSize` samples, on the network's device.
   * @param targets `samples × outputs`, there too.
   * @param firstRow In mode `slice`, where the samples begin in their batch.
   * @throws {RangeError} If one has another size.
   * @throws {TypeError} If a network for inference alone is to be trained.
   */
  evaluateLoss(input: Matrix, targets: Matrix, mode: Mode = "inference", firstRow = 0): Scalar {
    this.#checkMode(mode);
    this.#checkInput(input);
    const outputs = sizeOf(this.outputShape);
    if (targets.rows !== input.rows || targets.columns !== outputs) {
      throw new RangeError(`Expected targets of ${input.rows} x ${outputs} but found ${targets}`);
    }
    this.#scores = forwardThrough(this.#trained, input, mode, firstRow);
    const error = this.#error.firstRows(input.rows);
    return this.#objective.evaluate(this.device, this.#scores, targets, error);
  }

  /**
   * Tells the class of each sample of the batch whose loss was computed last, and counts those that are
   * misclassified. The class is the one with the largest output, the first of equals. With a single output
   * it is 1 where the output is above one half, else 0.
   *
   * @param labels The labels of all samples, on the network's device.
   * @param rows The numbers of those in the batch, there too.
   * @param classes Receives their classes, there too; nothing does when left out.
   */
  classify(labels: Int32Array, rows: Int32Array, classes?: Int32Array): Scalar {
    const told = classes ?? (this.#classes ??= this.device.indices(this.batchSize));
    // Where the loss stands for a sigmoid, 0 goes into it where one half would come out.
    const threshold = this.#objective === this.loss ? 0.5 : 0;
    return this.device.classify(this.#scores, threshold, labels, rows, told);
  }

  /**
   * The network's output for the batch whose loss was computed last, as {@linkcode forward} would
   * return it; the next pass overwrites it.
   */
  lastOutput(): Matrix {
    // The loss may stand for the last layer, whose turn it is now.
    return forwardThrough(this.layers.slice(this.#trained.length), this.#scores, "inference");
  }

  /** Makes the layers' random choices for a batch that comes in slices, in mode `slice`. */
  beginBatch(): void {
    for (const layer of this.layers) layer.beginBatch?.();
  }

  /**
   * One forward and one backward pass: sends the gradient of the mean loss to each parameter's
   * destination, and returns the loss. Takes and refuses what {@linkcode evaluateLoss} does.
   */
  backpropagate(
    input: Matrix,
    targets: Matrix,
    mode: Exclude<Mode, "inference"> = "training",
    firstRow = 0,
  ): Scalar {
    const loss = this.evaluateLoss(input, targets, mode, firstRow);
    this.#sendBack(this.#error.firstRows(input.rows));
    return loss;
  }

  /**
   * As {@linkcode backpropagate}, but in rehearsal mode, and shows what goes from layer to layer: each
   * layer, from the last to the lowest one with parameters, and the gradient of the mean loss with respect
   * to its output, before it goes further down; not that of a last layer that the loss stands for.
   */
  *rehearse(input: Matrix, targets: Matrix): Generator<readonly [Layer, Matrix], void> {
    this.evaluateLoss(input, targets, "rehearsal");
    let error = this.#error.firstRows(input.rows);
    const lowest = this.#lowestTrained;
    for (let i = this.#trained.length - 1; i >= Math.max(lowest, 0); i--) {
      const layer = this.#trained[i];
      yield [layer, error];
      if (i > lowest) error = layer.backward(error);
      else layer.backwardParameters(error);
    }
  }

  /**
   * As {@linkcode backpropagate}, but in rehearsal mode and further down to the input: returns the
   * gradient of the mean loss with respect to `input`.
   */
  backpropagateToInput(input: Matrix, targets: Matrix): Matrix {
    this.evaluateLoss(input, targets, "rehearsal");
    return this.#trained.reduceRight(
      (error, layer) => layer.backward(error),
      this.#error.firstRows(input.rows),
    );
  }

  /** The backward pass, as far as there are parameters. */
  #sendBack(error: Matrix): void {
    const lowest = this.#lowestTrained;
    for (let i = this.#trained.length - 1; i > lowest; i--) {
      error = this.#trained[i].backward(error);
    }
    if (lowest >= 0) this.#trained[lowest].backwardParameters(error);
  }

  /** Place of the lowest layer with parameters; -1 where there is none. */
  get #lowestTrained(): number {
    return this.#trained.findIndex((layer) => layer.parameters.length > 0);
  }

  #checkMode(mode: Mode): void {
    if (mode === "inference" || !this.#inferenceOnly) return;
    throw new TypeError("Expected a network that can be trained but found one for inference alone");
  }

  #checkInput(input: Matrix): void {
    const inputs = sizeOf(this.inputShape);
    if (input.rows <= this.batchSize && input.columns === inputs) return;
    throw new RangeError(
      `Expected an input of at most ${this.batchSize} x ${inputs} but found ${input}`,
    );
  }
}

function build(factories: readonly LayerFactory[], context: LayerContext): Layer[] {
  const layers: Layer[] = [];
  for (const factory of factories) {
    const inputShape = layers.at(-1)?.outputShape ?? context.inputShape;
    layers.push(factory({ ...context, inputShape }));
  }
  return layers;
}

function forwardThrough(
  layers: readonly Layer[],
  input: Matrix,
  mode: Mode,
  firstRow = 0,
): Matrix {
  let output = input;
  for (const layer of layers) output = layer.forward(output, mode, firstRow);
  return output;
}
