import { type Augmentation, batchAugmentation, imageAugmentation } from "../data/augmentation.ts";
import { className } from "../data/class_names.ts";
import type { NormalizationMethod } from "../data/normalization.ts";
import { numberIfAny, option } from "./notation/arguments.ts";
import { atOffset, type Form, form, oneForm, word } from "./notation/form.ts";
import { NotationError } from "./notation/tokens.ts";
import { numberBetween, share, shareBelowOne, type ValueKind, valueKind } from "./values.ts";

/** How pixels, or features of samples, become numbers. */
export const normalizationForms: readonly Form<NormalizationMethod>[] = [
  word("none", "as they are", "none"),
  word("divide", "pixel / 255", "divide"),
  word("min_max", "to 0 to 1, by the extremes of the training images", "min_max"),
  word("min_max_centered", "to -1 to 1, by the same", "min_max_centered"),
  word("z_score", "to mean 0 and variance 1, by those of the training images", "z_score"),
];

/** A normalization, by its name. */
export const normalizationNotation = oneForm(normalizationForms, "a normalization");

const further =
  "shear (0), columns that lean; elastic (0), smooth displacements of up to a share of " +
  "the size; flip (0), chance to be mirrored, left to right; erase (0), noise in a rectangle of up to a " +
  "share of the area, in half of the images";

/** How training images are distorted. */
export const augmentationForms: readonly Form<Augmentation>[] = [
  augmentationForm(
    batchAugmentation,
    "all images of a batch, by chance (0.25); zoom (0.2), rotation (25), shift (0.2) to whole " +
      `pixels; ${further}`,
  ),
  augmentationForm(
    imageAugmentation,
    "each image, by chance (1); zoom (0.2) of width and height apart, rotation (25), shift (0.2); " +
      further,
  ),
];

/** An augmentation, such as `batch 0.5 rotation 10`. */
export const augmentationNotation = oneForm(augmentationForms, "an augmentation");

/** Names of classes, separated by commas: `1, 7`, or `Ankle boot, Bag`. */
export const classNotation: ValueKind<readonly string[]> = {
  expected: "classes, separated by commas",
  parse(text) {
    const classes: string[] = [];
    for (const { 0: word, index: offset } of text.matchAll(/(?<=^|,)[^,]*/g)) {
      classes.push(classAt(offset + word.length - word.trimStart().length, word, classes));
    }
    if (classes.length >= 2) return classes;
    const problem = 'Expected "," and a second class but found the end of the line';
    throw new NotationError(problem, text.length);
  },
};

/** The name of a column, taken as it stands. */
export const columnName: ValueKind<string> = {
  expected: "the name of a column",
  parse: (text) => text,
};

/** Names of columns, separated by commas. */
export const columnNotation: ValueKind<readonly string[]> = valueKind(
  "names of columns, separated by commas",
  (text) => {
    const names = text.split(",").map((name) => name.trim());
    return names.every((name, i) => name !== "" && names.indexOf(name) === i) ? names : undefined;
  },
);

function augmentationForm(defaults: Augmentation, description: string): Form<Augmentation> {
  return form({
    name: defaults.unit,
    description,
    required: {},
    optional: {
      chance: numberIfAny("chance", share),
      zoom: option("zoom", "share", shareBelowOne),
      rotation: option("rotation", "degrees", numberBetween(0, 180)),
      shear: option("shear", "degrees", numberBetween(0, 89)),
      shift: option("shift", "share", share),
      elastic: option("elastic", "share", share),
      flip: option("flip", "chance", share),
      erase: option("erase", "share", share),
    },
    build: (_, own) => ({ ...defaults, ...own }),
  });
}

/** The name of a class that stands at `offset`, behind others. */
function classAt(offset: number, word: string, before: readonly string[]): string {
  return atOffset(offset, () => {
    const name = className(word.trim());
    if (!before.includes(name)) return name;
    throw new RangeError(`Expected each class once but found ${name} twice`);
  });
}
