import { assertEquals } from "@std/assert";
import {
  countOf,
  formatCount,
  formatCountIfAny,
  formatShareIfAny,
} from "../../../cli/pages/figures.ts";

Deno.test("formatCount() groups thousands", () => {
  assertEquals([0, 999, 1000, 397510].map(formatCount), ["0", "999", "1,000", "397,510"]);
});

Deno.test("formatCountIfAny() writes a dash where there is no count", () => {
  assertEquals([0, 1000, undefined].map(formatCountIfAny), ["0", "1,000", "–"]);
});

Deno.test("formatShareIfAny() writes a dash for a share of nothing", () => {
  assertEquals([0, 0.98214, 1, NaN].map(formatShareIfAny), ["0.00 %", "98.21 %", "100.00 %", "–"]);
});

Deno.test("countOf() knows one from many", () => {
  assertEquals(countOf(1, "image"), "1 image");
  assertEquals(countOf(0, "image"), "0 images");
  assertEquals(countOf(2, "class", "classes"), "2 classes");
});
