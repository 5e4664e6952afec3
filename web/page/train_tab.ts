/// <reference lib="dom" />
import type { Chart } from "../../lib/plots/chart.ts";
import { formatCount, formatShare, formatShort } from "../../lib/plots/format_figure.ts";
import type { Dialogue, GivenFile, News, Progress } from "../dialogue.ts";
import type { Site } from "../site.ts";
import { ChartBoard } from "./chart_board.ts";
import { type Correspondent, NoAnswer } from "./correspondent.ts";
import { Editor } from "./editor.ts";
import { debounced, element, find } from "./elements.ts";

/** The configuration that is there at first: good, and done in a few seconds. */
const FIRST = "fast.config";

/** Time without typing after which a configuration is read, in milliseconds. */
const READING_DELAY = 250;

/** Trains a network that a configuration describes, and shows how that goes. */
export class TrainTab {
  /** Is called when there is another training. */
  onPrepared: () => void = () => {};
  readonly #worker: Correspondent;
  readonly #say: (text: string) => void;
  readonly #editor: Editor;
  /** The loss stays in sight beside the controls. */
  readonly #loss = new ChartBoard(find("#loss", HTMLElement));
  readonly #charts = new ChartBoard(find("#charts", HTMLElement));
  readonly #rate = find("#rate", HTMLInputElement);
  readonly #seed = find("#seed", HTMLInputElement);
  #site: Site | undefined;
  #name = FIRST;
  /** What the training was made of; undefined while there is none, or the text has changed. */
  #prepared: string | undefined;
  #state: Progress["state"] = "ready";
  #isPreparing = false;

