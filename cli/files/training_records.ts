import type { Config } from "../../lib/config/config.ts";
import type { TrainingData } from "../../lib/config/data.ts";
import type { Normalization } from "../../lib/data/normalization.ts";
import type { LabelledSet, TrainingSet } from "../../lib/data/samples.ts";
import { parsePngHeader } from "../../lib/formats/png.ts";
import type { SummaryValue } from "../../lib/formats/tensorboard/events.ts";
import { encodeGraph } from "../../lib/formats/tensorboard/graph.ts";
import { precisionRecallValue } from "../../lib/formats/tensorboard/precision_recall_value.ts";
import type { Network } from "../../lib/network.ts";
import type { Chart } from "../../lib/plots/chart.ts";
import { datasetTiles } from "../../lib/plots/dataset_tiles.ts";
import { drawSvg } from "../../lib/plots/draw_svg.ts";
import { misclassifiedImages } from "../../lib/plots/misclassified_images.ts";
import { weightCharts } from "../../lib/plots/weight_charts.ts";
import { type Batch, Batches } from "../../lib/training/batches.ts";
import { evaluateInDetailAsync } from "../../lib/training/evaluate.ts";
import { Inspection } from "../../lib/training/inspection.ts";
import type { Measurement } from "../../lib/training/measurement.ts";
import type { Training } from "../../lib/training/training.ts";
import { type Prediction, tellsProbabilities } from "../../lib/training/predict.ts";
import { networkGraph } from "../tensorboard/network_graph.ts";
import { writeProjection } from "../tensorboard/projection.ts";
import { appendHistograms, prepareHistograms } from "./histograms_file.ts";
import { svgToPng } from "./svg_to_png.ts";
import { openTensorboardFiles, type TensorboardFiles } from "./tensorboard_files.ts";

/** Most samples that activations and gradients are looked at for. */
const MOST_SAMPLES = 100;

/** What a training leaves on file about its course, besides its history. */
export class TrainingRecords {
  readonly #network: Network;
  readonly #training: Training;
  readonly #inspection: Inspection;
  readonly #batch: Batch;
  readonly #data: TrainingSet;
  readonly #histogramsFile: string | undefined;
  readonly #tensorboard: TensorboardFiles | undefined;

  /** @param files Those that are written, and ready for it. */
  constructor(
    network: Network,
    training: Training,
    { training: dataset, normalization }: TrainingData<TrainingSet>,
    files: { readonly histogramsFile?: string; readonly tensorboard?: TensorboardFiles },
  ) {
    this.#network = network;
    this.#training = training;
    this.#inspection = new Inspection(network);
    // Always the same samples, undistorted, so that only the network changes from epoch to epoch.
    const first = dataset.slice(0, Math.min(MOST_SAMPLES, dataset.count));
    this.#batch = new Batches(network, first, { normalization }).load(0);
    this.#data = dataset;
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
    const histograms = await this.#inspection.histogramsAsync(inputs, targets);
    if (this.#histogramsFile !== undefined) {
      const records = histograms.map((histogram) => ({ epoch, ...histogram }));
      await appendHistograms(this.#histogramsFile, records);
    }
    if (this.#tensorboard === undefined) return;
    const { iteration } = this.#training.state;
    if (epoch === 0) await this.#addBeginning(this.#tensorboard);
    await this.#tensorboard.addHistograms(iteration, histograms);
    if (isPowerOfTwo(epoch) || epoch === this.#training.lastEpoch) {
      await this.#addWeights(this.#tensorboard, iteration);
    }
  }

  /**
   * Adds what the trained network makes of the test data: precision and recall of each class and, of
   * images, the worst mistakes and what the last hidden layer puts out.
   */
  async addTest(test: TrainingSet, normalization: Normalization): Promise<void> {
    const tensorboard = this.#tensorboard;
    if (tensorboard === undefined || !("labels" in test)) return;
    const { iteration } = this.#training.state;
    const evaluation = await evaluateInDetailAsync(this.#network, test, normalization);
    const { predictions, scores } = evaluation;
    const isProbability = tellsProbabilities(this.#network);
    const curves = isProbability ? precisionRecallValues(test, scores) : [];
    if (!("images" in test)) return await tensorboard.addTestValues(iteration, curves);
    const found = scores.map((scores, i) => ({ class: predictions[i], scores }));
    const mistakes = misclassifiedImages(test, found, isProbability ? "probability" : "score");
    await tensorboard.addTestValues(iteration, [await imageOf(mistakes), ...curves]);
    await writeProjection(tensorboard.testFolder, this.#network, test, normalization);
  }

  async #addBeginning(tensorboard: TensorboardFiles): Promise<void> {
    await tensorboard.addGraph(encodeGraph(networkGraph(this.#network)));
    if (!("images" in this.#data)) return;
    await tensorboard.addTrainingValues(0, [await imageOf(datasetTiles(this.#data, "training"))]);
  }

  async #addWeights(tensorboard: TensorboardFiles, iteration: number): Promise<void> {
    const classNames = "labels" in this.#data ? this.#data.classNames : [];
    await this.#network.settle();
    const [first] = weightCharts(this.#network, classNames);
    if (first === undefined) return;
    await tensorboard.addTrainingValues(iteration, [await imageOf(first.chart)]);
  }
}

/** A chart as a picture under its title. */
async function imageOf(chart: Chart): Promise<SummaryValue> {
  const png = await svgToPng(drawSvg(chart), 1);
  const { width, height } = parsePngHeader(png);
  return { tag: chart.title, image: { width, height, png } };
}

function precisionRecallValues(
  { labels, classNames }: LabelledSet,
  scores: readonly Prediction["scores"][],
): SummaryValue[] {
  return classNames.map((name, c) => {
    const own = scores.map((ofSample) => ofSample[c]);
    return precisionRecallValue(`class ${name}`, own, Array.from(labels, (label) => label === c));
  });
}

/**
 * Prepares the files for histograms and for TensorBoard that a configuration names. What they hold of
 * the epochs before the state that the training is in is kept; the rest is dropped.
 *
 * @param training The training, in the state that it goes on from.
 * @throws {Error} If a file cannot be read or written; the message names it.
 */
export async function openTrainingRecords(
  { histogramsFile, tensorboardFolder }: Config,
  network: Network,
  training: Training,
  data: TrainingData<TrainingSet>,
): Promise<TrainingRecords> {
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
