import { assertEquals } from "@std/assert";
import { ELASTIC_NUMBERS, ImageWarp, MAP_NUMBERS, writeMap } from "../../../lib/data/image_warp.ts";

const images = { channels: 2, height: 2, width: 3, border: "zero" } as const;
const bytes = Uint8Array.of(9, 1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60);

Deno.test("ImageWarp draws all channels through the map of a warp", () => {
  const numbers = new Float64Array(1 + MAP_NUMBERS);
  // Column 2 - x of row y, and then half a row farther down.
  writeMap({ xx: -1, xy: 0, x0: 2, yx: 0, yy: 1, y0: 0.5 }, numbers, 1);
  assertEquals([...numbers], [0, -1, 0, 2, 0, 1, 0.5]);
  const output = new Uint8Array(13).fill(99);
  new ImageWarp(images, MAP_NUMBERS).draw(numbers, 1, bytes, 1, output, 1);
  // Half a grey level is rounded up; below the last row are zeros.
  assertEquals([...output], [99, 5, 4, 3, 3, 3, 2, 45, 35, 25, 30, 25, 20]);
});

Deno.test("ImageWarp adds displacements by the knots behind the map", () => {
  const numbers = new Float64Array(ELASTIC_NUMBERS);
  writeMap({ xx: 1, xy: 0, x0: 0, yx: 0, yy: 1, y0: 0 }, numbers, 0);
  // The weights of a place's knots add up to 1, so equal knots move all pixels alike.
  numbers.fill(1, MAP_NUMBERS, MAP_NUMBERS + 49);
  numbers.fill(-1, MAP_NUMBERS + 49);
  const output = new Uint8Array(12);
  new ImageWarp(images, ELASTIC_NUMBERS).draw(numbers, 0, bytes, 1, output, 0);
  assertEquals([...output], [0, 0, 0, 2, 3, 0, 0, 0, 0, 20, 30, 0]);
});