  /** @param say Tells the user what went wrong. */
  constructor(worker: Correspondent, say: (text: string) => void) {
    this.#worker = worker;
    this.#say = say;
    const check = debounced(READING_DELAY, () => this.#check());
    this.#editor = new Editor(
      find("#config", HTMLTextAreaElement),
      find("#line-numbers", HTMLElement),
      find("#config-error", HTMLElement),
      check,
    );
    find("#config-name", HTMLSelectElement).addEventListener("change", ({ target }) => {
      if (target instanceof HTMLSelectElement) this.#choose(target.value);
    });
    const extents = { start: "on", step: "a step", epoch: "an epoch" } as const;
    for (const [id, extent] of Object.entries(extents)) {
      find(`#${id}`, HTMLButtonElement).addEventListener("click", () => this.#train(extent));
    }
    find("#reset", HTMLButtonElement).addEventListener("click", () =>
      this.#attempt(async () => {
        await this.#prepare();
      }));
    find("#save", HTMLButtonElement).addEventListener("click", () => this.#save());
    this.#rate.addEventListener("change", () =>
      this.#attempt(async () => {
        await this.#worker.ask("setLearningRate", Number(this.#rate.value));
      }));
    this.#showControls();
  }

  /** Takes the configurations that there are. */
  setUp(site: Site): void {
    this.#site = site;
    const names = Object.keys(site.configs);
    find("#config-name", HTMLSelectElement).replaceChildren(
      ...names.map((name) => new Option(name, name, false, name === FIRST)),
    );
    this.#choose(names.includes(FIRST) ? FIRST : names[0] ?? "");
  }

  /** Takes files of data, which configurations can name from then on. */
  async takeData(files: readonly GivenFile[]): Promise<void> {
    const names = await this.#worker.ask("take", files);
    find("#data-taken", HTMLElement).textContent = `Taken: ${
      names.join(", ")
    }. A configuration names them as it names files.`;
  }

  /** Takes what the worker says of the training. */
  hear(news: News): void {
    if (news.kind === "progress") this.#showProgress(news.progress);
    else if (news.kind === "charts") this.#showCharts(news.charts);
    else this.#say(news.problem.message);
  }

  #choose(name: string): void {
    this.#name = name;
    this.#editor.text = this.#site?.configs[name] ?? "";
  }

  async #check(): Promise<void> {
    try {
      await this.#worker.ask("check", { text: this.#editor.text, name: this.#name });
      this.#editor.mark(undefined);
    } catch (error) {
      if (error instanceof NoAnswer) this.#editor.mark(error);
    }
  }

  /** What a training depends on. */
  get #recipe(): string {
    return JSON.stringify([this.#editor.text, this.#seed.value]);
  }

  async #train(extent: Dialogue["train"]["asked"]): Promise<void> {
    await this.#attempt(async () => {
      if (this.#state === "running") return await this.#worker.ask("pause", undefined);
      const isOver = this.#state === "finished" || this.#prepared !== this.#recipe;
      if (isOver) await this.#prepare();
      await this.#worker.ask("train", extent);
    });
  }

  async #prepare(): Promise<void> {
    if (this.#isPreparing) return;
    this.#isPreparing = true;
    const recipe = this.#recipe;
    const status = find("#status", HTMLElement);
    status.textContent = "Reading the data …";
    try {
      const progress = await this.#worker.ask("prepare", {
        text: this.#editor.text,
        name: this.#name,
        seed: this.#seed.value === "" ? undefined : Number(this.#seed.value),
      });
      this.#prepared = recipe;
      this.#editor.mark(undefined);
      this.#showProgress(progress);
      this.#showCharts(await this.#worker.ask("chart", undefined));
      this.onPrepared();
    } catch (error) {
      status.textContent = "";
      throw error;
    } finally {
      this.#isPreparing = false;
    }
  }

  /** Does something; what is wrong is said at its line, or else where messages are. */
  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const isAboutText = error instanceof NoAnswer &&
        (error.position !== undefined || error.message.startsWith(this.#name));
      if (isAboutText) this.#editor.mark(error);
      else this.#say(error.message);
    }
  }

  async #save(): Promise<void> {
    await this.#attempt(async () => {
      const { name, bytes } = await this.#worker.ask("save", undefined);
      const address = URL.createObjectURL(new Blob([bytes]));
      element("a", { href: address, download: name }).click();
      URL.revokeObjectURL(address);
    });
  }

  #showProgress(progress: Progress): void {
    this.#state = progress.state;
    const { epoch, lastEpoch, batch, batchesPerEpoch, loss, imagesPerSecond } = progress;
    const { testAccuracy, threads, learningRate, parameterCount } = progress;
    const facts: [string, string][] = [
      ["epoch", `${epoch} of ${lastEpoch}`],
      ["mini-batch", `${batch} of ${formatCount(batchesPerEpoch)}`],
      ["loss", Number.isNaN(loss) ? "–" : formatShort(loss)],
      ["test accuracy", testAccuracy === undefined ? "–" : formatShare(testAccuracy)],
      ["images per second", Number.isNaN(imagesPerSecond) ? "–" : speed(imagesPerSecond)],
      ["parameters", formatCount(parameterCount)],
      ["threads", `${threads}`],
    ];
    find("#progress", HTMLElement).replaceChildren(
      ...facts.map(([name, value]) =>
        element("div", {}, element("dt", {}, name), element("dd", {}, value))
      ),
    );
    if (document.activeElement !== this.#rate) this.#rate.value = formatRate(learningRate);
    find("#status", HTMLElement).textContent = states[progress.state];
    this.#showControls();
  }

  #showCharts(charts: readonly Chart[]): void {
    this.#loss.show(charts.filter(({ id }) => id === "loss"));
    this.#charts.show(charts.filter(({ id }) => id !== "loss"));
  }

  #showControls(): void {
    const isRunning = this.#state === "running";
    find("#start", HTMLButtonElement).textContent = isRunning ? "Pause" : "Start";
    for (const id of ["step", "epoch"]) {
      find(`#${id}`, HTMLButtonElement).disabled = isRunning;
    }
    const isPrepared = this.#prepared !== undefined;
    find("#save", HTMLButtonElement).disabled = !isPrepared;
    this.#rate.disabled = !isPrepared;
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
