import { lossNotationWith } from "../config/loss_notation.ts";
import { distinctClassNames } from "../data/class_names.ts";
import type { Framing, ImageDescription } from "../data/image_description.ts";
import type { Normalization, PixelNormalization } from "../data/normalization.ts";
import { extentsOf } from "../data/pixel.ts";
import type { Standardization } from "../data/standardization.ts";
import { FormatError, locateError } from "../formats/format_error.ts";
import { isRecord, parseJson } from "../formats/json.ts";
import { quote } from "../formats/quote.ts";
import type { Loss } from "../losses.ts";
import { formatShape, type Shape, sizeOf } from "../shape.ts";
import type { ModelMetadata, OwnModelParts, TrainingFacts } from "./model.ts";

/** The entry that marks a model file, and the version of what is written here. */
const MARK = "mnist_model";
const VERSION = "1";

/** The entry that marks the file of a committee instead. */
export const COMMITTEE_MARK = "mnist_committee";

/** Entries in JSON are objects and lists, at most lists in objects in objects. */
const ENTRY_DEPTH = 3;

/** Larger images are refused. */
const MOST_INPUTS = 2 ** 24;

/** Whether texts are those that {@linkcode encodeMetadata} makes, rather than another program's. */
export function isOwnMetadata(texts: ReadonlyMap<string, string>): boolean {
  return texts.has(MARK);
}

/**
 * A model's metadata as the texts that a file holds: numbers and lists in JSON.
 *
 * @throws {FormatError} If the names of the classes are not as {@linkcode distinctClassNames} wants them.
 */
export function encodeMetadata(metadata: ModelMetadata): Map<string, string> {
  const { layers, inputShape, loss, normalization, classNames, images, training } = metadata;
  const { featureNames, targetNames } = metadata;
  const texts = new Map([
    [MARK, VERSION],
    ["layers", layers],
    ["input_shape", formatShape(inputShape)],
    ["normalization", JSON.stringify(normalization)],
    ["class_names", JSON.stringify(targetNames ? [] : distinctClassNames(classNames))],
    ["loss", loss.name],
  ]);
  if (featureNames !== undefined) texts.set("feature_names", JSON.stringify(featureNames));
  if (targetNames !== undefined) texts.set("target_names", JSON.stringify(targetNames));
  if (images !== undefined) texts.set("images", JSON.stringify(images));
  if (training !== undefined) texts.set("training", JSON.stringify(training));
  return texts;
}

/**
 * Reads what {@linkcode encodeMetadata} writes.
 *
 * @param own Layers and losses of a user's own that it may name.
 * @throws {FormatError} If an entry is missing or not what it should be.
 */
export function parseMetadata(
  texts: ReadonlyMap<string, string>,
  own: OwnModelParts = {},
): ModelMetadata {
  const version = texts.get(MARK);
  if (version !== VERSION) {
    const none = texts.has(COMMITTEE_MARK) ? "a committee" : "none";
    const found = version === undefined ? none : quote(version);
    throw new FormatError(
      `Expected a model of this program, "${MARK}" ${VERSION} in the metadata, but found ${found}`,
    );
  }
  const images = texts.get("images");
  const training = texts.get("training");
  const inputShape = parseShape(entry(texts, "input_shape"));
  const { width, height } = extentsOf(inputShape);
  const isDescription = (value: unknown) => isImageDescription(value, Math.max(width, height));
  const metadata = {
    layers: entry(texts, "layers"),
    inputShape,
    normalization: parseEntry(texts, "normalization", normalizationOf(inputShape)),
    ...namesOf(texts, sizeOf(inputShape)),
    loss: parseLoss(entry(texts, "loss"), own.losses),
    images: images === undefined ? undefined : parseEntry(texts, "images", isDescription),
    training: training === undefined ? undefined : parseEntry(texts, "training", isTrainingFacts),
  };
  return own.layers === undefined ? metadata : { ...metadata, ownLayers: own.layers };
}

function entry(texts: ReadonlyMap<string, string>, name: string): string {
  const text = texts.get(name);
  if (text !== undefined) return text;
  throw new FormatError(`Expected "${name}" in the metadata but found none`);
}

function parseShape(text: string): Shape {
  const extents = /^[1-9]\d{0,7}(x[1-9]\d{0,7}){0,2}$/.test(text)
    ? text.split("x").map(Number)
    : [];
  const [first, second, third] = extents;
  const inputs = extents.reduce((product, extent) => product * extent, 1);
  if (inputs <= MOST_INPUTS) {
    if (extents.length === 1) return [first];
    if (extents.length === 3) return [first, second, third];
  }
  throw new FormatError(
    `Expected "input_shape" in the metadata to be such as 784 or 1x28x28, of at most ` +
      `${MOST_INPUTS} values, but found ${quote(text)}`,
  );
}

