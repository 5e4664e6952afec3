import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { cos, exp, expm1, log, log1p, pow, sin, tanh } from "../../lib/elementary_functions.ts";
import { Random } from "../../lib/random.ts";

/** By how many units in the last place of `expected` the two differ. */
function unitsBetween(actual: number, expected: number): number {
  const exponent = Math.floor(Math.log2(Math.abs(expected)));
  return Math.abs(actual - expected) / 2 ** (Math.max(exponent, -1022) - 52);
}

/** The function, the engine's own, the range, and the units in the last place between them. */
const functions = [
  { own: exp, engine: Math.exp, low: -700, high: 700, units: 2 },
  { own: exp, engine: Math.exp, low: -1, high: 1, units: 2 },
  { own: expm1, engine: Math.expm1, low: -2, high: 2, units: 5 },
  { own: expm1, engine: Math.expm1, low: -1e-5, high: 1e-5, units: 2 },
  { own: log, engine: Math.log, low: 0, high: 3, units: 2 },
  { own: log, engine: Math.log, low: 0, high: 1e300, units: 2 },
  { own: log1p, engine: Math.log1p, low: -0.9, high: 2, units: 4 },
  { own: log1p, engine: Math.log1p, low: -1e-5, high: 1e-5, units: 4 },
  { own: tanh, engine: Math.tanh, low: -5, high: 5, units: 5 },
  { own: sin, engine: Math.sin, low: -10, high: 10, units: 2 },
  { own: sin, engine: Math.sin, low: -1e6, high: 1e6, units: 2 },
  { own: cos, engine: Math.cos, low: -10, high: 10, units: 2 },
];

for (const { own, engine, low, high, units } of functions) {
  Deno.test(`${own.name}() is the engine's but for the last bits, from ${low} to ${high}`, () => {
    const random = new Random(1);
    for (let i = 0; i < 20_000; i++) {
      const x = random.uniform(low, high);
      const distance = unitsBetween(own(x), engine(x));
      assert(distance <= units, `${own.name}(${x}) is ${own(x)}, ${distance} units off`);
    }
  });
}

Deno.test("elementary functions are right at the ends of their ranges", () => {
  assertEquals([exp(-Infinity), exp(0), exp(Infinity)], [0, 1, Infinity]);
  assertAlmostEquals(exp(709.78271289338397) / Number.MAX_VALUE, 1, 1e-12);
  assertEquals(exp(709.79), Infinity);
  assertEquals([exp(-745.13), exp(-745.14)], [Number.MIN_VALUE, 0]);
  assertEquals([log(0), log(1), log(Infinity), log(-1)], [-Infinity, 0, Infinity, NaN]);
  assertAlmostEquals(log(Number.MIN_VALUE), -1074 * Math.LN2, 1e-12);
  assertEquals([expm1(-Infinity), expm1(1e-300), expm1(Infinity)], [-1, 1e-300, Infinity]);
  assertEquals([log1p(-1), log1p(1e-300), log1p(Infinity)], [-Infinity, 1e-300, Infinity]);
  assertEquals([tanh(-Infinity), tanh(1e-300), tanh(Infinity)], [-1, 1e-300, 1]);
  assertEquals([sin(0), cos(0), sin(Math.PI / 2), cos(Math.PI)], [0, 1, 1, -1]);
  for (const { own } of functions) assertEquals(own(NaN), NaN, own.name);
});

Deno.test("pow() is exact for small whole exponents, and close to the engine's elsewhere", () => {
  assertEquals([pow(3, 4), pow(0.5, 3), pow(2, -2), pow(0, 0)], [81, 0.125, 0.25, 1]);
  assertEquals([pow(0, 40), pow(0, 0.5), pow(1, 1e9)], [0, 0, 1]);
  for (const [base, exponent] of [[0.999, 5000], [10, -0.3], [0.9, 33], [1e-3, 2.5], [1.7, 100]]) {
    const expected = base ** exponent;
    const units = 2 + Math.abs(exponent * Math.log(base));
    assert(unitsBetween(pow(base, exponent), expected) <= units, `${base} ** ${exponent}`);
  }
});
