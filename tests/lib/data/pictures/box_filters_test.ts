import { assertAlmostEquals, assertEquals } from "@std/assert";
import { boxMaximum, boxMean, boxMinimum } from "../../../../lib/data/pictures/box_filters.ts";
import { Random } from "../../../../lib/random.ts";

const row = { width: 6, height: 1, values: Float32Array.of(1, 5, 2, 0, 4, 3) };
const column = { width: 1, height: 6, values: row.values };

Deno.test("boxMaximum() and boxMinimum() look as far as their radius, within the picture", () => {
  for (const field of [row, column]) {
    assertEquals([...boxMaximum(field, 1).values], [5, 5, 5, 4, 4, 4]);
    assertEquals([...boxMaximum(field, 9).values], [5, 5, 5, 5, 5, 5]);
    assertEquals([...boxMinimum(field, 1).values], [1, 1, 0, 0, 0, 3]);
  }
});

Deno.test("boxMean() takes the mean over what there is", () => {
  for (const field of [row, column]) {
    const thirds = [9, 8, 7, 6, 7, 10.5].map((sum) => Math.fround(sum / 3));
    assertEquals([...boxMean(field, 1).values], thirds);
  }
  const square = { width: 2, height: 2, values: Float32Array.of(1, 2, 3, 6) };
  assertEquals([...boxMean(square, 1).values], [3, 3, 3, 3]);
});

/** The values of a square around a pixel, within the picture. */
function square(values: Float32Array, width: number, place: number, radius: number) {
  const [x, y] = [place % width, Math.floor(place / width)];
  return values.filter((_, i) => {
    return Math.abs(i % width - x) <= radius && Math.abs(Math.floor(i / width) - y) <= radius;
  });
}

Deno.test("box filters agree with a look at all of each square", () => {
  const random = new Random(1, "boxes");
  for (const [width, height] of [[13, 8], [7, 16]]) {
    const values = Float32Array.from({ length: width * height }, () => random.integer(256) - 128);
    const field = { width, height, values };
    for (const radius of [0, 1, 2, 3, 5, 20]) {
      const squares = Array.from(values, (_, i) => square(values, width, i, radius));
      const largest = squares.map((values) => Math.max(...values));
      assertEquals([...boxMaximum(field, radius).values], largest);
      const smallest = squares.map((values) => Math.min(...values));
      assertEquals([...boxMinimum(field, radius).values], smallest);
      const means = squares.map((values) => values.reduce((sum, v) => sum + v, 0) / values.length);
      boxMean(field, radius).values.forEach((mean, i) => assertAlmostEquals(mean, means[i], 1e-4));
    }
  }
});
