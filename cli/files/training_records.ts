import type { Config } from "../../lib/config/config.ts";
import type { TrainingData } from "../../lib/config/data.ts";
import { parsePngHeader } from "../../lib/formats/png.ts";
import type { Network } from "../../lib/network.ts";
import { drawSvg } from "../../lib/plots/draw_svg.ts";
import { weightCharts } from "../../lib/plots/weight_charts.ts";
import { type Batch, Batches } from "../../lib/training/batches.ts";
import { Inspection } from "../../lib/training/inspection.ts";
import type { Measurement } from "../../lib/training/measurement.ts";
import type { Training } from "../../lib/training/training.ts";
import { appendHistograms, prepareHistograms } from "./histograms_file.ts";
import { svgToPng } from "./svg_to_png.ts";
import { openTensorboardFiles, type TensorboardFiles } from "./tensorboard_files.ts";

/** Most images that activations and gradients are looked at for. */
const MOST_IMAGES = 100;

/** What a training leaves on file about its course, besides its history. */
export class TrainingRecords {
  readonly #network: Network;
  readonly #training: Training;
  readonly #inspection: Inspection;
  readonly #batch: Batch;
  readonly #classNames: readonly string[];
  readonly #histogramsFile: string | undefined;
  readonly #tensorboard: TensorboardFiles | undefined;

  /** @param files Those that are written, and ready for it. */
  constructor(
    network: Network,
    training: Training,
    { training: dataset, normalization }: TrainingData,
    files: { readonly histogramsFile?: string; readonly tensorboard?: TensorboardFiles },
  ) {
    this.#network = network;
    this.#training = training;
    this.#inspection = new Inspection(network);
    // Always the same images, undistorted, so that only the network changes from epoch to epoch.
    const images = dataset.slice(0, Math.min(MOST_IMAGES, dataset.count));
    this.#batch = new Batches(network, images, { normalization }).load(0);
    this.#classNames = dataset.classNames;
    this.#histogramsFile = files.histogramsFile;
    this.#tensorboard = files.tensorboard;
  }

  /** Adds a measurement. */
  async addMeasurement(measurement: Measurement): Promise<void> {
    await this.#tensorboard?.addMeasurement(measurement);
  }

  /** Adds what the layers hold after an epoch, or before the first one if it is 0. */
  async addEpoch(epoch: number): Promise<void> {
    const { inputs, targets } = this.#batch;
    const histograms = this.#inspection.histograms(inputs, targets);
    if (this.#histogramsFile !== undefined) {
      const records = histograms.map((histogram) => ({ epoch, ...histogram }));
      await appendHistograms(this.#histogramsFile, records);
    }
    if (this.#tensorboard === undefined) return;
    const { iteration } = this.#training.state;
    await this.#tensorboard.addHistograms(iteration, histograms);
    if (isPowerOfTwo(epoch) || epoch === this.#training.lastEpoch) {
      await this.#addWeights(this.#tensorboard, iteration);
    }
  }

  async #addWeights(tensorboard: TensorboardFiles, iteration: number): Promise<void> {
    const [first] = weightCharts(this.#network, this.#classNames);
    if (first === undefined) return;
    const { chart } = first;
    const png = await svgToPng(drawSvg(chart), 1);
    const { width, height } = parsePngHeader(png);
    await tensorboard.addImage(iteration, chart.title, { width, height, png });
  }
}

/**
 * Prepares the files for histograms and for TensorBoard that a configuration names. What they hold of
 * the epochs before the state that the training is in is kept; the rest is dropped.
 *
 * @param training The training, in the state that it goes on from.
 * @returns Undefined if the configuration names none.
 * @throws {Error} If a file cannot be read or written; the message names it.
 */
export async function openTrainingRecords(
  { histogramsFile, tensorboardFolder }: Config,
  network: Network,
  training: Training,
  data: TrainingData,
): Promise<TrainingRecords | undefined> {
  if (histogramsFile === undefined && tensorboardFolder === undefined) return undefined;
  const { epoch, iteration } = training.state;
  if (histogramsFile !== undefined) await prepareHistograms(histogramsFile, epoch);
  const tensorboard = tensorboardFolder === undefined
    ? undefined
    : await openTensorboardFiles(tensorboardFolder, data.validation !== undefined, iteration);
  return new TrainingRecords(network, training, data, { histogramsFile, tensorboard });
}

/** Few of many epochs, and all at first, when most changes. */
function isPowerOfTwo(epoch: number): boolean {
  return Number.isInteger(Math.log2(epoch));
}
