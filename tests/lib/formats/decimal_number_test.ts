import { assertEquals, assertLess } from "@std/assert";
import { parseDecimal } from "../../../lib/formats/decimal_number.ts";

Deno.test("parseDecimal() reads every usual form", () => {
  const forms = ["0.5", ".5", "+.5", "5e-1", "5.E-1", "0.5e0", "50e-2"];
  assertEquals(forms.map(parseDecimal), forms.map(() => 0.5));
  assertEquals(["-0", "7.", "1e999"].map(parseDecimal), [-0, 7, Infinity]);
});

Deno.test("parseDecimal() refuses what is no decimal number", () => {
  const others = ["", ".", "+", "1e", "e1", "1e1.5", "0x10", "1_0", "1 ", "1,5", "NaN", "Infinity"];
  assertEquals(others.map(parseDecimal), others.map(() => undefined));
});

Deno.test("parseDecimal() reads the longest double in full", () => {
  // 2⁻¹⁰⁷⁴, whose digits are those of 5¹⁰⁷⁴.
  const digits = (5n ** 1074n).toString();
  assertEquals(parseDecimal(`0.${digits.padStart(1074, "0")}`), Number.MIN_VALUE);
});

Deno.test("parseDecimal() takes no longer for digits that lead nowhere", () => {
  const start = performance.now();
  for (const end of ["x", ".x", "e", "e+x"]) {
    assertEquals(parseDecimal("1".repeat(1990) + end), undefined);
    assertEquals(parseDecimal("1".repeat(1e6) + end), undefined);
  }
  // Where a digit can match in two places, the last alone take minutes.
  assertLess(performance.now() - start, 1000);
});
