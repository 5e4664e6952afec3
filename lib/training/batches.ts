import type { Augmenter } from "../data/augmentation.ts";
import type { Dataset } from "../data/dataset.ts";
import { divideBy255, type Normalization, normalizationTable } from "../data/normalization.ts";
import type { Device } from "../devices/device.ts";
import type { Matrix } from "../matrix.ts";
import type { Network } from "../network.ts";
import type { Random } from "../random.ts";
import { share } from "../ranges.ts";
import { formatShape, sizeOf } from "../shape.ts";

/** One mini-batch or a slice of one, on the device; the next one overwrites it. */
export interface Batch {
  /** `samples × pixels`: the images, normalized. */
  readonly inputs: Matrix;
  /**
   * `samples × outputs`: the labels, one-hot; or, with one output for two classes, the labels. Label
   * smoothing moves them towards the mean of all outputs.
   */
  readonly targets: Matrix;
  /** The classes of the samples. */
  readonly labels: Uint8Array;
}

/** How {@linkcode Batches} makes batches. */
export interface BatchOptions {
  /** Samples in a batch; the network's batch size when left out. */
  readonly batchSize?: number;
  /**
   * Slices that a batch comes in, each at most as large as the network's batch size; 1 when left out.
   */
  readonly slices?: number;
  /** Turns pixels into numbers; `pixel / 255` when left out. */
  readonly normalization?: Normalization;
  /** Distorts images at random; none are distorted when left out. */
  readonly augmenter?: Augmenter;
  /**
   * Share of each label that is spread evenly over all classes, from 0 to 1; 0 when left out. Of
   * `K` classes the right one becomes `1 - s + s/K`, each other `s/K` (Szegedy et al., 2016,
   * arXiv:1512.00567, section 7).
   */
  readonly labelSmoothing?: number;
}

/**
 * A dataset in mini-batches, in its own order until it is shuffled. The pixels stay bytes; a batch
 * is made of them when it is asked for.
 */
export class Batches {
  /** Number of samples. */
  readonly sampleCount: number;
  /** Samples in each batch but the last, which may have fewer. */
  readonly batchSize: number;
  /** Number of batches. */
  readonly count: number;
  readonly #slices: number;
  readonly #device: Device;
  readonly #pixels: Uint8Array;
  readonly #labels: Uint8Array;
  readonly #order: Int32Array;
  readonly #rows: Int32Array;
  readonly #augmenter: Augmenter | undefined;
  /** The bytes of one batch, on the device. */
  readonly #batchPixels: Uint8Array;
  /** What targets are for another class, and for theirs. */
  readonly #off: number;
  readonly #on: number;
  readonly #table: Matrix;
  readonly #inputs: Matrix;
  readonly #targets: Matrix;
  readonly #batchLabels: Uint8Array;

  /**
   * @param network What the batches are for: they are as large as it takes, and on its device.
   * @throws {RangeError} If the network takes images of another size, or smaller batches, or has
   * another number of classes, or the label smoothing is out of range.
   */
  constructor(network: Network, dataset: Dataset, options: BatchOptions = {}) {
    checkFit(network, dataset);
    const { device } = network;
    const { count, shape, images, labels } = dataset;
    this.sampleCount = count;
    const { batchSize = network.batchSize, slices = 1 } = options;
    this.batchSize = Math.max(1, Math.min(batchSize, count));
    this.count = Math.ceil(count / this.batchSize);
    this.#slices = slices;
    const most = Math.ceil(this.batchSize / slices);
    checkSize(network, most);
    this.#device = device;
    this.#pixels = images;
    this.#labels = labels;
    this.#order = Int32Array.from({ length: count }, (_, i) => i);
    this.#rows = device.indices(most);
    this.#rows.forEach((_, r, rows) => rows[r] = r);
    this.#augmenter = options.augmenter;
    this.#batchPixels = device.bytes(new Uint8Array(most * sizeOf(shape)));
    const smoothing = share(options.labelSmoothing ?? 0, "the label smoothing");
    this.#off = smoothing / dataset.classes;
    this.#on = 1 - smoothing + this.#off;
    this.#table = device.matrix(1, 256);
    this.#table.data.set(normalizationTable(options.normalization ?? divideBy255));
    this.#inputs = device.matrix(most, sizeOf(shape));
    this.#targets = device.matrix(most, sizeOf(network.outputShape));
    this.#batchLabels = new Uint8Array(most);
  }

  /** Puts the samples into a random order, which depends on the generator's state alone. */
  shuffle(random: Random): void {
    this.#order.forEach((_, i, order) => order[i] = i);
    random.shuffle(this.#order);
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
    targets.data.fill(this.#off);
    const samples = this.#order.subarray(start, start + size);
    for (let r = 0; r < size; r++) {
      const label = this.#labels[samples[r]];
      this.#batchLabels[r] = label;
      if (targets.columns > 1) targets.data[r * targets.columns + label] = this.#on;
      else if (label === 1) targets.data[r] = this.#on;
    }
    this.#fill(samples);
    this.#device.gather(this.#batchPixels, this.#rows, this.#table, inputs);
    return { inputs, targets, labels: this.#batchLabels.subarray(0, size) };
  }

  /** Makes the random choices for some slices of a batch, from `slice` to `end`, exclusive. */
  skip(index: number, slice: number, end: number): void {
    if (this.#augmenter === undefined || slice === end) return;
    if (slice === 0) this.#augmenter.beginBatch();
    const { first } = this.rowsOf(index, slice);
    this.#augmenter.skip(this.rowsOf(index, end - 1).end - first);
  }

  /** Brings the images of a batch onto the device, distorted if they are to be. */
  #fill(samples: Int32Array): void {
    if (this.#augmenter !== undefined) {
      return this.#augmenter.fillSlice(this.#batchPixels, this.#pixels, samples, samples.length);
    }
    const size = this.#inputs.columns;
    samples.forEach((sample, r) => {
      const image = this.#pixels.subarray(sample * size, (sample + 1) * size);
      this.#batchPixels.set(image, r * size);
    });
  }
}

function checkSize({ batchSize }: Network, most: number): void {
  if (most <= batchSize) return;
  throw new RangeError(
    `Expected batches or slices of at most ${batchSize} samples, the network's batch size, ` +
      `but found ${most}`,
  );
}

function checkFit({ inputShape, outputShape }: Network, { shape, classes }: Dataset): void {
  if (sizeOf(shape) !== sizeOf(inputShape)) {
    throw new RangeError(
      `Expected images of ${formatShape(inputShape)} but found ${formatShape(shape)}`,
    );
  }
  const outputs = sizeOf(outputShape);
  if (classes === outputs || classes === 2 && outputs === 1) return;
  throw new RangeError(`Expected ${outputs} classes but found ${classes}`);
}
