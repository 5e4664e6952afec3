import { assertAlmostEquals, assertEquals } from "@std/assert";
import { summarizeSample } from "../../../lib/metrics/sample_statistics.ts";

Deno.test("summarizeSample() estimates the variance from the sample", () => {
  // Of 1, 2, …, n the mean is (n + 1) / 2, and the sum of squares around it n (n² - 1) / 12.
  for (const n of [2, 3, 10]) {
    const { mean, variance } = summarizeSample(Array.from({ length: n }, (_, i) => i + 1));
    assertAlmostEquals(mean, (n + 1) / 2, 1e-14);
    assertAlmostEquals(variance, n * (n ** 2 - 1) / 12 / (n - 1), 1e-14);
  }
});

Deno.test("summarizeSample() of one value has no variance, and of none no mean", () => {
  assertEquals(summarizeSample([0.5]), { mean: 0.5, variance: NaN });
  assertEquals(summarizeSample([]), { mean: NaN, variance: NaN });
});
