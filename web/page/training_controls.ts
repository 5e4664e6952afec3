/// <reference lib="dom" />
import type { Chart } from "../../lib/plots/chart.ts";
import { formatCount, formatShare, formatShort } from "../../lib/plots/format_figure.ts";
import type { Extent, News, Progress, Topic } from "../dialogue.ts";
import { ChartBoard } from "./chart_board.ts";
import type { Correspondent } from "./correspondent.ts";
import { element, find } from "./elements.ts";

/** What the controls of a training need. */
export interface TrainingUse {
  readonly topic: Topic;
  readonly worker: Correspondent;
  /** What a training depends on: where it has changed, another one is made. */
  recipe(): string;
  /** Makes a training. */
  prepare(): Promise<Progress>;
  /** Is told what went wrong. */
  fail(error: Error): void;
  /** The charts that stay in sight beside the controls, by their ids. */
  readonly nearCharts: readonly string[];
}

/** Starts, pauses and steps a training, and shows how it goes. */
export class TrainingControls {
  readonly #use: TrainingUse;
  readonly #near: ChartBoard;
  readonly #charts: ChartBoard;
  readonly #rate: HTMLInputElement;
  /** What the training was made of; undefined while there is none. */
  #prepared: string | undefined;
  #state: Progress["state"] = "ready";
  #isPreparing = false;

  constructor(use: TrainingUse) {
    this.#use = use;
    this.#near = new ChartBoard(this.#find("near-charts", HTMLElement));
    this.#charts = new ChartBoard(this.#find("charts", HTMLElement));
    this.#rate = this.#find("rate", HTMLInputElement);
    const extents = { start: "on", step: "a step", epoch: "an epoch" } as const;
    for (const [name, extent] of Object.entries(extents)) {
      this.#find(name, HTMLButtonElement).addEventListener("click", () => this.#train(extent));
    }
    const reset = () => this.attempt(() => this.prepare());
    this.#find("reset", HTMLButtonElement).addEventListener("click", reset);
    this.#rate.addEventListener("change", () => {
      const rate = Number(this.#rate.value);
      this.attempt(() => use.worker.ask("setLearningRate", { topic: use.topic, rate }));
    });
    this.#showControls();
  }

  /** Takes what the worker says, if it is about this training. */
  hear(news: News): void {
    if (news.topic !== this.#use.topic) return;
    if (news.kind === "progress") this.#showProgress(news.progress);
    else if (news.kind === "charts") this.#showCharts(news.charts);
    else this.#use.fail(new Error(news.problem.message));
  }

  /** Makes a training in place of the one before. */
  async prepare(): Promise<void> {
    if (this.#isPreparing) return;
    this.#isPreparing = true;
    const { topic, worker } = this.#use;
    const recipe = this.#use.recipe();
    const status = this.#find("status", HTMLElement);
    status.textContent = "Preparing …";
    try {
      const progress = await this.#use.prepare();
      this.#prepared = recipe;
      this.#showProgress(progress);
      this.#showCharts(await worker.ask("chart", topic));
    } catch (error) {
      status.textContent = "";
      throw error;
    } finally {
      this.#isPreparing = false;
    }
  }

  /** Does something, and tells what went wrong. */
  async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.#use.fail(error);
    }
  }

  #find<T extends Element>(name: string, kind: new () => T): T {
    return find(`#${this.#use.topic}-${name}`, kind);
  }

  async #train(extent: Extent): Promise<void> {
    const { topic, worker } = this.#use;
    await this.attempt(async () => {
      if (this.#state === "running") return await worker.ask("pause", topic);
      const isOver = this.#state === "finished" || this.#prepared !== this.#use.recipe();
      if (isOver) await this.prepare();
      await worker.ask("train", { topic, extent });
    });
  }

  #showCharts(charts: readonly Chart[]): void {
    const isNear = ({ id }: Chart) => this.#use.nearCharts.includes(id);
    this.#near.show(charts.filter(isNear));
    this.#charts.show(charts.filter((chart) => !isNear(chart)));
  }

  #showProgress(progress: Progress): void {
    this.#state = progress.state;
    const { epoch, lastEpoch, batch, batchesPerEpoch, loss, imagesPerSecond } = progress;
    const { testAccuracy, threads, learningRate, parameterCount } = progress;
    const samples = this.#use.topic;
    const facts: [string, string][] = [
      ["epoch", `${epoch} of ${formatCount(lastEpoch)}`],
      ["mini-batch", `${batch} of ${formatCount(batchesPerEpoch)}`],
      ["loss", Number.isNaN(loss) ? "–" : formatShort(loss)],
      ["test accuracy", Number.isNaN(testAccuracy ?? NaN) ? "–" : formatShare(testAccuracy ?? NaN)],
      [`${samples} per second`, Number.isNaN(imagesPerSecond) ? "–" : speed(imagesPerSecond)],
      ["parameters", formatCount(parameterCount)],
      ["threads", `${threads}`],
    ];
    this.#find("progress", HTMLElement).replaceChildren(
      ...facts.map(([name, value]) =>
        element("div", {}, element("dt", {}, name), element("dd", {}, value))
      ),
    );
    // What is being typed stays.
    if (document.activeElement !== this.#rate) this.#rate.value = formatRate(learningRate);
    this.#find("status", HTMLElement).textContent = states[progress.state];
    this.#showControls();
  }

  #showControls(): void {
    const isRunning = this.#state === "running";
    this.#find("start", HTMLButtonElement).textContent = isRunning ? "Pause" : "Start";
    for (const name of ["step", "epoch"]) this.#find(name, HTMLButtonElement).disabled = isRunning;
    this.#rate.disabled = this.#prepared === undefined;
  }
}

const states: Readonly<Record<Progress["state"], string>> = {
  ready: "Ready",
  running: "Training",
  paused: "Paused",
  finished: "Finished",
};

function speed(imagesPerSecond: number): string {
  return formatCount(Number(imagesPerSecond.toPrecision(3)));
}

function formatRate(rate: number): string {
  return `${Number(rate.toPrecision(4))}`;
}
