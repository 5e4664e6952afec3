import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { matchClasses, restrictToClasses } from "../../../lib/data/classes.ts";
import { ClassSamples, nameClasses, RegressionSamples } from "../../../lib/data/samples.ts";
import { folds, split } from "../../../lib/data/split.ts";

const irises = ClassSamples.of(
  [[5.1, 3.5], [7, 3.2], [6.3, 3.3], [4.9, 3]],
  ["setosa", "versicolor", "virginica", "setosa"],
  ["length", "width"],
);
const line = RegressionSamples.of([[1], [2], [3]], [10, 20, 30]);

Deno.test("ClassSamples.of() numbers the classes by their names", () => {
  assertEquals(irises.classNames, ["setosa", "versicolor", "virginica"]);
  assertEquals(irises.labels, Uint8Array.of(0, 1, 2, 0));
  assertEquals([irises.count, irises.classes, irises.shape], [4, 3, [2]]);
  assertEquals(irises.classNumbers, undefined);
  const numbered = ClassSamples.of([[0], [0], [0]], [10, 9, 10]);
  assertEquals([numbered.classNames, numbered.classNumbers], [["9", "10"], [9, 10]]);
  assertEquals([numbered.labels, numbered.featureNames], [Uint8Array.of(1, 0, 1), ["x"]]);
});

Deno.test("ClassSamples.slice() shares memory, take() copies", () => {
  const part = irises.slice(1, 3);
  assertEquals(part.features, Float64Array.of(7, 3.2, 6.3, 3.3));
  assertEquals([part.labels, part.classNames], [Uint8Array.of(1, 2), irises.classNames]);
  assertStrictEquals(part.features.buffer, irises.features.buffer);
  const taken = irises.take([3, 3, 0]);
  assertEquals(taken.features, Float64Array.of(4.9, 3, 4.9, 3, 5.1, 3.5));
  assertEquals(taken.labels, Uint8Array.of(0, 0, 0));
  assertThrows(() => irises.slice(2, 5), RangeError, "within 0 to 4 but found 2 to 5");
  assertThrows(() => irises.take([4]), RangeError, "within 0 to 4 but found 4 to 5");
});

Deno.test("ClassSamples have more than 256 classes", () => {
  const names = Array.from({ length: 300 }, (_, c) => c);
  const many = ClassSamples.of(names.map((c) => [c]), names);
  assertEquals(many.labels[299], 299);
  assertEquals(many.take([299, 257]).labels, Uint16Array.of(299, 257));
  const few = restrictToClasses(many, ["299", "3"]);
  assertEquals([few.features, few.labels], [Float64Array.of(3, 299), Uint8Array.of(1, 0)]);
});

Deno.test("samples of classes are matched by name", () => {
  const { dataset, unknown, leftOut } = matchClasses(irises, ["virginica", "setosa"]);
  assertEquals(dataset.labels, Uint8Array.of(1, 0, 1));
  assertEquals(dataset.features, Float64Array.of(5.1, 3.5, 6.3, 3.3, 4.9, 3));
  assertEquals([unknown, leftOut], [["versicolor"], 1]);
});

Deno.test("RegressionSamples have one target or several", () => {
  assertEquals([line.count, line.shape, line.featureNames, line.targetNames], [3, [1], ["x"], [
    "y",
  ]]);
  assertEquals(line.slice(1, 3).targets, Float64Array.of(20, 30));
  const two = RegressionSamples.of([[1, 2], [3, 4]], [[5, 6, 7], [8, 9, 10]]);
  assertEquals(two.targetNames, ["y1", "y2", "y3"]);
  assertEquals(two.take([1]).targets, Float64Array.of(8, 9, 10));
  assertEquals(two.take([1]).features, Float64Array.of(3, 4));
});

Deno.test("samples are split and folded, but not stratified without classes", () => {
  const [rest, part] = split(line, [1], { seed: 3 });
  assertEquals([rest.count, part.count], [2, 1]);
  assertEquals([...rest.targets, ...part.targets].sort(), [10, 20, 30]);
  assertEquals(Array.from(folds(line, 3), ({ validation }) => validation.count), [1, 1, 1]);
  assertThrows(
    () => split(line, [1], { stratified: true }),
    RangeError,
    "Expected classes to give each part its share of but found numeric targets",
  );
});

Deno.test("samples refuse what is no table of finite numbers", () => {
  const features = Float64Array.of(1, 2, 3, 4);
  const options = { features, featureNames: ["a", "b"], targetNames: ["y"] };
  const regression = (targets: Float64Array) => new RegressionSamples({ ...options, targets });
  assertThrows(
    () => regression(Float64Array.of(1)),
    RangeError,
    "Expected as many rows of targets as samples, 2, but found 1",
  );
  assertThrows(
    () => regression(Float64Array.of(1, NaN)),
    RangeError,
    'Expected finite targets but found NaN as "y" of sample 1',
  );
  const infinite = Float64Array.of(1, 2, 3, Infinity);
  assertThrows(
    () => new RegressionSamples({ ...options, features: infinite, targets: Float64Array.of(1, 2) }),
    RangeError,
    'Expected finite features but found Infinity as "b" of sample 1',
  );
  assertThrows(
    () => ClassSamples.of([[1, 2], [3]], ["a", "b"]),
    RangeError,
    "Expected 2 numbers but found 1 in row 1",
  );
  assertThrows(() => ClassSamples.of([[1, 2], [3, 4]], ["a"]), RangeError, "but found 1");
  const labels = Uint8Array.of(0, 2);
  assertThrows(
    () => new ClassSamples({ ...options, labels, classNames: ["a", "b"] }),
    RangeError,
    "Expected labels of 0 to 1 but found 2 as label 1",
  );
  const bytes: unknown = Uint8Array.of(1, 2);
  assertThrows(
    () => Reflect.construct(ClassSamples, [{ ...options, features: bytes, labels }]),
    TypeError,
    "Expected features in a Float64Array but found Uint8Array",
  );
});

Deno.test("nameClasses() sorts numbers by value and words by their letters", () => {
  assertEquals(nameClasses(["10", "9", "-1"]).classNames, ["-1", "9", "10"]);
  assertEquals(nameClasses(["b", "10", "9"]).classNames, ["10", "9", "b"]);
});
