import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { Dataset } from "../../../lib/data/dataset.ts";
import { foldSamples } from "../../../lib/data/split.ts";
import { crossValidate, summarizeFolds } from "../../../lib/training/cross_validation.ts";

/** Six images of one pixel, which is their own number. */
const dataset = new Dataset(Uint8Array.of(0, 1, 2, 3, 4, 5), new Uint8Array(6), [1]);

Deno.test("summarizeFolds computes mean and variance", () => {
  // Mean 5; squares 9 + 1 + 1 + 9 = 20, variance 20 / 3.
  const { values, mean, variance } = summarizeFolds([2, 4, 6, 8]);
  assertEquals([values, mean], [[2, 4, 6, 8], 5]);
  assertAlmostEquals(variance, 20 / 3, 1e-15);
  assertEquals(summarizeFolds([0.5, 0.5, 0.5]).variance, 0);
});

Deno.test("crossValidate asks for the figure of each fold, in order", () => {
  const calls: number[] = [];
  const { values } = crossValidate(dataset, 3, (training, validation, fold) => {
    calls.push(fold);
    const pixels = [...training.images, ...validation.images].sort();
    assertEquals(pixels, [0, 1, 2, 3, 4, 5]);
    return 10 * validation.images[0] + validation.images[1];
  }, { seed: 4 });
  assertEquals(calls, [1, 2, 3]);
  assertEquals(values, foldSamples(dataset, 3, { seed: 4 }).map(([a, b]) => 10 * a + b));
});

Deno.test("crossValidate leaving one out finds the error of predicting the mean of the others", () => {
  // Without x, the mean of the others is (15 - x) / 5, so the error is (6 x - 15) / 5.
  const { values, mean } = crossValidate(dataset, 6, ({ images }, validation) => {
    const prediction = images.reduce((sum, pixel) => sum + pixel, 0) / images.length;
    return (validation.images[0] - prediction) ** 2;
  });
  const expected = [9, 81 / 25, 9 / 25, 9 / 25, 81 / 25, 9];
  values.toSorted((a, b) => a - b).forEach((value, i) =>
    assertAlmostEquals(value, expected.toSorted((a, b) => a - b)[i], 1e-12)
  );
  assertAlmostEquals(mean, 4.2, 1e-12);
});

Deno.test("crossValidate refuses fewer than two folds", () => {
  assertThrows(() => crossValidate(dataset, 1, () => 0), RangeError, "2 to 6 folds");
});
