import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { hash, Random } from "../../lib/random.ts";

Deno.test("Random.bits() is xoshiro128**", () => {
  // Worked by hand from the definition by Blackman and Vigna: the first output for state (1, 2, 3, 4)
  // is rotl(2 * 5, 7) * 9; the state then becomes (7, 0, 1026, rotl(6, 11)), whose output is 0.
  const random = new Random(1);
  random.state = [1, 2, 3, 4];
  assertEquals(random.bits(), 11520);
  assertEquals(random.state, [7, 0, 1026, 12288]);
  assertEquals(random.bits(), 0);
});

Deno.test("hash() is a bijection of the low 32 bits into [0, 2³²)", () => {
  assertEquals(hash(0), 0);
  // By the definition, with integers that need no reduction to 32 bits on the way.
  const first = 0x21f0aaad ^ (0x21f0aaad >>> 15);
  const product = Number(BigInt(first) * 0x735a2d97n % 2n ** 32n);
  assertEquals(hash(1), Number(BigInt(product) ^ (BigInt(product) >> 15n)));
  assertEquals(hash(1 + 2 ** 32), hash(1));
  const hashes = Array.from({ length: 1000 }, (_, i) => hash(i - 500));
  assertEquals(new Set(hashes).size, 1000);
  assert(hashes.every((bits) => bits >= 0 && bits < 2 ** 32));
});

Deno.test("Random repeats itself for the same seed and stream only", () => {
  const sequence = (random: Random) => Array.from({ length: 4 }, () => random.bits());
  assertEquals(sequence(new Random(5, "a")), sequence(new Random(5, "a")));
  assertNotEquals(sequence(new Random(5, "a")), sequence(new Random(5, "b")));
  assertNotEquals(sequence(new Random(5)), sequence(new Random(6)));
  assertNotEquals(sequence(new Random(5)), sequence(new Random(5 + 2 ** 32)));
});

Deno.test("Random refuses a seed that is not an integer", () => {
  for (const seed of [NaN, 0.5, Infinity, 2 ** 60]) {
    assertThrows(() => new Random(seed), RangeError, "integer");
  }
});

Deno.test("Random continues from a saved state", () => {
  const random = new Random(3);
  random.normal(0, 1);
  const { state } = random;
  const expected = [random.uniform(0, 1), random.normal(0, 1), random.bits()];
  random.state = state;
  assertEquals([random.uniform(0, 1), random.normal(0, 1), random.bits()], expected);
});

Deno.test("Random.uniform() has the mean and variance of a uniform distribution", () => {
  const random = new Random(1);
  const { mean, variance, smallest, largest } = moments(20000, () => random.uniform(-1, 3));
  assert(smallest >= -1 && largest < 3);
  // Four standard errors: the mean's is √(4/3 / n), the variance's about √(0.8 (4/3)² / n).
  assert(Math.abs(mean - 1) < 4 * Math.sqrt(4 / 3 / 20000));
  assert(Math.abs(variance - 4 / 3) < 4 * (4 / 3) * Math.sqrt(0.8 / 20000));
});

Deno.test("Random.fillNormal() gives what Random.normal() does, one after the other", () => {
  for (const length of [0, 1, 511, 512, 1300]) {
    const [random, same] = [new Random(3), new Random(3)];
    const filled = new Float64Array(length);
    random.fillNormal(filled, 5, 2);
    assertEquals(filled, Float64Array.from({ length }, () => same.normal(5, 2)));
    assertEquals(random.state, same.state);
  }
});

Deno.test("Random.normal() has the given mean and standard deviation", () => {
  const random = new Random(1);
  const { mean, variance } = moments(20000, () => random.normal(5, 2));
  assert(Math.abs(mean - 5) < 4 * 2 / Math.sqrt(20000));
  assert(Math.abs(variance - 4) < 4 * 4 * Math.sqrt(2 / 20000));
});

Deno.test("Random.integer() reaches every value equally often", () => {
  const random = new Random(1);
  const counts = new Array<number>(6).fill(0);
  for (let i = 0; i < 6000; i++) counts[random.integer(6)]++;
  const chiSquared = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  assert(chiSquared < 20.5, `${chiSquared} is beyond the 99.9 % quantile for 5 degrees of freedom`);
  assertEquals(random.integer(1), 0);
});

Deno.test("Random.shuffle() makes every order equally likely and loses nothing", () => {
  const random = new Random(1);
  const counts = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const items = Int32Array.of(1, 2, 3);
    random.shuffle(items);
    counts.set(items.join(), (counts.get(items.join()) ?? 0) + 1);
  }
  assertEquals([...counts.keys()].sort(), ["1,2,3", "1,3,2", "2,1,3", "2,3,1", "3,1,2", "3,2,1"]);
  const chiSquared = [...counts.values()].reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
  assert(chiSquared < 20.5, `${chiSquared} is beyond the 99.9 % quantile for 5 degrees of freedom`);
});

function moments(count: number, draw: () => number) {
  const values = Array.from({ length: count }, draw);
  const mean = values.reduce((sum, x) => sum + x, 0) / count;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / count;
  return { mean, variance, smallest: Math.min(...values), largest: Math.max(...values) };
}
