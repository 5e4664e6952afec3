import { type Config, parseConfig } from "../../lib/config/config.ts";
import { prepareData, type TestedTrainingData } from "../../lib/config/data.ts";
import { buildNetwork } from "../../lib/config/network.ts";
import { errorIn } from "../../lib/config/source.ts";
import { buildTraining } from "../../lib/config/training.ts";
import type { Dataset } from "../../lib/data/dataset.ts";
import { describeImages } from "../../lib/data/image_description.ts";
import type { Device } from "../../lib/devices/device.ts";
import { loadAnyDevice } from "../../lib/devices/load_any_device.ts";
import { describeModel } from "../../lib/models/describe_model.ts";
import type { Model } from "../../lib/models/model.ts";
import { encodeModel, parseModel } from "../../lib/models/model_file.ts";
import { evaluateAsync } from "../../lib/training/evaluate.ts";
import type { DataStore } from "./data_store.ts";
import { RateDial } from "./rate_dial.ts";
import { TrainingCharts } from "./training_charts.ts";
import { type Course, type Listener, TrainingLoop } from "./training_loop.ts";

/** The training that a configuration describes. */
export class Trainer implements Disposable {
  /** Lets it go on. */
  readonly loop: TrainingLoop;
  readonly #course: Course;
  readonly #config: Config;
  readonly #name: string;
  readonly #data: TestedTrainingData;

  private constructor(
    name: string,
    config: Config,
    device: Device,
    data: TestedTrainingData,
    listener: Listener,
  ) {
    const rate = new RateDial(config.scheduleRecipe, config.learningRate);
    this.#name = name;
    this.#data = data;
    this.#config = { ...config, scheduleRecipe: rate.recipe };
    const network = buildNetwork(this.#config, device, data.training);
    const training = buildTraining(this.#config, network, data);
    const charts = new TrainingCharts(name, network, data);
    this.#course = { network, device, training, rate, charts };
    this.loop = new TrainingLoop(this.#course, listener);
  }

  /**
   * A training as a configuration describes it, which has not begun yet.
   *
   * @param seed Holds in place of what the configuration says.
   * @throws {ConfigError} If the configuration is wrong, or does not fit its data.
   * @throws {Error} If the device cannot run here.
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
    return new Trainer(name, config, await loadAnyDevice(config), data, listener);
  }

  /** The network as it is, as the file that a training in the terminal writes. */
  async save(program: string): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
    const { network, training } = this.#course;
    const { test, normalization } = this.#data;
    const { errorRate } = await evaluateAsync(network, test, normalization);
    await network.settle();
    const outcome = { program, epochs: training.state.epoch, testAccuracy: 1 - errorRate };
    const bytes = encodeModel(network, describeModel(this.#config, this.#data, outcome));
    return { name: this.#name.replace(/(?:\.config)?$/, ".safetensors"), bytes };
  }

  /** What it is tested on. */
  get test(): Dataset {
    return this.#data.test;
  }

  /** The network in training. */
  get network(): Course["network"] {
    return this.#course.network;
  }

  /** The network as it is once it has settled, to be looked at. */
  get model(): Model {
    const { training, normalization } = this.#data;
    const { classNames } = training;
    const images = describeImages(training);
    return parseModel(encodeModel(this.network, { normalization, classNames, images }));
  }

  /** Ends it, and gives the memory back. */
  [Symbol.dispose](): void {
    this.loop[Symbol.dispose]();
  }
}
