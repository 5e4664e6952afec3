import { assertEquals } from "@std/assert";
import { formatCount, formatFigure, formatShare } from "../../../lib/plots/format_figure.ts";

Deno.test("formatFigure() writes four digits", () => {
  assertEquals([0.0812345, 2.3, 1234.56, 0, -0.5].map(formatFigure), [
    "0.08123",
    "2.3",
    "1235",
    "0",
    "-0.5",
  ]);
});

Deno.test("formatFigure() writes very small and large numbers with a power of ten", () => {
  assertEquals([0.0000123, 2.41e29].map(formatFigure), ["1.23e-5", "2.41e+29"]);
  assertEquals([Infinity, NaN].map(formatFigure), ["Infinity", "NaN"]);
});

Deno.test("formatCount() sets thousands apart", () => {
  assertEquals([0, 999, 10_000].map(formatCount), ["0", "999", "10,000"]);
});

Deno.test("formatShare() writes shares", () => {
  assertEquals([0, 0.9793, 1].map(formatShare), ["0.00 %", "97.93 %", "100.00 %"]);
});
