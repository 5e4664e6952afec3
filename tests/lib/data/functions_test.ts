import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import {
  bumpsFunction,
  polynomialFunction,
  ridgeFunction,
  sampleFunction,
  sineFunction,
} from "../../../lib/data/functions.ts";

const all = [sineFunction, bumpsFunction, polynomialFunction, ridgeFunction];

Deno.test("sampleFunction() without noise lies on the function", () => {
  for (const f of all) {
    const { features, targets, count } = sampleFunction(f, { count: 50, noise: 0 });
    assertEquals([count, targets.length], [50, 50]);
    for (let i = 0; i < count; i++) {
      const x = [...features.subarray(i * f.arity, (i + 1) * f.arity)];
      assert(x.every((value) => value >= f.from && value <= f.to));
      assertEquals(targets[i], f.valueAt(...x));
    }
  }
});

Deno.test("the functions have the values of their formulas", () => {
  assertEquals([0, 0.25, 0.75].map((x) => sineFunction.valueAt(x)), [0, 1, -1]);
  // T₃(cos θ) = cos 3θ.
  for (const angle of [0, 0.3, 1, 2, Math.PI]) {
    const value = polynomialFunction.valueAt(Math.cos(angle));
    assertAlmostEquals(value, Math.cos(3 * angle), 1e-14);
  }
  // At a centre the other bumps are farther away than five of their widths, or three.
  assertAlmostEquals(bumpsFunction.valueAt(0.2), 1 - 0.6 * Math.exp(-9), 1e-9);
  assertAlmostEquals(bumpsFunction.valueAt(0.8), 0.8 - 0.6 * Math.exp(-9), 1e-9);
  assertEquals(ridgeFunction.valueAt(0.3, -0.3), 1);
  // Half a unit off the ridge.
  const step = 0.5 / Math.SQRT2;
  assertAlmostEquals(ridgeFunction.valueAt(0.4 + step, -0.4 + step), Math.exp(-1), 1e-15);
});

Deno.test("sampleFunction() repeats itself with the same seed only", () => {
  for (const f of all) {
    assertEquals(sampleFunction(f, { seed: 2 }), sampleFunction(f, { seed: 2 }));
    assertNotEquals(sampleFunction(f, { seed: 2 }), sampleFunction(f, { seed: 3 }));
  }
  assertThrows(() => sampleFunction(sineFunction, { count: 1.5 }), RangeError);
});

Deno.test("noise comes on top of the function, with its standard deviation", () => {
  const { features, targets } = sampleFunction(sineFunction, { count: 5000, noise: 0.5 });
  const squares = targets.reduce((sum, y, i) => {
    return sum + (y - sineFunction.valueAt(features[i])) ** 2;
  }, 0);
  assertAlmostEquals(squares / 5000 / 0.25, 1, 5 * Math.sqrt(2 / 5000));
});
