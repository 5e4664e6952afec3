import { parseConfig } from "../../lib/config/config.ts";
import { describeClasses } from "../../lib/data/class_names.ts";
import { matchClasses } from "../../lib/data/classes.ts";
import type { PreparedPicture } from "../../lib/data/pictures/prepare_picture.ts";
import type { Dataset } from "../../lib/data/dataset.ts";
import { parseModels } from "../../lib/models/committee_file.ts";
import { formatShape } from "../../lib/shape.ts";
import type { Prediction } from "../../lib/training/predict.ts";
import type { Answers, Choice, Dialogue, News, Topic, View } from "../dialogue.ts";
import type { Site } from "../site.ts";
import { DataStore } from "./data_store.ts";
import { nextTask } from "./next_task.ts";
import { preparePoints } from "./points.ts";
import { problemOf } from "./problem.ts";
import { testCharts } from "./test_charts.ts";
import { Trainer } from "./trainer.ts";
import type { Listener, TrainingLoop } from "./training_loop.ts";
import { Viewer } from "./viewer.ts";

/** The test images of networks whose own are not known. */
const TEST_IMAGES = "mnist-datasets/t10k-images.idx3-ubyte";
const TEST_LABELS = "mnist-datasets/t10k-labels.idx1-ubyte";

/** Test images that are classified between two looks for questions. */
const CLASSIFIED_TOGETHER = 256;

/** Answers the questions of the page: what the worker knows lies here. */
export class Desk {
  readonly #tell: (news: News) => void;
  readonly #data = new DataStore();
  #site: Site | undefined;
  #choice: Choice = "opened";
  #opened: Viewer | undefined;
  #trainer: Trainer | undefined;
  /** What is looked at of the training. */
  #trained: Viewer | undefined;
  #points: TrainingLoop | undefined;
  #seen: PreparedPicture | undefined;

  /** @param tell Is told what nobody asked for. */
  constructor(tell: (news: News) => void) {
    this.#tell = tell;
  }

  /** What answers each question. */
  readonly answers: Answers = {
    begin: ({ site, base }) => {
      this.#site = site;
      for (const [path, address] of Object.entries(site.data)) {
        this.#data.addRemote(path, new URL(address, base).href);
      }
    },
    open: (files) => {
      const models = files.flatMap(({ bytes }) => parseModels(bytes));
      const viewer = new Viewer(files.map(({ path }) => path).join(", "), models);
      this.#opened?.[Symbol.dispose]();
      this.#opened = viewer;
      this.#choice = "opened";
      return viewer.subject;
    },
    choose: async (choice) => {
      const { subject } = await this.#viewerOf(choice);
      this.#choice = choice;
      return subject;
    },
    look: async ({ view, image, member }) => {
      const viewer = await this.#viewer();
      const { picture, label } = await this.#pictureOf(viewer, view);
      this.#seen = picture;
      return { ...viewer.look(picture, image, member), label };
    },
    unit: async ({ layer, output }) => (await this.#viewer()).lookBehind(layer, output),
    rank: () => this.#rank(),
    measure: () => this.#measure(),
    take: (files) => {
      this.#data.add(files);
      return Array.from(new Set(files.map(({ path }) => path.split("/")[0])));
    },
    keepDrawing: async ({ image, className }) => {
      const pixels = this.#seen?.images[image]?.pixels;
      if (pixels === undefined) throw new Error("Expected a drawing first but found none");
      const { subject } = await this.#viewer();
      return this.#data.drawings.add(pixels, subject.shape, className);
    },
    check: ({ text, name }) => void parseConfig(text, name),
    prepare: async (asked) => {
      const trainer = await Trainer.prepare(asked, this.#data, this.#listenerTo("images"));
      this.#trainer?.[Symbol.dispose]();
      this.#trained?.[Symbol.dispose]();
      this.#trainer = trainer;
      this.#trained = undefined;
      return trainer.loop.progress;
    },
    preparePoints: (recipe) => {
      const points = preparePoints(recipe, this.#listenerTo("points"));
      this.#points?.[Symbol.dispose]();
      this.#points = points;
      return points.progress;
    },
    train: ({ topic, extent }) => {
      this.#loopOf(topic).run(extent).catch((error) => {
        this.#tell({ kind: "failure", topic, problem: problemOf(error) });
      });
    },
    pause: (topic) => this.#loopOf(topic).pause(),
    setLearningRate: ({ topic, rate }) => this.#loopOf(topic).setLearningRate(rate),
    chart: (topic) => this.#loopOf(topic).draw(),
    save: () => this.#training().save(this.#site?.program ?? "mnist"),
  };

  #viewer(): Promise<Viewer> {
    return this.#viewerOf(this.#choice);
  }

