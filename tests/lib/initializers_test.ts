import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  constant,
  heNormal,
  heUniform,
  type Initializer,
  inverseRootUniform,
  normal,
  uniform,
  xavierNormal,
  xavierUniform,
  zeros,
} from "../../lib/initializers.ts";
import { type Elements, Matrix } from "../../lib/matrix.ts";
import { Random } from "../../lib/random.ts";

const INPUTS = 100;
const OUTPUTS = 50;

function fill(initializer: Initializer, seed = 1) {
  const values = new Matrix(INPUTS, OUTPUTS, new Float64Array(INPUTS * OUTPUTS).fill(99));
  initializer(values, INPUTS, OUTPUTS, new Random(seed));
  return values.data;
}

function momentsOf(values: ArrayLike<number>) {
  const list = Array.from(values);
  const mean = list.reduce((sum, x) => sum + x, 0) / list.length;
  const variance = list.reduce((sum, x) => sum + (x - mean) ** 2, 0) / list.length;
  return { mean, deviation: Math.sqrt(variance) };
}

/** Below the bound, but not far below: all of 5,000 numbers miss the last 0.3% once in 10⁶ times. */
function assertFillsRange(values: Elements, low: number, high: number): void {
  const margin = 0.003 * (high - low);
  const [least, largest] = [Math.min(...values), Math.max(...values)];
  assert(least >= low && least < low + margin, `least ${least} of ${low}`);
  assert(largest < high && largest > high - margin, `largest ${largest} of ${high}`);
  const { mean, deviation } = momentsOf(values);
  assertAlmostEquals(mean, (low + high) / 2, 0.02 * (high - low));
  assertAlmostEquals(deviation / ((high - low) / Math.sqrt(12)), 1, 0.03);
}

Deno.test("zeros and constant fill with one number", () => {
  assertEquals(new Set(fill(zeros)), new Set([0]));
  assertEquals(new Set(fill(constant(0.1))), new Set([0.1]));
});

const uniforms = [
  ["uniform", uniform(-0.5, 0.25), -0.5, 0.25],
  ["inverseRootUniform", inverseRootUniform, -0.1, 0.1],
  ["xavierUniform", xavierUniform(), -0.2, 0.2], // √(6 / 150)
  ["xavierUniform with gain 4", xavierUniform(4), -0.8, 0.8],
  ["heUniform", heUniform, -Math.sqrt(0.06), Math.sqrt(0.06)],
] as const;
for (const [name, initializer, low, high] of uniforms) {
  Deno.test(`${name} is uniform in its bounds`, () =>
    assertFillsRange(fill(initializer), low, high));
}

const normals = [
  ["normal", normal(3, 0.5), 3, 0.5],
  ["xavierNormal", xavierNormal(), 0, Math.sqrt(2 / 150)],
  ["xavierNormal with gain √2", xavierNormal(Math.SQRT2), 0, Math.sqrt(4 / 150)],
  ["heNormal", heNormal, 0, Math.sqrt(0.02)],
] as const;
for (const [name, initializer, mean, deviation] of normals) {
  Deno.test(`${name} has its mean and deviation, and the tails of a normal distribution`, () => {
    const values = fill(initializer);
    const found = momentsOf(values);
    // Five standard errors of 5,000 numbers.
    assertAlmostEquals(found.mean, mean, 5 * deviation / Math.sqrt(5000));
    assertAlmostEquals(found.deviation / deviation, 1, 5 / Math.sqrt(2 * 5000));
    const beyond = (limit: number) =>
      values.filter((x) => Math.abs(x - mean) > limit * deviation).length / values.length;
    assertAlmostEquals(beyond(1), 0.3173, 0.035);
    assertAlmostEquals(beyond(2), 0.0455, 0.015);
  });
}

Deno.test("initializers repeat themselves for the same seed only", () => {
  for (const [_, initializer] of [...uniforms, ...normals]) {
    assertEquals(fill(initializer, 1), fill(initializer, 1));
    assertEquals(fill(initializer, 1)[0] === fill(initializer, 2)[0], false);
  }
});

Deno.test("initializers refuse parameters out of range", () => {
  assertThrows(() => uniform(1, 1), RangeError, "[1, 1)");
  assertThrows(() => uniform(-Infinity, 1), RangeError, "finite");
  assertThrows(() => normal(NaN, 1), RangeError, "mean");
  assertThrows(() => normal(0, -1), RangeError, "standard deviation");
  assertThrows(() => xavierUniform(0), RangeError, "gain");
  assertThrows(() => xavierNormal(-1), RangeError, "gain");
});
