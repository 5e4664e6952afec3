import { assertEquals, assertThrows } from "@std/assert";
import { countByThreshold } from "../../../lib/metrics/threshold_counts.ts";
import { countAbove, randomSamples } from "./scored_samples.ts";

Deno.test("countByThreshold() counts what each score lets through, highest first", () => {
  for (const samples of randomSamples()) {
    const { scores, positives } = samples;
    const thresholds = [...new Set(scores)].toSorted((a, b) => b - a);
    const expected = thresholds.map((threshold) => {
      return { threshold, ...countAbove(samples, threshold) };
    });
    assertEquals(countByThreshold(scores, positives), expected);
    assertEquals(countByThreshold(Float64Array.from(scores), positives), expected);
  }
});

Deno.test("countByThreshold() of nothing is nothing", () => {
  assertEquals(countByThreshold([], []), []);
});

Deno.test("countByThreshold() refuses scores that are no numbers, or not as many", () => {
  assertThrows(
    () => countByThreshold([1, 2], [true]),
    RangeError,
    "Expected as many marks of positives as scores, 2, but found 1",
  );
  for (const score of [NaN, Infinity, -Infinity]) {
    assertThrows(
      () => countByThreshold([1, 2, score], [true, false, true]),
      RangeError,
      `Expected scores to be finite but found ${score} as score 2`,
    );
  }
});
