import { makeLabels } from "./labels.ts";
import { ClassSamples, RegressionSamples } from "./samples.ts";

/**
 * The samples of one set and, behind them, those of another; copied.
 *
 * @throws {RangeError} If their features or classes differ, or come in another order.
 */
export function joinClassSamples(first: ClassSamples, second: ClassSamples): ClassSamples {
  checkSame("the features", first.featureNames, second.featureNames);
  checkSame("the classes", first.classNames, second.classNames);
  const labels = makeLabels(first.classes, first.count + second.count);
  labels.set(first.labels);
  labels.set(second.labels, first.count);
  return new ClassSamples({ ...first, features: joined(first.features, second.features), labels });
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
  checkSame("the features", first.featureNames, second.featureNames);
  checkSame("the targets", first.targetNames, second.targetNames);
  return new RegressionSamples({
    ...first,
    features: joined(first.features, second.features),
    targets: joined(first.targets, second.targets),
  });
}

function joined(first: Float64Array, second: Float64Array): Float64Array {
  const both = new Float64Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function checkSame(what: string, expected: readonly string[], found: readonly string[]): void {
  const [first, second] = [expected.join(", "), found.join(", ")];
  if (first === second) return;
  throw new RangeError(`Expected ${what} ${first}, as the others are, but found ${second}`);
}
