import type { TestedTrainingData } from "../../lib/config/data.ts";
import { ConfusionMatrix } from "../../lib/metrics/confusion_matrix.ts";
import type { Network } from "../../lib/network.ts";
import type { Chart } from "../../lib/plots/chart.ts";
import { confusionHeatMap } from "../../lib/plots/confusion_heat_map.ts";
import { accuracyCurve } from "../../lib/plots/learning_curves.ts";
import { LossTrace } from "../../lib/plots/loss_trace.ts";
import { misclassifiedImages } from "../../lib/plots/misclassified_images.ts";
import { weightCharts } from "../../lib/plots/weight_charts.ts";
import { evaluateInDetailAsync } from "../../lib/training/evaluate.ts";
import type { Measurement } from "../../lib/training/measurement.ts";
import { tellsProbabilities } from "../../lib/training/predict.ts";
import { lossCurve } from "./loss_curve.ts";
import type { ChartSource } from "./training_loop.ts";

/** Mistakes that are shown. */
const MISTAKES = 24;

/** What a training in the page is watched by. */
export class TrainingCharts implements ChartSource {
  readonly #title: string;
  readonly #network: Network;
  readonly #data: TestedTrainingData;
  readonly #trace = new LossTrace();
  /** Of the network at the end of an epoch. */
  #mistakes: readonly Chart[] = [];
  #isStale = false;

  constructor(title: string, network: Network, data: TestedTrainingData) {
    this.#title = title;
    this.#network = network;
    this.#data = data;
  }

  add(time: number, loss: number): void {
    this.#trace.add(time, loss);
  }

  endEpoch(): void {
    this.#isStale = true;
  }

  async draw(history: readonly Measurement[]): Promise<Chart[]> {
    const title = this.#title;
    // Classifying the test images takes time, so it waits until charts are wanted.
    if (this.#isStale) this.#mistakes = await this.#drawMistakes();
    this.#isStale = false;
    await this.#network.settle();
    const { classNames } = this.#data.test;
    return [
      lossCurve(title, this.#trace, history),
      ...(history.length > 1 ? [accuracyCurve(history, { title, x: "epoch" })] : []),
      ...this.#mistakes,
      ...weightCharts(this.#network, classNames).map(({ chart }) => chart),
    ];
  }

  async #drawMistakes(): Promise<Chart[]> {
    const { test, normalization } = this.#data;
    const evaluation = await evaluateInDetailAsync(this.#network, test, normalization);
    const { predictions, scores } = evaluation;
    const matrix = new ConfusionMatrix(test.labels, predictions, test.classes);
    const answers = scores.map((each, i) => ({ class: predictions[i], scores: each }));
    const scale = tellsProbabilities(this.#network) ? "probability" : "score";
    return [
      confusionHeatMap(matrix, test.classNames),
      misclassifiedImages(test, answers, scale, MISTAKES),
    ];
  }
}
