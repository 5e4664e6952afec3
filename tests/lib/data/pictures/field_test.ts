import { assertAlmostEquals, assertEquals } from "@std/assert";
import { outlineOf, quantile, reduce, resample } from "../../../../lib/data/pictures/field.ts";
import { Random } from "../../../../lib/random.ts";

Deno.test("resample() takes means over areas, with pixels that are covered in part", () => {
  const part = { left: 0, top: 0, width: 3, height: 1 };
  // The middle pixel goes to both halves: (10 + 20 / 2) / 1.5 and (20 / 2 + 50) / 1.5.
  const halves = resample([10, 20, 50], 3, part, { width: 2, height: 1 });
  assertAlmostEquals(halves.values[0], 20 / 1.5, 1e-5);
  assertAlmostEquals(halves.values[1], 60 / 1.5, 1e-5);
  const larger = resample([10, 20, 50], 3, part, { width: 6, height: 2 });
  assertEquals([...larger.values.subarray(0, 6)], [10, 10, 20, 20, 50, 50]);
  const right = resample([1, 2, 3, 4], 2, { left: 1, top: 0, width: 1, height: 2 }, {
    width: 1,
    height: 1,
  });
  assertEquals([...right.values], [3]);
});

Deno.test("reduce() keeps the proportions, and small pictures as they are", () => {
  const image = { width: 40, height: 10, pixels: new Uint8Array(400).fill(9) };
  const { picture, reduction } = reduce(image, 20);
  assertEquals([picture.width, picture.height, reduction, picture.values[0]], [20, 5, 2, 9]);
  assertEquals(reduce(image, 100).picture.width, 40);
});

Deno.test("outlineOf() takes each outermost value once, quantile() the nearest of them", () => {
  const values = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
  assertEquals([...outlineOf({ width: 3, height: 3, values })], [1, 2, 3, 4, 6, 7, 8, 9]);
  assertEquals([0, 0.5, 1].map((share) => quantile(values, share)), [1, 5, 9]);
  assertEquals(quantile([], 0.5), NaN);
});

Deno.test("quantile() finds what sorting finds, and leaves the values as they are", () => {
  const random = new Random(1, "quantiles");
  for (const count of [1, 2, 3, 10, 101]) {
    for (const distinct of [1, 2, 7, 1000]) {
      const values = Float32Array.from({ length: count }, () => random.integer(distinct));
      const before = values.slice();
      const sorted = values.toSorted();
      for (let rank = 0; rank < count; rank++) {
        assertEquals(quantile(values, rank / Math.max(1, count - 1)), sorted[rank]);
      }
      assertEquals(values, before);
    }
  }
});
