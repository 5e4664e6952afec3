import type { TestedTrainingData } from "../../lib/config/data.ts";
import { ConfusionMatrix } from "../../lib/metrics/confusion_matrix.ts";
import type { Network } from "../../lib/network.ts";
import type { Chart } from "../../lib/plots/chart.ts";
import { confusionHeatMap } from "../../lib/plots/confusion_heat_map.ts";
import { accuracyCurve } from "../../lib/plots/learning_curves.ts";
import { LossTrace } from "../../lib/plots/loss_trace.ts";
import { misclassifiedImages } from "../../lib/plots/misclassified_images.ts";
import { weightCharts } from "../../lib/plots/weight_charts.ts";
import { type DetailedEvaluation, evaluateInDetail } from "../../lib/training/evaluate.ts";
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
  #evaluation: DetailedEvaluation | undefined;

  constructor(title: string, network: Network, data: TestedTrainingData) {
    this.#title = title;
    this.#network = network;
    this.#data = data;
  }

  add(time: number, loss: number): void {
    this.#trace.add(time, loss);
  }

  /** The charts of mistakes are those of the network at the end of the last epoch. */
  endEpoch(): void {
    const { test, normalization } = this.#data;
    this.#evaluation = evaluateInDetail(this.#network, test, normalization);
  }

  draw(history: readonly Measurement[]): Chart[] {
    const { test } = this.#data;
    const title = this.#title;
    const weights = weightCharts(this.#network, test.classNames).map(({ chart }) => chart);
    const charts: Chart[] = [lossCurve(title, this.#trace, history)];
    if (history.length > 1) charts.push(accuracyCurve(history, { title, x: "epoch" }));
    if (this.#evaluation !== undefined) {
      const { predictions, scores } = this.#evaluation;
      const matrix = new ConfusionMatrix(test.labels, predictions, test.classes);
      const answers = scores.map((each, i) => ({ class: predictions[i], scores: each }));
      const scale = tellsProbabilities(this.#network) ? "probability" : "score";
      charts.push(
        confusionHeatMap(matrix, test.classNames),
        misclassifiedImages(test, answers, scale, MISTAKES),
      );
    }
    return [...charts, ...weights];
  }
}
