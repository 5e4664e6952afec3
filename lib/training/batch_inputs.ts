import type { Augmenter } from "../data/augmenter.ts";
import type { Dataset } from "../data/dataset.ts";
import { divideBy255, type Normalization, normalizationTable } from "../data/normalization.ts";
import type { Samples } from "../data/samples.ts";
import { type Standardization, standardize } from "../data/standardization.ts";
import type { Device } from "../devices/device.ts";
import type { Matrix } from "../matrix.ts";
import { sizeOf } from "../shape.ts";

/** How batches are made. */
export interface BatchOptions {
  /** Samples in a batch; the network's batch size when left out. */
  readonly batchSize?: number;
  /**
   * Slices that a batch comes in, each at most as large as the network's batch size; 1 when left out.
   */
  readonly slices?: number;
  /** Turns pixels into numbers, `pixel / 255` when left out; or features, which stay as they are then. */
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

/** What the inputs of batches are made of. */
export interface Inputs {
  /**
   * Makes the inputs of a batch.
   *
   * @param samples Their numbers on the device, `inputs.rows` of them.
   * @param inputs `samples × inputs`.
   */
  fill(samples: Int32Array, inputs: Matrix): void;
}

/** Bytes of an array that every adapter of WebGPU takes. */
const MOST_RESIDENT = 2 ** 27;

/**
 * Images, which stay bytes until a batch is made of them. They come onto an immediate device no sooner. A
 * recording one, to which the way is long, has them all from the start, where it has room for them; it
 * also warps them, unless noise is to be erased into them, too.
 *
 * @param batchSize Most samples in a batch.
 * @throws {RangeError} If the normalization is for features.
 */
export function pixelInputs(
  device: Device,
  dataset: Dataset,
  batchSize: number,
  { normalization = divideBy255, augmenter }: BatchOptions,
): Inputs {
  if (normalization.method === "per_feature") {
    throw new RangeError("Expected a normalization of pixels but found one of features");
  }
  const table = device.matrix(1, 256);
  table.data.set(normalizationTable(normalization));
  const parts = { device, dataset, table, batchSize, augmenter };
  const isResident = !device.immediate && dataset.images.length <= MOST_RESIDENT &&
    augmenter?.onlyWarps !== false;
  return isResident ? residentImages(parts) : broughtImages(parts);
}

/** What batches of images are made from. */
interface ImageParts {
  readonly device: Device;
  readonly dataset: Dataset;
  /** The number that each byte stands for. */
  readonly table: Matrix;
  readonly batchSize: number;
  readonly augmenter: Augmenter | undefined;
}

/** Images that the device has, all of them. */
function residentImages(
  { device, dataset, table, batchSize, augmenter }: ImageParts,
): Inputs {
  const pixels = device.bytes(dataset.images);
  if (augmenter === undefined) {
    return { fill: (samples, inputs) => device.gather(pixels, samples, table, inputs) };
  }
  const warps = device.matrix(batchSize, augmenter.warpNumbers);
  return {
    fill(samples, inputs) {
      augmenter.chooseWarps(warps.data, inputs.rows);
      device.changed(warps.firstRows(inputs.rows));
      device.warp(pixels, samples, warps, augmenter.images, table, inputs);
    },
  };
}

/** Images that are brought to the device batch by batch, distorted on the way. */
function broughtImages(
  { device, dataset: { images, shape }, table, batchSize, augmenter }: ImageParts,
): Inputs {
  const size = sizeOf(shape);
  const pixels = device.bytes(new Uint8Array(batchSize * size));
  const rows = device.indices(batchSize);
  rows.forEach((_, r) => rows[r] = r);
  return {
    fill(samples, inputs) {
      if (augmenter === undefined) {
        samples.forEach((sample, r) => {
          pixels.set(images.subarray(sample * size, (sample + 1) * size), r * size);
        });
      } else augmenter.fillSlice(pixels, images, samples, samples.length);
      device.changed(pixels);
      device.gather(pixels, rows, table, inputs);
    },
  };
}

/**
 * Features, brought to their scales at once.
 *
 * @throws {RangeError} If the normalization is for pixels or for other features, or images are to be
 * distorted.
 */
export function featureInputs(
  device: Device,
  { features, featureNames }: Samples,
  { normalization, augmenter }: BatchOptions,
): Inputs {
  checkNoAugmentation(augmenter);
  const columns = featureNames.length;
  const scaled = normalization === undefined
    ? features
    : standardize(featureRule(normalization, columns), features);
  return {
    fill(samples, inputs) {
      for (let r = 0; r < inputs.rows; r++) {
        for (let c = 0; c < columns; c++) {
          inputs.data[r * columns + c] = scaled[samples[r] * columns + c];
        }
      }
      device.changed(inputs);
    },
  };
}

function featureRule(normalization: Normalization, features: number): Standardization {
  if (normalization.method !== "per_feature") {
    throw new RangeError(
      `Expected a normalization of features but found ${normalization.method}, one of pixels`,
    );
  }
  const { length } = normalization.offsets;
  if (length === features) return normalization;
  throw new RangeError(`Expected a normalization of ${features} features but found ${length}`);
}

function checkNoAugmentation(augmenter: Augmenter | undefined): void {
  if (augmenter === undefined) return;
  throw new RangeError("Expected images to distort but found samples of features");
}
