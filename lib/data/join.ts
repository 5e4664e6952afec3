import { concatenate } from "../formats/bytes.ts";
import { formatShape } from "../shape.ts";
import { Dataset } from "./dataset.ts";
import { type Labels, makeLabels } from "./labels.ts";
import { ClassSamples, type LabelledSet, RegressionSamples } from "./samples.ts";

/**
 * The samples of two datasets, one after the other, with the class names and numbers of the first. The
 * images are copied.
 *
 * @throws {RangeError} If their images have different shapes, or their classes different names.
 *
 * @example
 * ```ts
 * import { Dataset } from "./dataset.ts";
 * import { joinDatasets } from "./join.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const first = new Dataset(Uint8Array.of(10, 20), Uint8Array.of(7, 4), [1]);
 * const second = new Dataset(Uint8Array.of(30), Uint8Array.of(1), [1]);
 * assertEquals(joinDatasets(first, second).images, Uint8Array.of(10, 20, 30));
 * ```
 */
export function joinDatasets(first: Dataset, second: Dataset): Dataset {
  const { shape, classes, classNames, classNumbers } = first;
  checkSame("images of", formatShape(shape), formatShape(second.shape));
  const labels = joinLabels(first, second);
  const images = concatenate([first.images, second.images]);
  return new Dataset(images, labels, shape, classes, classNames, classNumbers);
}

/**
 * The samples of one set and, behind them, those of another; copied.
 *
 * @throws {RangeError} If their features or classes differ, or come in another order.
 */
export function joinClassSamples(first: ClassSamples, second: ClassSamples): ClassSamples {
  const features = joinFeatures(first, second);
  return new ClassSamples({ ...first, features, labels: joinLabels(first, second) });
}

/**
 * The samples of one set and, behind them, those of another; copied.
 *
 * @throws {RangeError} If their features or targets differ, or come in another order.
 */
export function joinRegressionSamples(
  first: RegressionSamples,
  second: RegressionSamples,
): RegressionSamples {
  const features = joinFeatures(first, second);
  checkSame("the targets", first.targetNames.join(", "), second.targetNames.join(", "));
  const targets = joinNumbers(first.targets, second.targets);
  return new RegressionSamples({ ...first, features, targets });
}

function joinLabels(first: LabelledSet, second: LabelledSet): Labels {
  checkSame("the classes", first.classNames.join(", "), second.classNames.join(", "));
  const labels = makeLabels(first.classes, first.count + second.count);
  labels.set(first.labels);
  labels.set(second.labels, first.count);
  return labels;
}

type Features = Pick<ClassSamples, "features" | "featureNames">;

function joinFeatures(first: Features, second: Features): Float64Array {
  checkSame("the features", first.featureNames.join(", "), second.featureNames.join(", "));
  return joinNumbers(first.features, second.features);
}

function joinNumbers(first: Float64Array, second: Float64Array): Float64Array {
  const both = new Float64Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function checkSame(what: string, expected: string, found: string): void {
  if (expected === found) return;
  throw new RangeError(`Expected ${what} ${expected}, as the others are, but found ${found}`);
}
