import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  accuracyOf,
  type ClassCounts,
  f1,
  precision,
  recall,
} from "../../../lib/metrics/class_counts.ts";
import { Random } from "../../../lib/random.ts";

function countsOf(
  truePositives: number,
  falseNegatives: number,
  falsePositives: number,
  trueNegatives: number,
): ClassCounts {
  return { truePositives, falseNegatives, falsePositives, trueNegatives };
}

Deno.test("the measures of a class are those of HSLU figure 64", () => {
  const five = countsOf(1091, 206, 105, 12598);
  const percent = (measure: number) => (100 * measure).toFixed(1);
  assertEquals(percent(accuracyOf(five)), "97.8");
  assertEquals(percent(recall(five)), "84.1");
  assertEquals(percent(precision(five)), "91.2");
  assertEquals(percent(f1(five)), "87.5");
});

Deno.test("the measures of a class take shares, as in HSLU table 8", () => {
  const ill = countsOf(0.0095, 0.0005, 0.0198, 0.9702);
  assertEquals(recall(ill).toFixed(2), "0.95");
  assertEquals(precision(ill).toFixed(2), "0.32");
  assertEquals(accuracyOf(ill).toFixed(4), "0.9797");
  // That who tests negative is healthy is the precision of the other class.
  const healthy = countsOf(0.9702, 0.0198, 0.0005, 0.0095);
  assertEquals(precision(healthy).toFixed(4), "0.9995");
});

Deno.test("f1() is the harmonic mean of precision and recall", () => {
  const random = new Random(1);
  for (let i = 0; i < 100; i++) {
    const counts = countsOf(1 + random.integer(50), random.integer(50), random.integer(50), 7);
    const harmonicMean = 2 / (1 / precision(counts) + 1 / recall(counts));
    assertAlmostEquals(f1(counts), harmonicMean, 1e-15);
  }
});

Deno.test("the measures of a class are 0 where nothing is right", () => {
  const wrong = countsOf(0, 3, 4, 0);
  assertEquals([accuracyOf, precision, recall, f1].map((of) => of(wrong)), [0, 0, 0, 0]);
});

Deno.test("the measures of a class are NaN where they say nothing", () => {
  const measures = (counts: ClassCounts) => [precision(counts), recall(counts), f1(counts)];
  assertEquals(measures(countsOf(0, 5, 0, 7)), [NaN, 0, 0], "never predicted");
  assertEquals(measures(countsOf(0, 0, 5, 7)), [0, NaN, 0], "no samples");
  assertEquals(measures(countsOf(0, 0, 0, 7)), [NaN, NaN, NaN], "neither");
  assertEquals(accuracyOf(countsOf(0, 0, 0, 7)), 1);
  assertEquals(accuracyOf(countsOf(0, 0, 0, 0)), NaN);
});
