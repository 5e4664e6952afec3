import type { TestedTrainingData } from "../../lib/config/data.ts";
import { ConfusionMatrix } from "../../lib/metrics/confusion_matrix.ts";
import type { Network } from "../../lib/network.ts";
import type { Chart, Lines } from "../../lib/plots/chart.ts";
import { confusionHeatMap } from "../../lib/plots/confusion_heat_map.ts";
import { accuracyCurve } from "../../lib/plots/learning_curves.ts";
import { LossTrace } from "../../lib/plots/loss_trace.ts";
import { misclassifiedImages } from "../../lib/plots/misclassified_images.ts";
import { weightCharts } from "../../lib/plots/weight_charts.ts";
import { type DetailedEvaluation, evaluateInDetail } from "../../lib/training/evaluate.ts";
import type { Measurement } from "../../lib/training/measurement.ts";
import { tellsProbabilities } from "../../lib/training/predict.ts";

/** Mistakes that are shown. */
const MISTAKES = 24;

/** What a training in the page is watched by. */
export class TrainingCharts {
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

  /** Adds the loss of a mini-batch; the time is counted in epochs. */
  add(time: number, loss: number): void {
    this.#trace.add(time, loss);
  }

  /** Has the test images classified, for the charts of mistakes. */
  evaluate(): void {
    const { test, normalization } = this.#data;
    this.#evaluation = evaluateInDetail(this.#network, test, normalization);
  }

  /** All charts. */
  draw(history: readonly Measurement[]): Chart[] {
    const { test } = this.#data;
    const title = this.#title;
    const weights = weightCharts(this.#network, test.classNames).map(({ chart }) => chart);
    const charts: Chart[] = [this.#lossCurve(history)];
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

  #lossCurve(history: readonly Measurement[]): Lines {
    const latest = this.#trace.latest;
    const measured = (["validation", "test"] as const).flatMap((role) => {
      const points = history.flatMap(({ epoch, [role]: state }): [number, number][] =>
        state === undefined ? [] : [[epoch, state.loss]]
      );
      return points.length === 0 ? [] : [{ name: `${role} images`, role, points }];
    });
    return {
      kind: "lines",
      id: "loss",
      title: "Loss",
      subtitle: this.#title,
      description: latest === undefined
        ? "Nothing has been trained yet."
        : `The loss of the mini-batches as training goes on, ${latest.toPrecision(3)} at last.`,
      x: { label: "epoch" },
      y: { label: "mean loss" },
      lines: [
        { name: "training, mini-batches", role: "training", points: this.#trace.points },
        ...measured,
      ],
    };
  }
}
