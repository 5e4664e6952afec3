import { assertEquals } from "@std/assert";
import { boxMaximum, boxMean, boxMinimum } from "../../../../lib/data/pictures/box_filters.ts";

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
