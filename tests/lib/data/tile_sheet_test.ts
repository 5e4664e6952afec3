import { assertEquals, assertGreaterOrEqual, assertThrows } from "@std/assert";
import { Dataset } from "../../../lib/data/dataset.ts";
import { drawTileSheet, type Picture } from "../../../lib/data/tile_sheet.ts";

function colour({ width, pixels }: Picture, x: number, y: number): number[] {
  return [...pixels.subarray(3 * (y * width + x), 3 * (y * width + x) + 3)];
}

// 56 pixels wide, so that each is drawn as a square of 2, behind a margin of 6.
const wide = Uint8Array.from({ length: 2 * 56 }, (_, i) => i);

Deno.test("drawTileSheet() draws each pixel of small images as a square", () => {
  const sheet = drawTileSheet(new Dataset(wide, Uint8Array.of(0), [1, 2, 56]), ["0"]);
  assertEquals(colour(sheet, 6, 6), [0, 0, 0]);
  assertEquals(colour(sheet, 7, 7), [0, 0, 0]);
  assertEquals(colour(sheet, 8, 6), [1, 1, 1]);
  assertEquals(colour(sheet, 6 + 111, 9), [111, 111, 111]);
  assertEquals(sheet.width, 6 + 112 + 6);
  assertEquals(sheet.pixels.length, 3 * sheet.width * sheet.height);
});

Deno.test("drawTileSheet() writes titles below the images", () => {
  const dataset = new Dataset(wide, Uint8Array.of(0), [1, 2, 56]);
  const [blank, sheet] = [" ", "L"].map((title) => drawTileSheet(dataset, [title]));
  const changed: [number, number][] = [];
  for (let y = 0; y < sheet.height; y++) {
    for (let x = 0; x < sheet.width; x++) {
      if (colour(sheet, x, y).join() !== colour(blank, x, y).join()) changed.push([x, y]);
    }
  }
  // The L of the font has 7 dots of 2 x 2 pixels, below the image, which ends at 6 + 4.
  assertEquals(changed.length, 7 * 4);
  assertGreaterOrEqual(Math.min(...changed.map(([_, y]) => y)), 10);
  assertEquals(changed.every(([x]) => x >= 6 && x < 12), true);
});

Deno.test("drawTileSheet() lays tiles out in rows", () => {
  const dataset = new Dataset(Uint8Array.of(1, 2, 3), new Uint8Array(3), [1, 1, 1]);
  const sheet = drawTileSheet(dataset, ["", "", ""]);
  const { width, height } = sheet;
  assertEquals(colour(sheet, 6, 6), [1, 1, 1]);
  assertEquals(colour(sheet, 6 + 112 + 6, 6), [2, 2, 2]);
  assertEquals(colour(sheet, 6, 6 + (height - 6) / 2), [3, 3, 3]);
  assertEquals(width, 6 + 2 * 118);
});

Deno.test("drawTileSheet() keeps colours", () => {
  const dataset = new Dataset(Uint8Array.of(200, 100, 50), Uint8Array.of(0), [3, 1, 1]);
  assertEquals(colour(drawTileSheet(dataset, [""]), 6, 6), [200, 100, 50]);
});

Deno.test("drawTileSheet() refuses what makes too large a picture", () => {
  const dataset = new Dataset(new Uint8Array(10_000), new Uint8Array(10_000), [1]);
  const titles = new Array(10_000).fill("");
  assertThrows(() => drawTileSheet(dataset, titles), RangeError, "at most 67108864 pixels");
});
