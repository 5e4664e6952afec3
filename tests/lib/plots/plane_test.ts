import { assertEquals } from "@std/assert";
import {
  cellMiddles,
  fieldOf,
  gridPlaces,
  groundOf,
  planeAround,
} from "../../../lib/plots/plane.ts";
import { coloursOf } from "./pixels.ts";

const plane = { x: [0, 2], y: [10, 14] } as const;

Deno.test("gridPlaces() begins at the lower left corner and ends at the upper right one", () => {
  assertEquals(gridPlaces(plane, 1).toRows(), [[0, 10], [2, 10], [0, 14], [2, 14]]);
  assertEquals(gridPlaces({ x: [0.1, 0.7], y: [0, 1] }, 7).toRows().at(-1), [0.7, 1]);
});

Deno.test("fieldOf() has a number for each place", () => {
  const { values, columns, rows } = fieldOf(plane, (x, y) => x + y, 2);
  assertEquals(Array.from(values), [10, 11, 12, 12, 13, 14, 14, 15, 16]);
  assertEquals([columns, rows], [3, 3]);
});

Deno.test("groundOf() has the highest cells at its top", () => {
  assertEquals(cellMiddles(plane, 2).toRows(), [[0.5, 11], [1.5, 11], [0.5, 13], [1.5, 13]]);
  const { width, height, ...picture } = groundOf((cell) => [cell, 0, 0], 2);
  assertEquals([width, height], [2, 2]);
  const reds = coloursOf({ width, height, ...picture }).map(([red]) => red);
  assertEquals(reds, [2, 3, 0, 1]);
});

Deno.test("planeAround() leaves a margin around points", () => {
  assertEquals(planeAround([[0, 1], [10, NaN], [5, 3]]), { x: [-1, 11], y: [0.8, 3.2] });
  assertEquals(planeAround([[4, 5]]), { x: [3, 5], y: [4, 6] });
  assertEquals(planeAround([]), { x: [0, 1], y: [0, 1] });
});
