import type { PreparedImage } from "../lib/data/pictures/prepare_picture.ts";
import type { Raster } from "../lib/data/raster.ts";
import type { Chart } from "../lib/plots/chart.ts";
import type { Shape } from "../lib/shape.ts";
import type { Prediction } from "../lib/training/predict.ts";
import type { Site } from "./site.ts";

/** A file that the user has given to the page. */
export interface GivenFile {
  /** Its name; in a folder, its path from there: `digits/train/7/a.png`. */
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A network that can be looked at, or a committee of several. */
export interface Subject {
  /** What it is called: the name of its file. */
  readonly name: string;
  readonly classNames: readonly string[];
  /** Whether its scores are probabilities. */
  readonly isProbability: boolean;
  /** The shape of its images. */
  readonly shape: Shape;
  /** Of each member, one or several: its layers in the layer notation. */
  readonly members: readonly string[];
  /** Trainable numbers of all members. */
  readonly parameterCount: number;
  /** What its file says of the accuracy on the test images. */
  readonly testAccuracy?: number;
}

/** Which network is looked at: the one that was opened, or the one in training. */
export type Choice = "opened" | "training";

/** What the network is to see: a picture, to be prepared as its training images were; or one of these. */
export type View =
  | { readonly kind: "picture"; readonly raster: Raster }
  | { readonly kind: "test image"; readonly index: number };

/** What a layer puts out for an image. */
export interface LayerView {
  /** The layer in the layer notation. */
  readonly notation: string;
  readonly shape: Shape;
  readonly outputs: Float32Array;
}

/** What a network, or the committee, makes of what it sees. */
export interface Sight {
  /** The images that the picture came to, in the order of reading. */
  readonly images: readonly (PreparedImage & { readonly prediction: Prediction })[];
  /** Why the answer may be worth nothing. */
  readonly warning?: string;
  /** Of the image that is looked into: the layers of the member that is. */
  readonly layers: readonly LayerView[];
  /** Of the same: how the score of its predicted class grows with each value of the input. */
  readonly saliency: Float32Array;
  /** What the image really is, where that is known. */
  readonly label?: number;
}

/** Weights and the values that they are multiplied with, both as images of the same shape. */
export interface UnitPictures {
  readonly shape: Shape;
  readonly weights: Float32Array;
  readonly inputs: Float32Array;
}

/** How one output of a layer comes about. */
export interface UnitView {
  readonly value: number;
  /** What is added to the products; absent where the output is no sum of weighted inputs. */
  readonly bias?: number;
  readonly pictures?: UnitPictures;
  /** The one value that the output is made from, where there is one. */
  readonly input?: number;
}

/** How far a training is. */
export interface Progress {
  readonly state: "ready" | "running" | "paused" | "finished";
  /** Epochs are counted from 1; 0 before the first. */
  readonly epoch: number;
  readonly lastEpoch: number;
  readonly batch: number;
  readonly batchesPerEpoch: number;
  /** Mean loss over the epoch so far. */
  readonly loss: number;
  readonly learningRate: number;
  /** Since the training last went on. */
  readonly imagesPerSecond: number;
  /** As last measured. */
  readonly testAccuracy?: number;
  readonly threads: number;
  readonly parameterCount: number;
}

/** What is trained: a network for images, as a configuration says, or one for points. */
export type Topic = "images" | "points";

/** How far a training is let go on. */
export type Extent = "on" | "a step" | "an epoch";

/** A training on points. */
export interface PointsRecipe {
  /** The name of a generator. */
  readonly generator: string;
  /** Number of points to train on; as many others are tested on. */
  readonly count: number;
  /** Standard deviation of the noise. */
  readonly noise: number;
  readonly seed: number;
  /** The hidden layers in the layer notation; there are none when it is empty. */
  readonly hidden: string;
  readonly learningRate: number;
}

/** What the page asks of the worker, and what that answers. */
export interface Dialogue {
  /** Takes what the page finds beside itself. */
  begin: { asked: { site: Site; base: string }; answered: void };
  /** Opens models that decide together. */
  open: { asked: readonly GivenFile[]; answered: Subject };
  /** Looks at a network; it is the one that pictures are shown to from then on. */
  choose: { asked: Choice; answered: Subject };
  /** Shows a picture; `image` and `member` say what is looked into. */
  look: { asked: { view: View; image: number; member: number }; answered: Sight };
  /** Looks behind an output of a layer, for what was looked into last. */
  unit: { asked: { layer: number; output: number }; answered: UnitView };
  /** Finds the order in which test images are stepped through: those misclassified come first. */
  rank: { asked: undefined; answered: { order: Uint32Array; wrong: number } };
  /** Classifies the test images, and draws what comes of it. */
  measure: {
    asked: undefined;
    answered: { images: number; wrong: number; charts: readonly Chart[] };
  };
  /** Takes files of data, to be found by the names that configurations have for them. */
  take: { asked: readonly GivenFile[]; answered: readonly string[] };
  /** Takes what was drawn last as an image of a class, into the data called `drawings`. */
  keepDrawing: { asked: { image: number; className: string }; answered: number };
  /** Reads a configuration. */
  check: { asked: { text: string; name: string }; answered: void };
  /** Makes a training of a configuration, in place of the one before. */
  prepare: { asked: { text: string; name: string; seed?: number }; answered: Progress };
  /** Makes a training on points, in place of the one before. */
  preparePoints: { asked: PointsRecipe; answered: Progress };
  /** Lets a training go on: to its end, or so far. */
  train: { asked: { topic: Topic; extent: Extent }; answered: void };
  /** Stops it until it is let go on. */
  pause: { asked: Topic; answered: void };
  /** Sets the learning rate that holds now, in proportion to which the schedule goes on. */
  setLearningRate: { asked: { topic: Topic; rate: number }; answered: void };
  /** Charts of a training so far. */
  chart: { asked: Topic; answered: readonly Chart[] };
  /** The network in training as the file that `mnist train` writes. */
  save: { asked: undefined; answered: { name: string; bytes: Uint8Array<ArrayBuffer> } };
}

/** A question as it is sent. It comes with a port for the answer. */
export type Question<K extends keyof Dialogue = keyof Dialogue> = {
  readonly [P in K]: { readonly name: P; readonly asked: Dialogue[P]["asked"] };
}[K];

/** What comes back through the port: the answer, or why there is none. */
export type Reply<T> = { readonly answer: T } | { readonly problem: Problem };

/** Why a question has no answer. */
export interface Problem {
  readonly message: string;
  /** Where in the configuration, counted from 1. */
  readonly position?: { readonly line: number; readonly column?: number };
}

/** What the worker says without being asked. */
export type News =
  | { readonly kind: "progress"; readonly topic: Topic; readonly progress: Progress }
  | { readonly kind: "charts"; readonly topic: Topic; readonly charts: readonly Chart[] }
  | { readonly kind: "failure"; readonly topic: Topic; readonly problem: Problem };

/** What answers each question. */
export type Answers = {
  readonly [K in keyof Dialogue]: (
    asked: Dialogue[K]["asked"],
  ) => Dialogue[K]["answered"] | Promise<Dialogue[K]["answered"]>;
};
