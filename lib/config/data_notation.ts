import { type Augmentation, batchAugmentation, imageAugmentation } from "../data/augmentation.ts";
import type { NormalizationMethod } from "../data/normalization.ts";
import { numberIfAny, option } from "./notation/arguments.ts";
import { atOffset, type Form, form, notation, oneForm, word } from "./notation/form.ts";
import { integer, numberBetween, share, shareBelowOne, type ValueKind } from "./values.ts";

/** How pixels become numbers. */
export const normalizationForms: readonly Form<NormalizationMethod>[] = [
  word("divide", "pixel / 255", "divide"),
  word("min_max", "to 0 to 1, by the extremes of the training images", "min_max"),
  word("min_max_centered", "to -1 to 1, by the same", "min_max_centered"),
  word("z_score", "to mean 0 and variance 1, by those of the training images", "z_score"),
];

/** A normalization, by its name. */
export const normalizationNotation = oneForm(normalizationForms, "a normalization");

/** How training images are distorted. */
export const augmentationForms: readonly Form<Augmentation>[] = [
  augmentationForm(
    batchAugmentation,
    "all images of a batch, by chance (0.25); zoom (0.2), rotation (25), shift (0.2) to whole " +
      "pixels; elastic, smooth displacements of up to a share of the size (0)",
  ),
  augmentationForm(
    imageAugmentation,
    "each image, by chance (1); zoom (0.2) of width and height apart, rotation (25), shift (0.2); " +
      "elastic, smooth displacements of up to a share of the size (0)",
  ),
];

/** An augmentation, such as `batch 0.5 rotation 10`. */
export const augmentationNotation = oneForm(augmentationForms, "an augmentation");

/** Numbers of classes, separated by commas: `1, 7`. */
export const classNotation: ValueKind<readonly number[]> = notation(
  "classes, separated by commas",
  (tokens) => {
    const classes: number[] = [];
    do {
      const { offset } = tokens;
      const found = tokens.takeValue(integer(0, 255), "<class>");
      atOffset(offset, () => checkNew(found, classes));
      classes.push(found);
    } while (tokens.takeWord(","));
    if (classes.length < 2) tokens.fail("a second class");
    return classes;
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
      shift: option("shift", "share", share),
      elastic: option("elastic", "share", share),
    },
    build: (_, own) => ({ ...defaults, ...own }),
  });
}

function checkNew(found: number, classes: readonly number[]): void {
  if (classes.includes(found)) {
    throw new RangeError(`Expected each class once but found ${found} twice`);
  }
}
