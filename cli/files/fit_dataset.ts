import { matchClasses } from "../../lib/data/classes.ts";
import type { Dataset } from "../../lib/data/dataset.ts";
import type { Model } from "../../lib/models/model.ts";
import { formatShape } from "../../lib/shape.ts";
import { about } from "./about.ts";

/**
 * A dataset with the classes of a model, as {@linkcode matchClasses} matches them.
 *
 * @param path What the dataset was read from, for messages.
 * @throws {Error} If its images have another size than the model takes, or the classes do not match.
 */
export function fitDataset(
  path: string,
  dataset: Dataset,
  { inputShape, classNames }: Pick<Model, "inputShape" | "classNames">,
): Dataset {
  const [expected, found] = [inputShape, dataset.shape].map(formatShape);
  if (expected !== found) {
    throw new Error(
      `${path}: Expected images of ${expected}, the size that the model takes, but found ${found}`,
    );
  }
  return about(path, () => matchClasses(dataset, classNames));
}
