import type { Augmenter } from "../data/augmenter.ts";
import type { TrainingSet } from "../data/samples.ts";
import type { Device } from "../devices/device.ts";
import type { Matrix } from "../matrix.ts";
import type { Network } from "../network.ts";
import type { Random } from "../random.ts";
import { formatShape, sizeOf } from "../shape.ts";
import { type BatchOptions, featureInputs, type Inputs, pixelInputs } from "./batch_inputs.ts";
import { classTargets, numberTargets, type Targets } from "./batch_targets.ts";

/** One mini-batch or a slice of one, on the device; the next one overwrites it. */
export interface Batch {
  /** `samples × inputs`: the images or the features, normalized. */
  readonly inputs: Matrix;
  /**
   * `samples × outputs`: the labels, one-hot; or, with one output for two classes, the labels. Label
   * smoothing moves them towards the mean of all outputs. Of samples for a regression, their targets.
   */
  readonly targets: Matrix;
  /** The numbers of the samples in the dataset, `inputs.rows` of them. */
  readonly rows: Int32Array;
  /** The classes of all samples of the dataset; absent where the targets are numbers. */
  readonly labels?: Int32Array;
}

/**
 * A dataset in mini-batches, in its own order until it is shuffled. Pixels stay bytes; a batch is made of
 * them when it is asked for.
 */
export class Batches {
  /** Number of samples. */
  readonly sampleCount: number;
  /** Samples in each batch but the last, which may have fewer. */
  readonly batchSize: number;
  /** Number of batches. */
  readonly count: number;
  /** Of targets that are numbers, the mean of each over all samples; absent where they are classes. */
  readonly targetMeans: Float64Array | undefined;
  readonly #slices: number;
  readonly #device: Device;
  readonly #order: Int32Array;
  readonly #augmenter: Augmenter | undefined;
  readonly #inputSource: Inputs;
  readonly #targetSource: Targets;
  readonly #inputs: Matrix;
  readonly #targets: Matrix;

  /**
   * @param network What the batches are for: they are as large as it takes, and on its device.
   * @throws {RangeError} If the network takes samples of another size, or smaller batches, or has other
   * outputs, the normalization is for samples of another kind, or the label smoothing is out of range.
   */
  constructor(network: Network, data: TrainingSet, options: BatchOptions = {}) {
    checkFit(network, data);
    const { device } = network;
    const { count, shape } = data;
    this.sampleCount = count;
    const { batchSize = network.batchSize, slices = 1 } = options;
    this.batchSize = Math.max(1, Math.min(batchSize, count));
    this.count = Math.ceil(count / this.batchSize);
    this.#slices = slices;
    const most = Math.ceil(this.batchSize / slices);
    checkSize(network, most);
    this.#device = device;
    this.#order = device.indices(count);
    this.#order.forEach((_, i, order) => order[i] = i);
    this.#augmenter = options.augmenter;
    this.#inputSource = "images" in data
      ? pixelInputs(device, data, most, options)
      : featureInputs(device, data, options);
    this.#targetSource = "labels" in data
      ? classTargets(device, data, options)
      : numberTargets(device, data, options);
    this.targetMeans = this.#targetSource.means;
    this.#inputs = device.matrix(most, sizeOf(shape));
    this.#targets = device.matrix(most, sizeOf(network.outputShape));
  }

  /** Puts the samples into a random order, which depends on the generator's state alone. */
  shuffle(random: Random): void {
    this.#order.forEach((_, i, order) => order[i] = i);
    random.shuffle(this.#order);
    this.#device.changed(this.#order);
  }

  /** Number of samples in a batch. */
  sizeOf(index: number): number {
    return Math.min(this.batchSize, this.sampleCount - index * this.batchSize);
  }

  /**
   * Which rows of its batch a slice holds: of `m` rows in `S` slices, slice `i` holds those from
   * `⌊m i / S⌋` to `⌊m (i + 1) / S⌋`, exclusive, which may be none.
   */
  rowsOf(index: number, slice: number): { readonly first: number; readonly end: number } {
    const rows = this.sizeOf(index);
    return {
      first: Math.floor(rows * slice / this.#slices),
      end: Math.floor(rows * (slice + 1) / this.#slices),
    };
  }

  /**
   * Makes a batch, or a slice of one. Where images are distorted, the slices of a batch come in their
   * order, and each is loaded or {@linkcode skip}ped.
   *
   * @param index Which one, from 0 to `count - 1`.
   * @param slice Which of its slices; the first when left out.
   */
  load(index: number, slice = 0): Batch {
    const { first, end } = this.rowsOf(index, slice);
    const start = index * this.batchSize + first;
    const size = end - first;
    if (slice === 0) this.#augmenter?.beginBatch();
    const inputs = this.#inputs.firstRows(size);
    const targets = this.#targets.firstRows(size);
    const rows = this.#order.subarray(start, start + size);
    this.#targetSource.fill(rows, targets);
    this.#inputSource.fill(rows, inputs);
    return { inputs, targets, rows, labels: this.#targetSource.labels };
  }

  /** Makes the random choices for some slices of a batch, from `slice` to `end`, exclusive. */
  skip(index: number, slice: number, end: number): void {
    if (this.#augmenter === undefined || slice === end) return;
    if (slice === 0) this.#augmenter.beginBatch();
    const { first } = this.rowsOf(index, slice);
    this.#augmenter.skip(this.rowsOf(index, end - 1).end - first);
  }
}

function checkSize({ batchSize }: Network, most: number): void {
  if (most <= batchSize) return;
  throw new RangeError(
    `Expected batches or slices of at most ${batchSize} samples, the network's batch size, ` +
      `but found ${most}`,
  );
}

function checkFit({ inputShape, outputShape }: Network, data: TrainingSet): void {
  const { shape } = data;
  if (sizeOf(shape) !== sizeOf(inputShape)) {
    const [expected, found] = "images" in data
      ? [`images of ${formatShape(inputShape)}`, formatShape(shape)]
      : [`samples of ${sizeOf(inputShape)} features`, `${sizeOf(shape)}`];
    throw new RangeError(`Expected ${expected} but found ${found}`);
  }
  const outputs = sizeOf(outputShape);
  if (!("labels" in data)) {
    const { length } = data.targetNames;
    if (length === outputs) return;
    throw new RangeError(`Expected ${outputs} targets, one for each output, but found ${length}`);
  }
  const { classes } = data;
  if (classes === outputs || classes === 2 && outputs === 1) return;
  throw new RangeError(`Expected ${outputs} classes but found ${classes}`);
}
