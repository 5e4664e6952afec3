import { matchClasses } from "../data/classes.ts";
import { type Labels, makeLabels } from "../data/labels.ts";
import type { Normalization } from "../data/normalization.ts";
import type { LabelledSet } from "../data/samples.ts";
import type { Device } from "../devices/device.ts";
import { atOnce, inTime, type Steps } from "../devices/steps.ts";
import { log } from "../elementary_functions.ts";
import { quote } from "../formats/quote.ts";
import { indexOfLargest } from "../largest.ts";
import { ratesOf } from "../metrics/error_rate.ts";
import type { Network } from "../network.ts";
import { formatShape } from "../shape.ts";
import {
  type DetailedEvaluation,
  detailedEvaluation,
  type Evaluation,
} from "../training/evaluate.ts";
import { type Prediction, prediction, tellsProbabilities } from "../training/predict.ts";
import type { Model } from "./model.ts";

/** The smallest number above 0 in single precision. */
const SMALLEST_SINGLE = 2 ** -149;

/** A trained network in a {@linkcode Committee}, and how its inputs and outputs are to be read. */
export interface Member {
  /** Takes images of the same shape, or samples of as many features, as the other members. */
  readonly network: Network;
  /** How pixels, or features, become what it was trained on. */
  readonly normalization: Normalization;
  /** What its outputs stand for, in its own order. */
  readonly classNames: readonly string[];
}

/** What a committee makes of a dataset. */
export interface CommitteeEvaluation extends DetailedEvaluation {
  /** The same of each member alone, with the classes in the committee's order. */
  readonly members: readonly DetailedEvaluation[];
  /** Share of the samples whose class all members predict alike, from 0 to 1; NaN if there are none. */
  readonly agreement: number;
}

/**
 * Several networks that decide together: the score of a class is the mean of the probabilities that the
 * members give it, `p(c) = 1/M Σₘ pₘ(c)`. A single member decides as it does alone, even if its scores
 * are no probabilities.
 *
 * Source: Cireşan, Meier, Schmidhuber, "Multi-column Deep Neural Networks for Image Classification"
 * (2012), section 2.
 *
 * @example
 * ```ts
 * import { Committee } from "./committee.ts";
 * import { parseLayers } from "../config/layer_notation.ts";
 * import { divideBy255 } from "../data/normalization.ts";
 * import { createTypeScriptDevice } from "../devices/typescript/typescript_device.ts";
 * import { Network } from "../network.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const device = createTypeScriptDevice();
 * const layers = parseLayers("dense 2 softmax");
 * const members = [1, 2, 3].map((seed) => ({
 *   network: new Network({ device, inputShape: [4], layers, batchSize: 1, seed }),
 *   normalization: divideBy255,
 *   classNames: ["cat", "dog"],
 * }));
 * const [{ scores }] = new Committee(members).predict(Uint8Array.of(0, 255, 0, 51));
 * assertAlmostEquals(scores[0] + scores[1], 1);
 * ```
 */
export class Committee {
  /** What its classes are called: as the first member has them. */
  readonly classNames: readonly string[];
  /** Whether its scores are probabilities. */
  readonly isProbability: boolean;
  readonly #members: readonly Member[];
  /** For each member the place that each class of the committee has there. */
  readonly #places: readonly (readonly number[])[];

