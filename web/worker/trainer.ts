import { type Config, parseConfig } from "../../lib/config/config.ts";
import { prepareData, type TestedTrainingData } from "../../lib/config/data.ts";
import { buildNetwork } from "../../lib/config/network.ts";
import { errorIn } from "../../lib/config/source.ts";
import { buildTraining } from "../../lib/config/training.ts";
import { describeImages } from "../../lib/data/image_description.ts";
import type { Device } from "../../lib/devices/device.ts";
import { openDevice } from "../../lib/devices/open_device.ts";
import { describeModel } from "../../lib/models/describe_model.ts";
import type { Model } from "../../lib/models/model.ts";
import { encodeModel, parseModel } from "../../lib/models/model_file.ts";
import type { Network } from "../../lib/network.ts";
import type { Chart } from "../../lib/plots/chart.ts";
import { evaluate } from "../../lib/training/evaluate.ts";
import type { Training, TrainingProgress } from "../../lib/training/training.ts";
import type { Progress } from "../dialogue.ts";
import type { DataStore } from "./data_store.ts";
import { RateDial } from "./rate_dial.ts";
import { nextTask } from "./next_task.ts";
import { TrainingCharts } from "./training_charts.ts";

/** How long it trains before it lets questions be answered, in milliseconds. */
const TURN = 30;
/** Least time from one report of the progress to the next, in milliseconds. */
const PROGRESS_INTERVAL = 100;
/** The same of charts, which take longer to draw. */
const CHART_INTERVAL = 700;

/** Who is told how a training goes. */
export interface Listener {
  progress(progress: Progress): void;
  charts(charts: readonly Chart[]): void;
}

/** How far a training is let go on. */
export type Extent = "on" | "a step" | "an epoch";

/** A training that goes on in turns, so that it can be watched, stopped and asked meanwhile. */
export class Trainer implements Disposable {
  readonly network: Network;
  readonly #config: Config;
  readonly #name: string;
  readonly #data: TestedTrainingData;
  readonly #device: Device;
  readonly #training: Training;
  readonly #steps: Iterator<TrainingProgress, void>;
  readonly #rate: RateDial;
  readonly #charts: TrainingCharts;
  readonly #listener: Listener;
  #state: Progress["state"] = "ready";
  #last: TrainingProgress | undefined;
  /** Images that it trained on, and for how long, since it last went on. */
  #pace = { images: 0, milliseconds: 0 };

