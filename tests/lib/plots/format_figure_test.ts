import { assertEquals } from "@std/assert";
import {
  formatCount,
  formatFigure,
  formatPlain,
  formatPower,
  formatShare,
  formatShort,
  formatterFor,
} from "../../../lib/plots/format_figure.ts";

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

Deno.test("formatPlain() separates thousands and hides the noise of binary fractions", () => {
  const texts = [0, 1135, -0.05, 0.1 + 0.2, 1234567, -123456.789].map(formatPlain);
  assertEquals(texts, ["0", "1,135", "−0.05", "0.3", "1,234,567", "−123,456.789"]);
});

Deno.test("formatPower() writes powers of ten", () => {
  const texts = [0, 1, 1000, -0.01, 2.5e-6, -3e12].map(formatPower);
  assertEquals(texts, ["0", "10⁰", "10³", "−10⁻²", "2.5×10⁻⁶", "−3×10¹²"]);
});

Deno.test("formatterFor() takes powers of ten for very small and very large numbers", () => {
  assertEquals(formatterFor(0, 0)(0.5), "0.5");
  assertEquals(formatterFor(1e-4, 1)(1e-4), "0.0001");
  assertEquals(formatterFor(1e-5, 1)(1), "10⁰");
  assertEquals(formatterFor(1, 1e7)(1e6), "10⁶");
});

Deno.test("formatShort() keeps three digits", () => {
  const texts = [0, 0.12345, -98.76, 1234.5, 0.0000321987].map(formatShort);
  assertEquals(texts, ["0", "0.123", "−98.8", "1,230", "3.22×10⁻⁵"]);
});
