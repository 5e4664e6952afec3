import { assertAlmostEquals, assertEquals } from "@std/assert";
import { formatGeneral } from "../../../lib/formats/general_number.ts";
import { Random } from "../../../lib/random.ts";

// Printed by C's printf("%g").
const printed: readonly (readonly [number, string])[] = [
  [0, "0"],
  [-0, "-0"],
  [1, "1"],
  [-1, "-1"],
  [0.5, "0.5"],
  [3 / 255, "0.0117647"],
  [1 / 3, "0.333333"],
  [1e-4, "0.0001"],
  [9.9999949e-5, "9.99999e-05"],
  [9.9999951e-5, "0.0001"],
  [0.000123456789, "0.000123457"],
  [1e-5, "1e-05"],
  [-1e-5, "-1e-05"],
  [1.5e6, "1.5e+06"],
  [100000, "100000"],
  [999999, "999999"],
  [1e6, "1e+06"],
  [123456789, "1.23457e+08"],
  [0.99999949, "0.999999"],
  [0.9999995, "1"],
  [894415.774151704, "894416"],
  [5e-324, "4.94066e-324"],
  [1.5e-323, "1.4822e-323"],
  [2.2250738585072014e-308, "2.22507e-308"],
  [1.7976931348623157e308, "1.79769e+308"],
  [1e100, "1e+100"],
  [1e-100, "1e-100"],
  [9.999995e99, "9.99999e+99"],
  [Infinity, "inf"],
  [-Infinity, "-inf"],
  [NaN, "nan"],
];

// Printed by C's printf("%g"): numbers half-way between two of 6 digits, or next to that.
const printedTies: readonly (readonly [number, string])[] = [
  [999999.5, "1e+06"],
  [-999999.5, "-1e+06"],
  [999998.5, "999998"],
  [99999.95, "99999.9"],
  [100000.5, "100000"],
  [100001.5, "100002"],
  [100002.5, "100002"],
  [262144.5, "262144"],
  [262145.5, "262146"],
  [1234565, "1.23456e+06"],
  [-1234565, "-1.23456e+06"],
  [1234575, "1.23458e+06"],
  [12345650000, "1.23456e+10"],
  [12345750000, "1.23458e+10"],
  [1000005, "1e+06"],
  [1000015, "1.00002e+06"],
  [0.00048828125, "0.000488281"],
  [0.000244140625, "0.000244141"],
  [0.30517578125, "0.305176"],
  [0.95367431640625, "0.953674"],
  [1.000005, "1.00001"],
  [1.0000025, "1"],
  [0.0001234565, "0.000123457"],
  [0.1234565, "0.123456"],
  [0.5000005, "0.5"],
];

Deno.test("formatGeneral() prints what printf prints", () => {
  for (const [value, text] of printed) assertEquals(formatGeneral(value), text);
});

Deno.test("formatGeneral() rounds half-way cases to even, as printf does", () => {
  for (const [value, text] of printedTies) assertEquals(formatGeneral(value), text);
});

Deno.test("formatGeneral() keeps 6 significant digits of any magnitude", () => {
  const random = new Random(1);
  for (let i = 0; i < 2000; i++) {
    const value = random.uniform(-10, 10) * 10 ** (random.integer(600) - 300);
    const relative = Number(formatGeneral(value)) / value;
    assertAlmostEquals(relative, 1, 5.0001e-6);
  }
});