  private constructor(
    name: string,
    config: Config,
    data: TestedTrainingData,
    rate: RateDial,
    listener: Listener,
  ) {
    this.#name = name;
    this.#data = data;
    this.#rate = rate;
    this.#listener = listener;
    this.#config = { ...config, scheduleRecipe: rate.recipe };
    this.#device = openDevice(config);
    this.network = buildNetwork(this.#config, this.#device, data.training);
    this.#training = buildTraining(this.#config, this.network, data);
    this.#steps = this.#training[Symbol.iterator]();
    this.#charts = new TrainingCharts(name, this.network, data);
  }

  /**
   * A training as a configuration describes it, which has not begun yet.
   *
   * @param seed Holds in place of what the configuration says.
   * @throws {ConfigError} If the configuration is wrong, or does not fit its data.
   */
  static async prepare(
    { text, name, seed }: { text: string; name: string; seed?: number },
    store: DataStore,
    listener: Listener,
  ): Promise<Trainer> {
    const overrides = seed === undefined ? [] : [{ key: "seed", value: `${seed}` }];
    const config = parseConfig(text, name, overrides);
    if (config.folds !== undefined) {
      const problem = "Expected a single training, as the page does no cross-validation, but found";
      throw errorIn(config.source, "folds", `${problem} ${config.folds} folds`);
    }
    const { training, test } = await store.readBoth(config);
    const data = prepareData(config, training, test);
    return new Trainer(name, config, data, new RateDial(config), listener);
  }

  /** How far it is. */
  get progress(): Progress {
    const { epoch = 0, batch = 0, loss = NaN } = this.#last ?? {};
    const test = this.#training.history.at(-1)?.test;
    const { images, milliseconds } = this.#pace;
    return {
      state: this.#state,
      epoch,
      lastEpoch: this.#training.lastEpoch,
      batch,
      batchesPerEpoch: this.#training.batchesPerEpoch,
      loss,
      learningRate: this.#rate.now,
      imagesPerSecond: milliseconds > 0 ? 1000 * images / milliseconds : NaN,
      testAccuracy: test && 1 - test.errorRate,
      threads: this.#device.threads,
      parameterCount: this.network.parameterCount,
    };
  }

  /** Charts of what there is so far. */
  get charts(): readonly Chart[] {
    return this.#charts.draw(this.#training.history);
  }

  /** Sets the learning rate that holds now. */
  setLearningRate(rate: number): void {
    this.#rate.turn(rate);
  }

  /** Lets it go on, and ends with it: at its end, after so much, or when it is paused. */
  async run(extent: Extent): Promise<void> {
    if (this.#state === "running" || this.#state === "finished") return;
    this.#state = "running";
    this.#pace = { images: 0, milliseconds: 0 };
    let reported = -Infinity;
    let drawn = performance.now();
    while (this.#state === "running") {
      const epochEnded = this.#attemptTurn(extent);
      const now = performance.now();
      if (now - reported > PROGRESS_INTERVAL) {
        this.#listener.progress(this.progress);
        reported = now;
      }
      if (epochEnded || now - drawn > CHART_INTERVAL) {
        if (epochEnded) this.#charts.evaluate();
        this.#listener.charts(this.charts);
        drawn = performance.now();
      }
      await nextTask();
    }
    this.#listener.progress(this.progress);
    this.#listener.charts(this.charts);
  }

  /** Stops it after the mini-batch that it is at. */
  pause(): void {
    if (this.#state === "running") this.#state = "paused";
  }

  /** The network as it is, as the file that a training in the terminal writes. */
  save(program: string): { name: string; bytes: Uint8Array<ArrayBuffer> } {
    const { test, normalization } = this.#data;
    const { accuracy } = evaluate(this.network, test, normalization);
    const epochs = this.#training.state.epoch;
    const outcome = { program, epochs, testAccuracy: accuracy };
    const bytes = encodeModel(this.network, describeModel(this.#config, this.#data, outcome));
    return { name: this.#name.replace(/(?:\.config)?$/, ".safetensors"), bytes };
  }

  /** The network as it is, to be looked at. */
  get model(): Model {
    const { training, normalization } = this.#data;
    const { classNames } = training;
    const images = describeImages(training);
    return parseModel(encodeModel(this.network, { normalization, classNames, images }));
  }

  /** Ends it, and gives the memory back. */
  [Symbol.dispose](): void {
    this.#state = "finished";
    this.#device[Symbol.dispose]();
  }

  #attemptTurn(extent: Extent): boolean {
    try {
      return this.#takeTurn(extent);
    } catch (error) {
      this.#state = "finished";
      this.#listener.progress(this.progress);
      throw error;
    }
  }

  /** Trains for a while; tells whether an epoch has ended. */
  #takeTurn(extent: Extent): boolean {
    const start = performance.now();
    let hasEnded = false;
    do {
      const { value, done } = this.#steps.next();
      if (done === true || value === undefined) {
        this.#state = "finished";
        break;
      }
      this.#see(value);
      hasEnded = value.isEpochEnd;
      // After the last epoch there is nothing to pause before.
      const isLast = hasEnded && value.epoch === this.#training.lastEpoch;
      if (!isLast && (extent === "a step" || (extent === "an epoch" && hasEnded))) this.pause();
    } while (!hasEnded && this.#state === "running" && performance.now() - start < TURN);
    this.#pace.milliseconds += performance.now() - start;
    return hasEnded;
  }

  #see(progress: TrainingProgress): void {
    const { epoch, batch, batchLoss, samples } = progress;
    const before = this.#last?.epoch === epoch ? this.#last.samples : 0;
    this.#pace.images += samples - before;
    this.#charts.add(epoch - 1 + batch / this.#training.batchesPerEpoch, batchLoss);
    this.#last = progress;
  }
}