  /**
   * Calls the members together.
   *
   * @throws {RangeError} If there are none; or if of several, one has inputs of another size or other
   * classes than the first, whatever their order, or puts out what is no probability.
   */
  constructor(members: readonly Member[]) {
    if (members.length === 0) throw new RangeError("Expected 1 or more members but found 0");
    const [first] = members;
    members.forEach((member, i) => {
      const problem = members.length === 1 ? undefined : problemOf(first, member);
      if (problem !== undefined) throw new RangeError(`member ${i + 1}: ${problem}`);
    });
    this.#members = members;
    this.classNames = first.classNames;
    this.isProbability = tellsProbabilities(first.network);
    this.#places = members.map((member) =>
      this.classNames.map((name) => member.classNames.indexOf(name))
    );
  }

  /**
   * Predicts the classes of images, or of samples of features.
   *
   * @param inputs One after another, each as many bytes, or features, as the networks have inputs.
   * @throws {RangeError} If these make no whole number of samples, or are not of the kind that the
   * normalization of a member is for.
   */
  predict(inputs: Uint8Array | Float64Array): Prediction[] {
    return atOnce("predict", this.#device, this.#predict(inputs));
  }

  /** As {@linkcode predict}, on a device whose results come later, or any other. */
  predictAsync(inputs: Uint8Array | Float64Array): Promise<Prediction[]> {
    return inTime(this.#predict(inputs));
  }

  /**
   * Predicts the class of every sample of a dataset. The loss of several members is the cross-entropy of
   * their mean probabilities; one member's is its own.
   *
   * @param dataset Its classes are those of the committee, in their order.
   * @throws {RangeError} If it has other classes or another order of them, or samples of another size.
   */
  evaluate(dataset: LabelledSet): CommitteeEvaluation {
    return atOnce("evaluate", this.#device, this.#evaluate(dataset));
  }

  /** As {@linkcode evaluate}, on a device whose results come later, or any other. */
  evaluateAsync(dataset: LabelledSet): Promise<CommitteeEvaluation> {
    return inTime(this.#evaluate(dataset));
  }

  *#predict(inputs: Uint8Array | Float64Array): Steps<Prediction[]> {
    const scores: Prediction["scores"][][] = [];
    for (const [m, { network, normalization }] of this.#members.entries()) {
      const predictions = yield* prediction(network, inputs, normalization);
      scores.push(predictions.map(({ scores }) => this.#inOrder(scores, m)));
    }
    return combine(scores);
  }

  *#evaluate(dataset: LabelledSet): Steps<CommitteeEvaluation> {
    checkClasses(this.classNames, dataset.classNames);
    const members: DetailedEvaluation[] = [];
    for (const m of this.#members.keys()) members.push(yield* this.#evaluateMember(m, dataset));
    const [first] = members;
    const { labels, count } = dataset;
    if (members.length === 1) return { ...first, members, agreement: count === 0 ? NaN : 1 };
    const predictions = combine(members.map(({ scores }) => scores));
    const wrong = predictions.filter((prediction, i) => prediction.class !== labels[i]).length;
    // A probability that was rounded to 0 counts as the smallest there is.
    const logarithms = predictions.map(({ scores }, i) => {
      return log(Math.max(scores[labels[i]], this.#smallestScore));
    });
    return {
      predictions: labelsOf(predictions, this.classNames.length),
      scores: predictions.map(({ scores }) => scores),
      loss: -logarithms.reduce((sum, logarithm) => sum + logarithm, 0) / count,
      wrong,
      ...ratesOf(wrong, count),
      members,
      agreement: agreementOf(members),
    };
  }

  *#evaluateMember(m: number, dataset: LabelledSet): Steps<DetailedEvaluation> {
    const { network, normalization, classNames } = this.#members[m];
    const ofMember = matchClasses(dataset, classNames).dataset;
    const evaluation = yield* detailedEvaluation(network, ofMember, normalization);
    return {
      ...evaluation,
      predictions: evaluation.predictions.map((prediction) => this.#places[m].indexOf(prediction)),
      scores: evaluation.scores.map((scores) => this.#inOrder(scores, m)),
    };
  }

  /** That of the members, or one whose results come later if there is any among theirs. */
  get #device(): Device {
    const devices = this.#members.map(({ network }) => network.device);
    return devices.find(({ immediate }) => !immediate) ?? devices[0];
  }

  get #smallestScore(): number {
    const isDouble = this.#members.some(({ network }) => network.device.precision === "f64");
    return isDouble ? Number.MIN_VALUE : SMALLEST_SINGLE;
  }

  /** The scores of a member, with the classes in the committee's order. */
  #inOrder(scores: Prediction["scores"], m: number): Prediction["scores"] {
    return this.#places[m].map((place) => scores[place]);
  }
}

/** Share of the samples whose class all members predict alike; NaN if there are none. */
export function agreementOf([first, ...others]: readonly Evaluation[]): number {
  const { predictions } = first;
  const agreed = predictions.filter((prediction, i) =>
    others.every((other) => other.predictions[i] === prediction)
  );
  return agreed.length / predictions.length;
}

function checkClasses(expected: readonly string[], found: readonly string[]): void {
  if (isSameList(expected, found)) return;
  const [wanted, names] = [expected, found].map((list) => quote(list.join(", ")));
  throw new RangeError(`Expected the classes of the committee, ${wanted}, but found ${names}`);
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, i) => name === other[i]);
}

function labelsOf(predictions: readonly Prediction[], classes: number): Labels {
  const labels = makeLabels(classes, predictions.length);
  predictions.forEach((prediction, i) => labels[i] = prediction.class);
  return labels;
}

/** The mean scores of each sample, given those of each member, and the class with the largest. */
function combine(scores: readonly (readonly Prediction["scores"][])[]): Prediction[] {
  const [first] = scores;
  return first.map((own, sample) => {
    const means = own.map((_, c) =>
      scores.reduce((sum, ofMember) => sum + ofMember[sample][c], 0) / scores.length
    );
    return { class: indexOfLargest(means), scores: means };
  });
}

/** What decides whether models can be in one committee. */
type MemberModel = Pick<Model, "inputShape" | "classNames" | "featureNames" | "targetNames">;

/** Why a model cannot be in a committee with another one; undefined if it can, as far as files say. */
export function committeeMismatch(first: MemberModel, other: MemberModel): string | undefined {
  if (other.targetNames !== undefined) {
    return "Expected a model that classifies, to decide with others, but found one that predicts numbers";
  }
  const [features, others] = [first, other].map(({ featureNames }) => featureNames);
  if (features !== undefined && others !== undefined) {
    const difference = differenceOf(features, others);
    if (difference !== undefined) return `Expected the features of the first model, ${difference}`;
  }
  const [expected, found] = [first, other].map(describeInputs);
  if (expected !== found) {
    return `Expected a model for ${expected}, as the first one's, but found one for ${found}`;
  }
  const [wanted, names] = [first, other].map(({ classNames }) => [...classNames].sort());
  const difference = differenceOf(wanted, names);
  return difference && `Expected the classes of the first model, ${difference}`;
}

/** `images of 28x28x1`, or `samples of 2 features`. */
function describeInputs({ inputShape, featureNames }: MemberModel): string {
  return featureNames === undefined
    ? `images of ${formatShape(inputShape)}`
    : `samples of ${featureNames.length} features`;
}

/** Two lists that differ, or where they do if a message has no room for that; undefined if they do not. */
function differenceOf(expected: readonly string[], found: readonly string[]): string | undefined {
  if (isSameList(expected, found)) return undefined;
  const [wanted, names] = [expected, found].map((list) => quote(list.join(", ")));
  if (wanted !== names) return `${wanted}, but found ${names}`;
  const length = Math.max(expected.length, found.length);
  const place = Array.from({ length }, (_, i) => i).findIndex((i) => expected[i] !== found[i]);
  const [own, other] = [expected, found].map((list) => {
    return list[place] === undefined ? "none" : quote(list[place]);
  });
  return `${own} as number ${place + 1}, but found ${other}`;
}

function problemOf(first: Member, member: Member): string | undefined {
  const [one, other] = [first, member].map(({ network: { inputShape }, classNames }) => {
    return { inputShape, classNames };
  });
  return committeeMismatch(one, other) ?? probabilityProblem(member.network);
}

/** Why a network's outputs cannot be averaged with those of others; undefined if they can. */
export function probabilityProblem(network: Network): string | undefined {
  if (tellsProbabilities(network)) return undefined;
  const { notation } = network.layers[network.layers.length - 1];
  return "Expected softmax or a single sigmoid as the last layer, so that there are probabilities to " +
    `average, but found ${quote(notation)}`;
}
