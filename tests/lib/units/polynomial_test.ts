import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { Polynomial, PolynomialRegression } from "../../../lib/units/polynomial.ts";

Deno.test("PolynomialRegression finds what NumPy's Polynomial.fit does", () => {
  const regression = (degree: number) =>
    new PolynomialRegression([0, 0.5, 1.25, 2, 3.5, 4], degree).fit([1, -1, 2, 0.5, 3, -2]);
  const [line, cubic] = [1, 3].map(regression);
  const expected = [
    [line, 0.8188755020080322, 0.6795983935742972, 0.40923694779116443],
    [cubic, 10.126775970501583, -0.422163512211581, -1.4514328872469577],
  ] as const;
  for (const [polynomial, ...values] of expected) {
    [-1, 0.7, 4].forEach((x, i) => assertAlmostEquals(polynomial.at(x), values[i], 1e-12));
  }
});

Deno.test("PolynomialRegression is sound up to a degree that powers are too alike for", () => {
  const places = Array.from({ length: 30 }, (_, i) => i / 29);
  const values = places.map((x) => Math.sin(4 * Math.PI * x) + 0.1 * Math.cos(37 * x));
  const polynomial = new PolynomialRegression(places, 25).fit(values);
  // By NumPy's Legendre.fit.
  const expected = [0.14715010375607684, -1.012601984978159, -0.969060700066924];
  [0.013, 0.4, 0.91].forEach((x, i) => assertAlmostEquals(polynomial.at(x), expected[i], 1e-8));
});

Deno.test("PolynomialRegression goes through as many points as it has coefficients", () => {
  const places = [-2, -1, 0, 5];
  const cubic = (x: number) => 7 - 3 * x + x ** 2 - 2 * x ** 3;
  const polynomial = new PolynomialRegression(places, 3).fit(places.map(cubic));
  for (const x of [-10, 0.5, 6]) {
    assertAlmostEquals(polynomial.at(x), cubic(x), 1e-9 * Math.abs(cubic(x)));
  }
  assertEquals(polynomial.degree, 3);
});

Deno.test("PolynomialRegression through a single place is the mean of its values", () => {
  const polynomial = new PolynomialRegression([3, 3], 0).fit([1, 2]);
  assertAlmostEquals(polynomial.at(100), 1.5, 1e-15);
});

Deno.test("Polynomial is a sum of Legendre polynomials over its interval", () => {
  // On [0, 2], t = x - 1: 1 + 2 t + 3 (3 t² - 1) / 2.
  const polynomial = new Polynomial(Float64Array.of(1, 2, 3), [0, 2]);
  assertEquals([0, 1, 2].map((x) => polynomial.at(x)), [2, -0.5, 6]);
});

Deno.test("PolynomialRegression refuses what determines no polynomial", () => {
  assertThrows(
    () => new PolynomialRegression([1, 2, 2], 2),
    RangeError,
    "Expected 3 or more different places for a polynomial of degree 2 but found 2",
  );
  assertThrows(
    () => new PolynomialRegression([1, NaN], 0),
    RangeError,
    "Expected finite places but found others",
  );
  assertThrows(
    () => new PolynomialRegression([1, 2], -1),
    RangeError,
    "Expected the degree of the polynomial to be an integer of 0 or more but found -1",
  );
  assertThrows(
    () => new PolynomialRegression([1, 2], 1).fit([1]),
    RangeError,
    "Expected as many values as places, 2, but found 1",
  );
});
