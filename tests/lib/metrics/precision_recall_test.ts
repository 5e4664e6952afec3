import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { precisionRecallAt, precisionRecallCurve } from "../../../lib/metrics/precision_recall.ts";
import { countAbove, randomSamples, type ScoredSamples } from "./scored_samples.ts";

/** Recall and precision at a threshold, by their definitions. */
function pointAt(
  samples: ScoredSamples,
  threshold: number,
): { threshold: number; recall: number; precision: number } {
  const { truePositives, falsePositives } = countAbove(samples, threshold);
  return {
    threshold,
    recall: truePositives / countAbove(samples, -Infinity).truePositives,
    precision: truePositives / (truePositives + falsePositives),
  };
}

Deno.test("precisionRecallCurve() has the average precision of scikit-learn's example", () => {
  const { points, area } = precisionRecallCurve(
    [0.1, 0.4, 0.35, 0.8],
    [false, false, true, true],
  );
  assertEquals(area.toFixed(2), "0.83");
  assertEquals(points, [
    { threshold: 0.8, recall: 0.5, precision: 1 },
    { threshold: 0.4, recall: 0.5, precision: 0.5 },
    { threshold: 0.35, recall: 1, precision: 2 / 3 },
    { threshold: 0.1, recall: 1, precision: 0.5 },
  ]);
});

Deno.test("precisionRecallCurve() has as its area the mean precision when each positive is found", () => {
  for (const samples of randomSamples()) {
    const { scores, positives } = samples;
    const found = scores.filter((_, i) => positives[i]);
    const sum = found.reduce((sum, score) => sum + pointAt(samples, score).precision, 0);
    assertAlmostEquals(precisionRecallCurve(scores, positives).area, sum / found.length, 1e-12);
  }
});

Deno.test("precisionRecallCurve() has the points of all thresholds but those within a line", () => {
  for (const samples of randomSamples()) {
    const { scores, positives } = samples;
    const { points } = precisionRecallCurve(scores, positives);
    assertEquals(points, points.map(({ threshold }) => pointAt(samples, threshold)));
    assertEquals(points[0].threshold, Math.max(...scores));
    assertEquals(points.at(-1), pointAt(samples, Math.min(...scores)));
    const kept = new Set(points.map(({ threshold }) => threshold));
    for (const score of scores.filter((score) => !kept.has(score))) {
      const here = pointAt(samples, score);
      const next = points.findIndex(({ threshold }) => threshold < score);
      const ends = [points[next - 1], points[next]];
      assert(
        ends.every(({ recall }) => recall === here.recall) ||
          ends.every(({ precision }) => precision === here.precision),
      );
    }
  }
});

Deno.test("precisionRecallCurve() leaves out points within a horizontal or vertical line", () => {
  const scores = Array.from({ length: 1000 }, (_, i) => -i);
  const { points, area } = precisionRecallCurve(scores, scores.map((_, i) => i < 300));
  assertEquals(points, [
    { threshold: 0, recall: 1 / 300, precision: 1 },
    { threshold: -299, recall: 1, precision: 1 },
    { threshold: -999, recall: 1, precision: 0.3 },
  ]);
  assertEquals(area, 1);
});

Deno.test("precisionRecallCurve() of equal scores is one point, the share of positives", () => {
  const { points, area } = precisionRecallCurve([7, 7, 7, 7], [true, false, false, false]);
  assertEquals(points, [{ threshold: 7, recall: 1, precision: 0.25 }]);
  assertEquals(area, 0.25);
});

Deno.test("precisionRecallCurve() of positives alone has precision 1", () => {
  const { points, area } = precisionRecallCurve([1, 2], [true, true]);
  assertEquals(points.map(({ precision }) => precision), [1, 1]);
  assertEquals(area, 1);
});

Deno.test("precisionRecallCurve() has no points without positives", () => {
  assertEquals(precisionRecallCurve([], []), { points: [], area: NaN });
  assertEquals(precisionRecallCurve([1, 2], [false, false]), { points: [], area: NaN });
});

Deno.test("precisionRecallCurve() refuses what cannot be ordered", () => {
  assertThrows(
    () => precisionRecallCurve([NaN, 1], [true, false]),
    RangeError,
    "Expected scores to be finite but found NaN as score 0",
  );
});

Deno.test("precisionRecallAt() takes what reaches the threshold for positive", () => {
  // Worked out by hand: positives at 0.9, 0.6, 0.6 and 0.2, negatives at 0.7 and 0.6.
  const scores = [0.9, 0.7, 0.6, 0.6, 0.6, 0.2];
  const positives = [true, false, true, true, false, true];
  assertEquals(precisionRecallAt(scores, positives, [0.61, 0.1, 0.6, 0.95, 0.9]), [
    { threshold: 0.61, recall: 1 / 4, precision: 1 / 2 },
    { threshold: 0.1, recall: 1, precision: 4 / 6 },
    { threshold: 0.6, recall: 3 / 4, precision: 3 / 5 },
    { threshold: 0.95, recall: 0, precision: NaN },
    { threshold: 0.9, recall: 1 / 4, precision: 1 },
  ]);
  assertEquals(precisionRecallAt([0.5], [false], [0.5]), [
    { threshold: 0.5, recall: NaN, precision: 0 },
  ]);
});
