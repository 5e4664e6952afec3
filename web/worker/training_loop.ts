import type { Device } from "../../lib/devices/device.ts";
import type { Network } from "../../lib/network.ts";
import type { Chart } from "../../lib/plots/chart.ts";
import type { Measurement } from "../../lib/training/measurement.ts";
import type { Training, TrainingProgress } from "../../lib/training/training.ts";
import type { Extent, Progress } from "../dialogue.ts";
import { nextTask } from "./next_task.ts";
import type { RateDial } from "./rate_dial.ts";

/** How long it trains before it lets questions be answered, in milliseconds. */
const TURN = 30;
/** Least time from one report of the progress to the next, in milliseconds. */
const PROGRESS_INTERVAL = 100;
/** The same of charts, of which large ones take longer to draw. */
const CHART_INTERVAL = 1000;
/** Charts may take this share of the time, however long each takes. */
const CHART_SHARE = 0.05;

/** Who is told how a training goes. */
export interface Listener {
  progress(progress: Progress): void;
  charts(charts: readonly Chart[]): void;
}

/** What a training is watched by. */
export interface ChartSource {
  /** Adds the loss of a mini-batch; the time is counted in epochs. */
  add(time: number, loss: number): void;
  /** An epoch has ended. */
  endEpoch(): void;
  /** All charts. */
  draw(history: readonly Measurement[]): Promise<readonly Chart[]>;
}

/** A training with what belongs to it. */
export interface Course {
  readonly network: Network;
  readonly device: Device;
  readonly training: Training;
  readonly rate: RateDial;
  readonly charts: ChartSource;
  /**
   * How it is slowed down to be watched: it rests so many milliseconds after each epoch, and its charts
   * are drawn at least so far apart; it goes as fast as it can when left out.
   */
  readonly pacing?: { readonly rest: number; readonly chartInterval: number };
}

/** Lets a training go on in turns, so that it can be watched, stopped and asked meanwhile. */
export class TrainingLoop implements Disposable {
  readonly #course: Course;
  readonly #steps: Iterator<TrainingProgress, void> | AsyncIterator<TrainingProgress, void>;
  readonly #listener: Listener;
  #state: Progress["state"] = "ready";
  #isDisposed = false;
  #last: TrainingProgress | undefined;
  /** Images that it trained on, and for how long, since it last went on. */
  #pace = { images: 0, milliseconds: 0 };

  constructor(course: Course, listener: Listener) {
    this.#course = course;
    const { training } = course;
    this.#steps = course.device.immediate
      ? training[Symbol.iterator]()
      : training[Symbol.asyncIterator]();
    this.#listener = listener;
  }

  /** How far it is. */
  get progress(): Progress {
    const { training, network, device, rate } = this.#course;
    const { epoch = 0, batch = 0, loss = NaN } = this.#last ?? {};
    const test = training.history.at(-1)?.test;
    const { images, milliseconds } = this.#pace;
    return {
      state: this.#state,
      epoch,
      lastEpoch: training.lastEpoch,
      batch,
      batchesPerEpoch: training.batchesPerEpoch,
      loss,
      learningRate: rate.now,
      imagesPerSecond: milliseconds > 0 ? 1000 * images / milliseconds : NaN,
      testAccuracy: test && 1 - test.errorRate,
      threads: device.threads,
      parameterCount: network.parameterCount,
    };
  }

  /** Draws charts of what there is so far. */
  draw(): Promise<readonly Chart[]> {
    return this.#course.charts.draw(this.#course.training.history);
  }

  /** Sets the learning rate that holds now. */
  setLearningRate(rate: number): void {
    this.#course.rate.turn(rate);
  }

  /** Lets it go on, and ends with it: at its end, after so much, or when it is paused. */
  async run(extent: Extent): Promise<void> {
    if (this.#state === "running" || this.#state === "finished") return;
    this.#state = "running";
    try {
      await this.#runOn(extent);
    } catch (error) {
      // What it was waiting for went with the device.
      if (!this.#isDisposed) throw error;
    }
  }

  async #runOn(extent: Extent): Promise<void> {
    this.#pace = { images: 0, milliseconds: 0 };
    // The first step of a device whose results come later may take seconds.
    this.#listener.progress(this.progress);
    let reported = -Infinity;
    const { pacing } = this.#course;
    let due = performance.now();
    while (this.#state === "running") {
      const hasEnded = await this.#attemptTurn(extent);
      if (performance.now() > reported + PROGRESS_INTERVAL) {
        this.#listener.progress(this.progress);
        reported = performance.now();
      }
      if (performance.now() > due) due = await this.#drawCharts();
      await (pacing !== undefined && hasEnded ? rest(pacing.rest) : nextTask());
    }
    await this.#drawCharts();
    this.#listener.progress(this.progress);
  }

  /** Stops it after the mini-batch that it is at. */
  pause(): void {
    if (this.#state === "running") this.#state = "paused";
  }

  /** Ends it, and gives the memory back. */
  [Symbol.dispose](): void {
    this.#state = "finished";
    this.#isDisposed = true;
    this.#course.device[Symbol.dispose]();
  }

  /** @returns When the next ones are due. */
  async #drawCharts(): Promise<number> {
    const start = performance.now();
    this.#listener.charts(await this.draw());
    const end = performance.now();
    const { pacing } = this.#course;
    if (pacing !== undefined) return end + Math.max(pacing.chartInterval, end - start);
    return end + Math.max(CHART_INTERVAL, (end - start) / CHART_SHARE);
  }

  async #attemptTurn(extent: Extent): Promise<boolean> {
    try {
      return await this.#takeTurn(extent);
    } catch (error) {
      this.#state = "finished";
      this.#listener.progress(this.progress);
      throw error;
    }
  }

  /** Trains for a while; tells whether an epoch has ended at its end. */
  async #takeTurn(extent: Extent): Promise<boolean> {
    const start = performance.now();
    let hasEnded = false;
    do {
      const step = this.#steps.next();
      const { value, done } = step instanceof Promise ? await step : step;
      if (done === true || value === undefined) {
        this.#state = "finished";
        break;
      }
      this.#see(value);
      hasEnded = value.isEpochEnd;
      // After the last epoch there is nothing to pause before.
      const isLast = hasEnded && value.epoch === this.#course.training.lastEpoch;
      const isEnough = extent === "a step" || (extent === "an epoch" && hasEnded);
      if (isEnough && !isLast) this.pause();
      if (hasEnded && this.#course.pacing !== undefined) break;
    } while (this.#state === "running" && performance.now() - start < TURN);
    this.#pace.milliseconds += performance.now() - start;
    return hasEnded;
  }

  #see(progress: TrainingProgress): void {
    const { training, charts } = this.#course;
    const { epoch, batch, batchLoss, samples, isEpochEnd } = progress;
    const before = this.#last?.epoch === epoch ? this.#last.samples : 0;
    this.#pace.images += samples - before;
    charts.add(epoch - 1 + batch / training.batchesPerEpoch, batchLoss);
    if (isEpochEnd) charts.endEpoch();
    this.#last = progress;
  }
}

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
