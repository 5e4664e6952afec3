import { describeClasses, hintAtNames, listClasses } from "../../lib/data/class_names.ts";
import { type Classified, type ClassMatch, matchClasses } from "../../lib/data/classes.ts";
import type { Dataset } from "../../lib/data/dataset.ts";
import type { LabelledSet } from "../../lib/data/samples.ts";
import type { Model } from "../../lib/models/model.ts";
import { formatShape } from "../../lib/shape.ts";

/** The paths of a dataset and of a model, for messages. */
export interface FittedPaths {
  readonly dataset: string;
  readonly model: string;
}

/**
 * A dataset with the classes of a model, as {@linkcode matchClasses} matches them.
 *
 * @throws {Error} If its images have another size than the model takes, or none is of a class that the
 * model knows.
 */
export function fitDataset(
  paths: FittedPaths,
  dataset: Dataset,
  { inputShape, classNames }: Pick<Model, "inputShape" | "classNames">,
): ClassMatch {
  const [expected, found] = [inputShape, dataset.shape].map(formatShape);
  if (expected !== found) {
    throw new Error(
      `${paths.dataset}: Expected images of ${expected}, the size that the model takes, ` +
        `but found ${found}`,
    );
  }
  return fitClasses(paths, dataset, classNames);
}

/**
 * Images or samples with the classes of a model, as {@linkcode matchClasses} matches them.
 *
 * @throws {Error} If none is of a class that the model knows.
 */
export function fitClasses<T extends Classified<T>>(
  paths: FittedPaths,
  dataset: T,
  classNames: readonly string[],
): ClassMatch<T> {
  const match = matchClasses(dataset, classNames);
  if (match.dataset.count > 0) return match;
  throw new Error(
    `${paths.dataset}: Expected ${nounFor(dataset)} of ${describeClasses(classNames)}, which ` +
      `${paths.model} knows, but found only ${listClasses(match.unknown)}` +
      hintAtNames(match.unknown, classNames),
  );
}

/** Which images or samples {@linkcode fitClasses} left out, and how many, in a line if it left out some. */
export function describeLeftOut(
  paths: FittedPaths,
  { dataset, unknown, leftOut }: ClassMatch<LabelledSet>,
): string[] {
  if (leftOut === 0) return [];
  const count = `${leftOut} of ${dataset.count + leftOut} ${nounFor(dataset)}`;
  return [
    `${paths.dataset}: left out ${count}, of ${describeClasses(unknown)}, which ${paths.model} ` +
    "does not know",
  ];
}

function nounFor(dataset: object): "images" | "samples" {
  return "images" in dataset ? "images" : "samples";
}
