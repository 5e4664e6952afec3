import { LossTrace } from "../../lib/plots/loss_trace.ts";
import type { Measurement } from "../../lib/training/measurement.ts";
import type { Training, TrainingProgress } from "../../lib/training/training.ts";
import { formatLoss } from "./figures.ts";
import { formatLossCurve } from "./loss_curve.ts";
import { formatProgress } from "./progress_bar.ts";
import { DRAWING_INTERVAL, LiveArea, type Screen } from "./screen.ts";

/** The largest curve, and the smallest that is worth its place. */
const MOST_COLUMNS = 80;
const MOST_ROWS = 10;
const LEAST_COLUMNS = 20;
const LEAST_ROWS = 3;

/** What a live view has to know of a training. */
export interface WatchedTraining
  extends Pick<Training, "batchesPerEpoch" | "lastEpoch" | "history"> {
  /** Epochs that were done before, in an earlier run. */
  readonly epochsBefore: number;
  /** Mini-batches in the whole training. */
  readonly iterations: number;
}

/**
 * Shows on a terminal how a training goes: the lines that it prints and below them, drawn again and
 * again in their place, the curve of the loss and how far the training is. What is drawn is gone in
 * the end.
 */
export class LiveView implements Disposable {
  readonly #screen: Screen;
  readonly #area: LiveArea;
  readonly #training: WatchedTraining;
  readonly #losses = {
    training: new LossTrace(),
    validation: new LossTrace(),
    test: new LossTrace(),
  };
  readonly #start: number;
  #drawn: number;
  /** Width of the terminal at that time. */
  #columns: number;
  /** Lines that the next drawing prints. */
  #lines: string[] = [];

  /** @param time Now, as for `show`. */
  constructor(screen: Screen, training: WatchedTraining, time: number) {
    this.#screen = screen;
    this.#area = new LiveArea(screen);
    this.#training = training;
    this.#start = this.#drawn = time;
    this.#columns = screen.size().columns;
    for (const measurement of training.history) {
      const epochs = measurement.iteration / training.batchesPerEpoch;
      this.#losses.training.add(epochs, measurement.training.loss);
      this.#addMeasurement(epochs, measurement);
    }
  }

  /** Prints a line above what is drawn: with the next drawing, or at once if there is nothing. */
  print(line: string): void {
    this.#lines.push(line);
    if (!this.#area.isShown) this.#printLines();
  }

  /**
   * Shows how far the training is; to be called for each mini-batch.
   *
   * @param speed Images per second.
   * @param time Now, in milliseconds.
   */
  show(progress: TrainingProgress, speed: number, time: number): void {
    const { epoch, batch, batchLoss, measurement } = progress;
    const epochs = epoch - 1 + batch / this.#training.batchesPerEpoch;
    this.#losses.training.add(epochs, batchLoss);
    if (measurement !== undefined) this.#addMeasurement(epochs, measurement);
    if (time - this.#drawn < DRAWING_INTERVAL) return;
    this.#drawn = time;
    if (!this.#isSettled()) return;
    this.#printLines();
    this.#area.draw(this.#compose(progress, epochs, speed, time));
  }

  /** Takes away what is drawn. */
  [Symbol.dispose](): void {
    this.#printLines();
    this.#area.erase();
  }

  /** Whether the terminal is as wide as at the time before, rather than being resized just now. */
  #isSettled(): boolean {
    const columns = this.#columns;
    this.#columns = this.#screen.size().columns;
    return this.#columns === columns;
  }

  #addMeasurement(epochs: number, { validation, test }: Measurement): void {
    if (validation !== undefined) this.#losses.validation.add(epochs, validation.loss);
    if (test !== undefined) this.#losses.test.add(epochs, test.loss);
  }

  #printLines(): void {
    if (this.#lines.length === 0) return;
    this.#area.erase();
    for (const line of this.#lines) this.#screen.print(line);
    this.#lines = [];
  }

  #compose(
    { epoch, loss }: TrainingProgress,
    epochs: number,
    speed: number,
    time: number,
  ): string[] {
    const { lastEpoch, iterations, batchesPerEpoch, epochsBefore } = this.#training;
    const { columns, rows } = this.#screen.size();
    // A character in the last column would make some terminals begin a new line.
    const width = Math.min(columns, MOST_COLUMNS) - 1;
    const height = Math.min(Math.floor(rows / 3), MOST_ROWS);

    const total = iterations / batchesPerEpoch;
    const secondsPerEpoch = (time - this.#start) / 1000 / (epochs - epochsBefore);
    const progressLine = formatProgress({
      title: `epoch ${epoch}/${lastEpoch}`,
      done: epochs / total,
      details: [`loss ${formatLoss(loss)}`, `${speed.toFixed(0)} images/s`],
      secondsLeft: secondsPerEpoch * (total - epochs),
    }, width);
    if (columns < LEAST_COLUMNS || height < LEAST_ROWS) return [progressLine];
    const { isColoured } = this.#screen;
    return [...formatLossCurve(this.#losses, { width, height, isColoured }), progressLine];
  }
}
