import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { blobs, circles, moons, spirals, xor } from "../../../lib/data/point_sets.ts";
import type { ClassSamples } from "../../../lib/data/samples.ts";
import { assertClose } from "../../close.ts";
import sklearn from "../../fixtures/sklearn.json" with { type: "json" };

/** The points of a class. */
function pointsOf({ features, labels }: ClassSamples, c: number): number[][] {
  return Array.from(labels.keys()).filter((i) => labels[i] === c)
    .map((i) => [features[2 * i], features[2 * i + 1]]);
}

for (
  const [name, samples, expected] of [
    ["moons", moons({ count: 12, noise: 0 }), sklearn.moons],
    ["circles", circles({ count: 12, noise: 0 }), sklearn.circles],
  ] as const
) {
  Deno.test(`${name}() without noise places points as scikit-learn does`, () => {
    for (const c of [0, 1]) {
      assertClose(pointsOf(samples, c).flat(), expected[c].flat(), 1e-15);
    }
  });
}

Deno.test("spirals() without noise lie on two arms, half a turn apart", () => {
  const samples = spirals({ count: 101, noise: 0 });
  assertEquals(pointsOf(samples, 0).length, 51);
  for (const c of [0, 1]) {
    for (const [x, y] of pointsOf(samples, c)) {
      const radius = Math.hypot(x, y);
      const turns = (Math.atan2(y, x) / (2 * Math.PI)) - 1.5 * radius - c / 2;
      assertAlmostEquals(turns, Math.round(turns), 1e-12);
    }
    const [end] = pointsOf(samples, c).slice(-1);
    assertAlmostEquals(Math.hypot(...end), 1, 1e-15);
  }
});

Deno.test("xor() tells by the signs of the coordinates", () => {
  const { features, labels, count } = xor({ count: 1000 });
  const quarters = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const [x, y] = [features[2 * i], features[2 * i + 1]];
    assert(Math.abs(x) <= 1 && Math.abs(y) <= 1);
    assertEquals(labels[i], (x >= 0) === (y >= 0) ? 0 : 1);
    quarters[(x >= 0 ? 1 : 0) + (y >= 0 ? 2 : 0)]++;
  }
  // 250 each are expected, with a standard deviation of 16 of the halves of a class.
  for (const quarter of quarters) assert(Math.abs(quarter - 250) < 5 * 16, `${quarters}`);
});

Deno.test("blobs() without noise are the corners of a triangle", () => {
  const samples = blobs({ count: 6, noise: 0 });
  const corners = [[0, 1], [-Math.sqrt(3) / 2, -0.5], [Math.sqrt(3) / 2, -0.5]];
  corners.forEach((corner, c) => {
    assertClose(pointsOf(samples, c).flat(), [...corner, ...corner], 1e-15);
  });
});

Deno.test("noise has the standard deviation that it is said to have", () => {
  const [noisy, exact] = [0.2, 0].map((noise) => moons({ count: 5000, noise }).features);
  const differences = noisy.map((x, i) => x - exact[i]);
  const variance = differences.reduce((sum, d) => sum + d * d, 0) / differences.length;
  // The variance of 10,000 normal numbers is off by a relative √(2/10,000), a standard deviation.
  assertAlmostEquals(variance / 0.2 ** 2, 1, 5 * Math.sqrt(2 / 10_000));
});

Deno.test("the same seed gives the same points, another one others", () => {
  for (const generate of [moons, circles, spirals, xor, blobs]) {
    assertEquals(generate({ seed: 5 }), generate({ seed: 5 }));
    assertNotEquals(generate({ seed: 5 }), generate({ seed: 6 }));
    assertEquals(generate().count, 200);
  }
});

Deno.test("generators make a single point", () => {
  for (const generate of [moons, circles, spirals, xor, blobs]) {
    assertEquals(generate({ count: 1, noise: 0 }).count, 1);
  }
});

Deno.test("generators refuse a count below 1 and a noise below 0", () => {
  assertThrows(() => moons({ count: 0 }), RangeError, "Expected the number of samples");
  assertThrows(() => moons({ noise: -1 }), RangeError, "Expected the noise");
});
