import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { accuracy, errorRate } from "../../../lib/metrics/accuracy.ts";
import { hsluFigure62, samplesOf } from "./source_tables.ts";

Deno.test("accuracy() and errorRate() are those of HSLU 3.5.1", () => {
  const { labels, predictions } = samplesOf(hsluFigure62);
  assertEquals(accuracy(labels, predictions), 12855 / 14000);
  assertEquals((100 * accuracy(labels, predictions)).toFixed(1), "91.8");
  assertAlmostEquals(errorRate(labels, predictions), 1 - 12855 / 14000);
});

Deno.test("accuracy() and errorRate() are exact where all or nothing is right", () => {
  const labels = Uint8Array.of(0, 1, 255);
  assertEquals(accuracy(labels, labels), 1);
  assertEquals(errorRate(labels, labels), 0);
  const others = Uint8Array.of(1, 2, 254);
  assertEquals(accuracy(labels, others), 0);
  assertEquals(errorRate(labels, others), 1);
});

Deno.test("accuracy() and errorRate() of nothing are NaN", () => {
  assertEquals(accuracy(new Uint8Array(), new Uint8Array()), NaN);
  assertEquals(errorRate(new Uint8Array(), new Uint8Array()), NaN);
});

Deno.test("accuracy() and errorRate() refuse another number of predictions than of labels", () => {
  for (const measure of [accuracy, errorRate]) {
    assertThrows(
      () => measure(Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2)),
      RangeError,
      "Expected as many predictions as labels, 3, but found 2",
    );
  }
});