  /** What is looked at; a network in training is, as it is now. */
  async #viewerOf(choice: Choice): Promise<Viewer> {
    if (choice === "opened") {
      if (this.#opened === undefined) throw new Error("Expected a model first but found none");
      return this.#opened;
    }
    const trainer = this.#training();
    await trainer.network.settle();
    if (this.#trained === undefined) this.#trained = new Viewer("training", [trainer.model]);
    else this.#trained.follow(trainer.network);
    return this.#trained;
  }

  #listenerTo(topic: Topic): Listener {
    return {
      progress: (progress) => this.#tell({ kind: "progress", topic, progress }),
      charts: (charts) => this.#tell({ kind: "charts", topic, charts }),
    };
  }

  #loopOf(topic: Topic): TrainingLoop {
    if (topic === "images") return this.#training().loop;
    if (this.#points === undefined) throw new Error("Expected points first but found none");
    return this.#points;
  }

  #training(): Trainer {
    if (this.#trainer === undefined) throw new Error("Expected a training first but found none");
    return this.#trainer;
  }

  async #pictureOf(
    viewer: Viewer,
    view: View,
  ): Promise<{ picture: PreparedPicture; label?: number }> {
    if (view.kind === "picture") return { picture: viewer.prepare(view.raster) };
    const test = await this.#testImages(viewer);
    const one = test.slice(view.index, view.index + 1);
    return { picture: viewer.take(one.images), label: one.labels[0] };
  }

  /**
   * Those that the network is to be tested on, where the page has them, or MNIST's; of classes that it knows,
   * with its classes.
   */
  async #testImages(viewer: Viewer): Promise<Dataset> {
    const { testConfig, subject } = viewer;
    const own = viewer === this.#trained
      ? this.#training().test
      : testConfig && await this.#data.readTest(testConfig);
    const test = own ?? await this.#data.read(TEST_IMAGES, TEST_LABELS, "test");
    const { dataset } = matchClasses(test, subject.classNames);
    const [expected, found] = [subject.shape, test.shape].map(formatShape);
    if (dataset.count > 0 && found === expected) return dataset;
    throw new Error(
      `Expected test images of ${expected} and ${describeClasses(subject.classNames)} but found ` +
        `${found} and ${describeClasses(test.classNames)}`,
    );
  }

  async #rank(): Promise<Dialogue["rank"]["answered"]> {
    const viewer = await this.#viewer();
    const test = await this.#testImages(viewer);
    const answers = await classify(viewer, test);
    // Below all scores where the answer is right.
    const scores = Float64Array.from(answers, ({ class: predicted, scores }, i) => {
      return predicted === test.labels[i] ? -Infinity : scores[predicted];
    });
    const order = Uint32Array.from(scores, (_, i) => i);
    order.sort((a, b) => scores[a] === scores[b] ? a - b : scores[b] - scores[a]);
    return { order, wrong: scores.filter((score) => score > -Infinity).length };
  }

  async #measure(): Promise<Dialogue["measure"]["answered"]> {
    const viewer = await this.#viewer();
    const test = await this.#testImages(viewer);
    const answers = await classify(viewer, test);
    const wrong = answers.filter((answer, i) => answer.class !== test.labels[i]).length;
    const charts = testCharts(test, answers, viewer.subject.isProbability);
    return { images: test.count, wrong, charts };
  }
}

/** Classifies test images; meanwhile, questions are answered. */
async function classify(viewer: Viewer, test: Dataset): Promise<Prediction[]> {
  const answers: Prediction[] = [];
  for (let start = 0; start < test.count; start += CLASSIFIED_TOGETHER) {
    const part = test.slice(start, Math.min(start + CLASSIFIED_TOGETHER, test.count));
    answers.push(...viewer.predict([part.images]));
    await nextTask();
  }
  return answers;
}
