import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { rocCurve } from "../../../lib/metrics/roc.ts";
import { countAbove, randomSamples } from "./scored_samples.ts";

type Point = readonly [x: number, y: number];

/** Whether a point is on one of the lines that join others, but for rounding. */
function isOnLines([x, y]: Point, corners: readonly Point[]): boolean {
  return corners.slice(1).some(([toX, toY], i) => {
    const [fromX, fromY] = corners[i];
    const direct = Math.hypot(toX - fromX, toY - fromY);
    const detour = Math.hypot(x - fromX, y - fromY) + Math.hypot(toX - x, toY - y);
    return detour - direct < 1e-12;
  });
}

Deno.test("rocCurve() has the area, rates and thresholds of scikit-learn's example", () => {
  const { points, area } = rocCurve([0.1, 0.4, 0.35, 0.8], [false, false, true, true]);
  assertEquals(area, 0.75);
  assertEquals(points, [
    { threshold: Infinity, falsePositiveRate: 0, truePositiveRate: 0 },
    { threshold: 0.8, falsePositiveRate: 0, truePositiveRate: 0.5 },
    { threshold: 0.4, falsePositiveRate: 0.5, truePositiveRate: 0.5 },
    { threshold: 0.35, falsePositiveRate: 0.5, truePositiveRate: 1 },
    { threshold: 0.1, falsePositiveRate: 1, truePositiveRate: 1 },
  ]);
});

Deno.test("rocCurve() has as its area the share of pairs in the right order, equals half", () => {
  for (const { scores, positives } of randomSamples()) {
    const positiveScores = scores.filter((_, i) => positives[i]);
    const negativeScores = scores.filter((_, i) => !positives[i]);
    const pairs = positiveScores.flatMap((positive) =>
      negativeScores.map((negative): number =>
        positive > negative ? 1 : positive === negative ? 0.5 : 0
      )
    );
    const share = pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length;
    assertEquals(rocCurve(scores, positives).area, share);
  }
});

Deno.test("rocCurve() goes through the rates of every threshold and has no point but these", () => {
  for (const samples of randomSamples()) {
    const { scores, positives } = samples;
    const all = countAbove(samples, -Infinity);
    const ratesAt = (threshold: number) => {
      const { truePositives, falsePositives } = countAbove(samples, threshold);
      return {
        threshold,
        falsePositiveRate: falsePositives / all.falsePositives,
        truePositiveRate: truePositives / all.truePositives,
      };
    };
    const { points } = rocCurve(scores, positives);
    assertEquals(points, points.map(({ threshold }) => ratesAt(threshold)));
    assertEquals(points[0].threshold, Infinity);
    assertEquals(points.at(-1)?.threshold, Math.min(...scores));
    const corners = points.map((point): Point => [point.falsePositiveRate, point.truePositiveRate]);
    for (const { falsePositiveRate, truePositiveRate } of scores.map(ratesAt)) {
      assert(isOnLines([falsePositiveRate, truePositiveRate], corners));
    }
  }
});

Deno.test("rocCurve() has its equal-error rate where it crosses the diagonal", () => {
  for (const { scores, positives } of randomSamples()) {
    const { points, equalErrorRate } = rocCurve(scores, positives);
    // The curve rises and the diagonal falls: they meet in one point.
    const corners = points.map((point): Point => [point.falsePositiveRate, point.truePositiveRate]);
    assert(isOnLines([equalErrorRate, 1 - equalErrorRate], corners));
  }
});

Deno.test("rocCurve() interpolates the equal-error rate", () => {
  // From (0, 1/2) straight to (1, 1), as all others have equal scores: 1 - x = 1/2 + x/2.
  const { equalErrorRate, area } = rocCurve([2, 1, 1, 1], [true, true, false, false]);
  assertAlmostEquals(equalErrorRate, 1 / 3, 1e-15);
  assertEquals(area, 0.75);
});

Deno.test("rocCurve() keeps only the points where it changes its direction", () => {
  const count = 1000;
  const scores = Array.from({ length: count }, (_, i) => -i);
  const { points, area, equalErrorRate } = rocCurve(scores, scores.map((_, i) => i < 300));
  assertEquals(points, [
    { threshold: Infinity, falsePositiveRate: 0, truePositiveRate: 0 },
    { threshold: -299, falsePositiveRate: 0, truePositiveRate: 1 },
    { threshold: -999, falsePositiveRate: 1, truePositiveRate: 1 },
  ]);
  assertEquals([area, equalErrorRate], [1, 0]);
});

Deno.test("rocCurve() of scores in reverse order or all equal", () => {
  const reverse = rocCurve([1, 2, 3], [true, false, false]);
  assertEquals([reverse.area, reverse.equalErrorRate], [0, 1]);
  const equal = rocCurve([7, 7, 7], [true, false, false]);
  assertEquals([equal.points.length, equal.area, equal.equalErrorRate], [2, 0.5, 0.5]);
});

Deno.test("rocCurve() has no points without positives or without negatives", () => {
  const none = { points: [], area: NaN, equalErrorRate: NaN };
  assertEquals(rocCurve([], []), none);
  assertEquals(rocCurve([1, 2], [true, true]), none);
  assertEquals(rocCurve([1, 2], [false, false]), none);
});

Deno.test("rocCurve() refuses what cannot be ordered", () => {
  assertThrows(
    () => rocCurve([1, NaN], [true, false]),
    RangeError,
    "Expected scores to be finite but found NaN as score 1",
  );
});