/** What inputs, classes and targets are called, as far as they have names. */
function namesOf(
  texts: ReadonlyMap<string, string>,
  inputs: number,
): Pick<ModelMetadata, "classNames" | "featureNames" | "targetNames"> {
  const namesIf = (name: string) =>
    texts.has(name) ? parseEntry(texts, name, isListOfTexts) : undefined;
  const [featureNames, targetNames] = ["feature_names", "target_names"].map(namesIf);
  if (featureNames !== undefined && featureNames.length !== inputs) {
    throw new FormatError(
      `Expected ${inputs} "feature_names" in the metadata but found ${featureNames.length}`,
    );
  }
  const named = {
    ...(featureNames !== undefined && { featureNames }),
    ...(targetNames !== undefined && { targetNames }),
  };
  const classNames = parseEntry(texts, "class_names", isListOfTexts);
  if (targetNames === undefined) {
    return {
      classNames: inMetadata("class_names", () => distinctClassNames(classNames)),
      ...named,
    };
  }
  if (classNames.length === 0) return { classNames, ...named };
  throw new FormatError(
    'Expected no "class_names" beside "target_names" in the metadata but found some',
  );
}

function parseLoss(text: string, own: OwnModelParts["losses"]): Loss {
  return inMetadata("loss", () => lossNotationWith(own).parse(text));
}

/** Reads something from an entry, which is to blame if that fails. */
function inMetadata<T>(name: string, read: () => T): T {
  return locateError((message) => `"${name}" in the metadata: ${message}`, read);
}

function parseEntry<T>(
  texts: ReadonlyMap<string, string>,
  name: string,
  isValid: (value: unknown) => value is T,
): T {
  const text = entry(texts, name);
  const value = parseJson(text, ENTRY_DEPTH);
  if (isValid(value)) return value;
  throw new FormatError(
    `Expected a valid "${name}" in the metadata, in JSON, but found ${quote(text)}`,
  );
}

/** Tells a normalization of samples of a shape. */
function normalizationOf(shape: Shape): (value: unknown) => value is Normalization {
  return (value): value is Normalization =>
    isPixelNormalization(value) || isStandardization(value, sizeOf(shape));
}

/** @param features Their number. */
function isStandardization(value: unknown, features: number): value is Standardization {
  return isRecord(value) && value.method === "per_feature" &&
    isListOfNumbers(value.offsets, features) && isListOfNumbers(value.scales, features) &&
    !value.scales.includes(0);
}

function isListOfNumbers(value: unknown, length: number): value is readonly number[] {
  return Array.isArray(value) && value.length === length && value.every(isNumber);
}

function isPixelNormalization(value: unknown): value is PixelNormalization {
  if (!isRecord(value)) return false;
  switch (value.method) {
    case "divide":
      return isNumber(value.divisor) && value.divisor > 0;
    case "min_max":
    case "min_max_centered":
      return isNumber(value.minimum) && isNumber(value.maximum) && value.minimum < value.maximum;
    case "z_score":
      return isNumber(value.mean) && isNumber(value.standardDeviation) &&
        value.standardDeviation > 0;
    default:
      return false;
  }
}

/** @param side The larger one of an image that the model takes. */
function isImageDescription(value: unknown, side: number): value is ImageDescription {
  return isRecord(value) && isOneOf(value.content, ["writing", "object", "scene"]) &&
    isOneOf(value.ground, ["dark", "light"]) &&
    (value.framing === undefined || isFraming(value.framing, side));
}

function isFraming(value: unknown, side: number): value is Framing {
  return isRecord(value) && isNumber(value.extent) && value.extent >= 1 &&
    value.extent <= side && isOneOf(value.centring, ["mass", "box"]) &&
    Array.isArray(value.centre) && value.centre.length === 2 && value.centre.every(isNumber);
}

function isOneOf(value: unknown, words: readonly string[]): boolean {
  return typeof value === "string" && words.includes(value);
}

function isTrainingFacts(value: unknown): value is TrainingFacts {
  return isRecord(value) && typeof value.program === "string" &&
    isNumber(value.epochs) && isNumber(value.seed) &&
    (value.config === undefined || typeof value.config === "string") &&
    (value.testAccuracy === undefined || isNumber(value.testAccuracy)) &&
    (value.testRSquared === undefined || isNumber(value.testRSquared)) &&
    (value.fold === undefined || isNumber(value.fold));
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
