import { assertEquals, assertThrows } from "@std/assert";
import { Dataset } from "../../../lib/data/dataset.ts";
import { joinClassSamples, joinDatasets, joinRegressionSamples } from "../../../lib/data/join.ts";
import { ClassSamples, RegressionSamples } from "../../../lib/data/samples.ts";

Deno.test("joinDatasets() refuses other shapes and other classes", () => {
  const named = (...names: string[]) =>
    new Dataset(new Uint8Array(2), Uint8Array.of(0, 1), [1], 2, names);
  assertThrows(
    () =>
      joinDatasets(named("0", "1"), new Dataset(new Uint8Array(4), Uint8Array.of(0, 1), [2], 2)),
    RangeError,
    "Expected images of 1, as the others are, but found 2",
  );
  assertThrows(
    () => joinDatasets(named("a", "b"), named("b", "a")),
    RangeError,
    "Expected the classes a, b, as the others are, but found b, a",
  );
});

Deno.test("joinClassSamples() has the second samples behind the first", () => {
  const first = ClassSamples.of([[1, 2], [3, 4]], ["a", "b"]);
  const second = ClassSamples.of([[5, 6], [7, 8]], ["b", "a"]);
  const both = joinClassSamples(first, second);
  assertEquals(both.features, Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8));
  assertEquals([both.labels, both.classNames], [Uint8Array.of(0, 1, 1, 0), ["a", "b"]]);
});

Deno.test("joinRegressionSamples() has the second samples behind the first", () => {
  const first = RegressionSamples.of([[1]], [[2, 3]]);
  const both = joinRegressionSamples(first, RegressionSamples.of([[4]], [[5, 6]]));
  assertEquals(both.features, Float64Array.of(1, 4));
  assertEquals(both.targets, Float64Array.of(2, 3, 5, 6));
});

Deno.test("samples of other features, classes or targets are not joined", () => {
  const pair = ClassSamples.of([[1], [2]], ["a", "b"]);
  assertThrows(
    () => joinClassSamples(pair, ClassSamples.of([[1], [2]], ["a", "c"])),
    RangeError,
    "Expected the classes a, b, as the others are, but found a, c",
  );
  assertThrows(
    () => joinClassSamples(pair, ClassSamples.of([[1], [2]], ["a", "b"], ["width"])),
    RangeError,
    "Expected the features x, as the others are, but found width",
  );
  const numbers = RegressionSamples.of([[1]], [2]);
  assertThrows(
    () => joinRegressionSamples(numbers, RegressionSamples.of([[1]], [2], ["x"], ["height"])),
    RangeError,
    "Expected the targets y, as the others are, but found height",
  );
});
