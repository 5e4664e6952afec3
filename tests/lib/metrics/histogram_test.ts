import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { histogram } from "../../../lib/metrics/histogram.ts";
import { Random } from "../../../lib/random.ts";

Deno.test("histogram() counts as the definition says, on random numbers", () => {
  const random = new Random(1);
  const values = Float64Array.from({ length: 1000 }, () => random.normal(3, 2));
  const { low, high, counts, count, mean, standardDeviation } = histogram(values, 7);
  const sorted = values.toSorted();
  assertEquals([low, high], [sorted[0], sorted[999]]);
  const edge = (i: number) => low + i * (high - low) / 7;
  const below = (limit: number) => sorted.filter((value) => value < limit).length;
  const expected = Array.from(
    { length: 7 },
    (_, i) => (i < 6 ? below(edge(i + 1)) : 1000) - below(edge(i)),
  );
  assertEquals(counts, expected);
  assertEquals(count, 1000);
  const sum = values.reduce((sum, value) => sum + value, 0);
  const squares = values.reduce((sum, value) => sum + value * value, 0);
  assertAlmostEquals(mean, sum / 1000, 1e-12);
  assertAlmostEquals(standardDeviation, Math.sqrt(squares / 1000 - (sum / 1000) ** 2), 1e-12);
});

Deno.test("histogram() counts a number on an edge to the range that it begins", () => {
  assertEquals(histogram([0, 1, 2, 3, 4], 4).counts, [1, 1, 1, 2]);
  assertEquals(histogram([-1, 1], 1).counts, [2]);
});

Deno.test("histogram() has 30 ranges unless asked for another number", () => {
  assertEquals(histogram([0, 1]).counts.length, 30);
  const problem = "Expected the number of bins to be an integer of 1 or more but found ";
  assertThrows(() => histogram([0, 1], 0), RangeError, `${problem}0`);
  assertThrows(() => histogram([0, 1], 2.5), RangeError, `${problem}2.5`);
});

Deno.test("histogram() leaves a number in the middle where there is no other", () => {
  const about = (value: number) => {
    const { low, high, counts, mean, standardDeviation } = histogram([value, value], 3);
    assertEquals({ counts, mean, standardDeviation }, {
      counts: [0, 2, 0],
      mean: value,
      standardDeviation: 0,
    });
    return [low, high];
  };
  assertEquals(about(0), [-0.5, 0.5]);
  assertEquals(about(4), [2, 6]);
  assertEquals(about(-(2 ** -70)), [-1.5 * 2 ** -70, -0.5 * 2 ** -70]);
});

Deno.test("histogram() has a finite range at the ends of the number format", () => {
  const { low, high, counts } = histogram([0, Number.MIN_VALUE], 2);
  assertEquals([low, high, counts], [-0.5, 0.5, [0, 2]]);
  assertEquals(histogram([1.5 * 2 ** 1023]).high, Number.MAX_VALUE);
  assertEquals(histogram([-1.5 * 2 ** 1023]).low, -Number.MAX_VALUE);
});

Deno.test("histogram() leaves out what is not a finite number", () => {
  const clean = histogram([1, 2, 5], 4);
  assertEquals(histogram([NaN, 1, Infinity, 2, -Infinity, 5], 4), clean);
  const nothing = {
    low: -0.5,
    high: 0.5,
    counts: [0, 0],
    count: 0,
    mean: NaN,
    standardDeviation: NaN,
  };
  assertEquals(histogram([], 2), nothing);
  assertEquals(histogram([NaN, Infinity], 2), nothing);
});

Deno.test("histogram() keeps a small spread around a large mean, and numbers far apart", () => {
  const { mean, standardDeviation } = histogram([1e9, 1e9 + 1, 1e9 + 2]);
  assertEquals(mean, 1e9 + 1);
  assertAlmostEquals(standardDeviation, Math.sqrt(2 / 3), 1e-12);
  assertEquals(histogram([-Number.MAX_VALUE, 0, Number.MAX_VALUE], 3).counts, [1, 1, 1]);
});

Deno.test("histogram() has a finite mean and deviation of numbers whose squares are not", () => {
  const { mean, standardDeviation } = histogram([1e308, 1e308, 1e308, -1e308], 2);
  // Of 1, 1, 1 and -1: the mean 1 / 2, the variance 1 - 1 / 4.
  assertAlmostEquals(mean / 1e308, 0.5, 1e-12);
  assertAlmostEquals(standardDeviation / 1e308, Math.sqrt(0.75), 1e-12);
  assertAlmostEquals(histogram([1.7e308, -1.7e308, 1.7e308], 2).mean / 1.7e308, 1 / 3, 1e-12);
});
