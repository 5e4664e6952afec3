import { assertEquals, assertThrows } from "@std/assert";
import { type Raster, toColourPlanes, toGrey } from "../../../lib/data/raster.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";

/** Grey values of a single row. */
function greyOf(raster: Partial<Raster> & { data: number[] }, width: number): number[] {
  return [...toGrey({ width, height: 1, channels: 1, depth: 8, ...raster }).pixels];
}

Deno.test("toGrey() leaves 8-bit grey as it is", () => {
  const every = Array.from({ length: 256 }, (_, value) => value);
  assertEquals(greyOf({ data: every }, 256), every);
});

Deno.test("toGrey() turns primary colours into their BT.601 luma", () => {
  // 255 * 0.299 = 76.2, * 0.587 = 149.7, * 0.114 = 29.1; their sum is white again.
  const data = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0];
  assertEquals(greyOf({ data, channels: 3 }, 5), [76, 150, 29, 255, 0]);
});

Deno.test("toGrey() keeps the value of grey colours", () => {
  const every = Array.from({ length: 256 }, (_, value) => value);
  const data = every.flatMap((value) => [value, value, value]);
  assertEquals(greyOf({ data, channels: 3 }, 256), every);
});

Deno.test("toGrey() stretches few bits to the whole range", () => {
  assertEquals(greyOf({ data: [0b10100000], depth: 1 }, 3), [255, 0, 255]);
  assertEquals(greyOf({ data: [0b00011011], depth: 2 }, 4), [0, 85, 170, 255]);
  assertEquals(greyOf({ data: [0x0f, 0x70], depth: 4 }, 3), [0, 255, 119]);
});

Deno.test("toGrey() starts each row of few bits with a new byte", () => {
  const raster = { width: 9, height: 2, channels: 1, depth: 1, data: [0xff, 0x80, 0x00, 0x00] };
  const expected = [...new Array(9).fill(255), ...new Array(9).fill(0)];
  assertEquals([...toGrey(raster).pixels], expected);
});

Deno.test("toGrey() rounds 16 bits to 8", () => {
  // 65535 / 255 = 257 steps each; 128 and 129 lie on either side of half a step.
  const data = [0, 257, 65535, 128, 129, 32768];
  assertEquals(greyOf({ data, depth: 16 }, 6), [0, 1, 255, 0, 1, 128]);
});

Deno.test("toGrey() lays dark strokes that are transparent in part on white", () => {
  // 51 is a fifth of 255: 0.2 * 100 + 0.8 * 255 = 224.
  assertEquals(greyOf({ data: [100, 51, 7, 0, 7, 255], channels: 2 }, 3), [224, 255, 7]);
  const data = [100, 100, 100, 51, 0, 0, 0, 0, 255, 0, 0, 255];
  assertEquals(greyOf({ data, channels: 4 }, 3), [224, 255, 76]);
  const wide = [65535, 0, 0, 65535];
  assertEquals(greyOf({ data: wide, channels: 2, depth: 16 }, 2), [255, 0]);
});

Deno.test("toGrey() lays light strokes that are transparent in part on black", () => {
  // 0.2 * 200 + 0.8 * 0 = 40.
  assertEquals(greyOf({ data: [200, 51, 7, 0, 200, 255], channels: 2 }, 3), [40, 0, 200]);
  const data = [200, 200, 200, 51, 0, 0, 0, 0, 255, 255, 255, 255];
  assertEquals(greyOf({ data, channels: 4 }, 3), [40, 0, 255]);
  const wide = [0, 0, 65535, 65535];
  assertEquals(greyOf({ data: wide, channels: 2, depth: 16 }, 2), [0, 255]);
});

Deno.test("toGrey() fills a gap in paper with writing as bright as the paper", () => {
  const data = [230, 255, 230, 255, 20, 255, 20, 255, 230, 255, 0, 0];
  assertEquals(greyOf({ data, channels: 2 }, 6), [230, 230, 20, 20, 230, 230]);
});

Deno.test("toGrey() looks colours up in the palette, with their transparency", () => {
  const palette = [[255, 0, 0], [10, 10, 10, 255], [0, 0, 0, 0]];
  assertEquals(greyOf({ data: [2, 1, 0], palette }, 3), [255, 10, 76]);
  assertEquals(greyOf({ data: [0b00011000], depth: 2, palette }, 4), [76, 10, 255, 76]);
});

Deno.test("toGrey() names an index that the palette lacks", () => {
  assertThrows(
    () => greyOf({ data: [0, 3], palette: [[0, 0, 0], [1, 1, 1]] }, 2),
    FormatError,
    "Expected a colour of the palette, 0 to 1, but found 3 in row 0, column 1",
  );
});

Deno.test("toGrey() takes the transparent value or colour for the ground, and that alone", () => {
  assertEquals(greyOf({ data: [7, 8], transparency: [7] }, 2), [255, 8]);
  assertEquals(greyOf({ data: [0b01000000], depth: 1, transparency: [0] }, 2), [0, 255]);
  assertEquals(greyOf({ data: [0b01000000], depth: 1, transparency: [1] }, 2), [0, 255]);
  const data = [1, 2, 3, 1, 2, 4];
  assertEquals(greyOf({ data, channels: 3, transparency: [1, 2, 3] }, 2), [255, 2]);
});

Deno.test("toColourPlanes() takes colours apart, and gives grey three equal values", () => {
  const planesOf = (raster: Omit<Raster, "width" | "height" | "depth">) =>
    toColourPlanes({ width: 2, height: 1, depth: 8, ...raster }).planes.map((plane) => [...plane]);
  const colours = { channels: 3, data: [1, 2, 3, 4, 5, 6] };
  assertEquals(planesOf(colours), [[1, 4], [2, 5], [3, 6]]);
  assertEquals(planesOf({ channels: 1, data: [7, 9] }), [[7, 9], [7, 9], [7, 9]]);
  // Dark strokes: 0.2 * 100 + 0.8 * 255 = 224, 0.2 * 0 + 0.8 * 255 = 204.
  const strokes = { channels: 4, data: [100, 0, 0, 51, 100, 0, 0, 255] };
  assertEquals(planesOf(strokes), [[224, 100], [204, 0], [204, 0]]);
  const palette = [[1, 2, 3], [4, 5, 6]];
  assertEquals(planesOf({ channels: 1, data: [1, 0], palette }), [[4, 1], [5, 2], [6, 3]]);
});

Deno.test("toGrey() and toColourPlanes() round no opacity of 16 bits", () => {
  // Black on white where it is visible: 1 - 65407 / 65535 of 255 is 0.498, 1 - 33151 / 65535 is 126.007.
  const raster = {
    width: 2,
    height: 1,
    channels: 2,
    depth: 16,
    data: [0, 65407, 0, 33151],
  } as const;
  assertEquals(toGrey(raster).pixels, Uint8Array.of(0, 126));
  assertEquals(toColourPlanes(raster).planes[1], Uint8Array.of(0, 126));
});
