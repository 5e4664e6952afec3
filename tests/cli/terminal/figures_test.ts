import { assertEquals } from "@std/assert";
import {
  formatErrorRate,
  formatEvaluation,
  formatLoss,
  formatShare,
} from "../../../cli/terminal/figures.ts";

Deno.test("formatShare() prints per cent", () => {
  assertEquals(formatShare(0.843), "84.30 %");
  assertEquals(formatShare(1), "100.00 %");
});

Deno.test("formatLoss() prints losses of any size", () => {
  assertEquals(formatLoss(0.82391), "0.8239");
  assertEquals(formatLoss(2.414e29), "2.41e+29");
  assertEquals(formatLoss(NaN), "NaN");
});

Deno.test("formatEvaluation() prints accuracy, error rate and counts", () => {
  const predictions = new Uint8Array(8);
  assertEquals(
    formatEvaluation({ predictions, wrong: 2, errorRate: 0.25, accuracy: 0.75 }),
    "accuracy 75.00 %, error rate 25.00 % (2 of 8 images wrong)",
  );
});

Deno.test("formatErrorRate() has the deviation of several runs", () => {
  assertEquals(formatErrorRate({ mean: 0.02314, variance: 0.0012 ** 2 }), "2.31 ± 0.12 %");
  assertEquals(formatErrorRate({ mean: 0.02314, variance: NaN }), "2.31 %");
  assertEquals(formatErrorRate({ mean: NaN, variance: NaN }), "–");
});
