import { assertEquals, assertGreaterOrEqual, assertThrows } from "@std/assert";
import type { Picture } from "../../../lib/plots/picture.ts";
import { drawTileSheet } from "../../../lib/plots/tile_sheet.ts";

function colour({ width, pixels }: Picture, x: number, y: number): number[] {
  return [...pixels.subarray(3 * (y * width + x), 3 * (y * width + x) + 3)];
}

/** A grey picture. */
function grey(width: number, levels: readonly number[]): Picture {
  const pixels = Uint8Array.from(levels.flatMap((level) => [level, level, level]));
  return { width, height: levels.length / width, pixels };
}

// 56 pixels wide, so that each is drawn as a square of 2, behind a margin of 6.
const wide = grey(56, Array.from({ length: 2 * 56 }, (_, i) => i));

Deno.test("drawTileSheet() draws each pixel of small pictures as a square", () => {
  const sheet = drawTileSheet([{ picture: wide, captions: ["0"] }]);
  assertEquals(colour(sheet, 6, 6), [0, 0, 0]);
  assertEquals(colour(sheet, 7, 7), [0, 0, 0]);
  assertEquals(colour(sheet, 8, 6), [1, 1, 1]);
  assertEquals(colour(sheet, 6 + 111, 9), [111, 111, 111]);
  assertEquals(sheet.width, 6 + 112 + 6);
  assertEquals(sheet.pixels.length, 3 * sheet.width * sheet.height);
});

/** The places in which two pictures of the same size differ. */
function differences(one: Picture, other: Picture): [number, number][] {
  const places: [number, number][] = [];
  for (let y = 0; y < one.height; y++) {
    for (let x = 0; x < one.width; x++) {
      if (colour(one, x, y).join() !== colour(other, x, y).join()) places.push([x, y]);
    }
  }
  return places;
}

Deno.test("drawTileSheet() writes captions below the pictures", () => {
  const [blank, sheet] = [" ", "L"].map((caption) =>
    drawTileSheet([{ picture: wide, captions: [caption] }])
  );
  const changed = differences(sheet, blank);
  // The L of the font has 7 dots of 2 x 2 pixels, below the picture, which ends at 6 + 4.
  assertEquals(changed.length, 7 * 4);
  assertGreaterOrEqual(Math.min(...changed.map(([_, y]) => y)), 10);
  assertEquals(changed.every(([x]) => x >= 6 && x < 12), true);
});

Deno.test("drawTileSheet() writes a second caption below the first", () => {
  const [blank, sheet] = [" ", "L"].map((caption) =>
    drawTileSheet([{ picture: wide, captions: ["1", caption] }])
  );
  const rows = differences(sheet, blank).map(([_, y]) => y);
  // A line takes 7 dots of 2 pixels: five of a character and two of space.
  assertGreaterOrEqual(Math.min(...rows), 10 + 14);
  assertEquals(sheet.height, 6 + 4 + 2 * 14 + 6);
});

Deno.test("drawTileSheet() cuts captions that are too long", () => {
  // Beside each other, 14 characters of 8 pixels, the last without its space, take all of 112.
  const captions = ["12345678901234", "123456789012345"];
  const [fitting, cut] = captions.map((caption) =>
    drawTileSheet([{ picture: wide, captions: [caption] }])
  );
  assertEquals(differences(fitting, cut), []);
});

Deno.test("drawTileSheet() lays tiles out in rows", () => {
  const tiles = [1, 2, 3].map((level) => ({ picture: grey(1, [level]), captions: [""] }));
  const sheet = drawTileSheet(tiles);
  const { width, height } = sheet;
  assertEquals(colour(sheet, 6, 6), [1, 1, 1]);
  assertEquals(colour(sheet, 6 + 112 + 6, 6), [2, 2, 2]);
  assertEquals(colour(sheet, 6, 6 + (height - 6) / 2), [3, 3, 3]);
  assertEquals(width, 6 + 2 * 118);
  assertEquals(drawTileSheet(tiles, 3).width, 6 + 3 * 118);
  assertEquals(colour(drawTileSheet(tiles, 3), 6 + 2 * 118, 6), [3, 3, 3]);
});

Deno.test("drawTileSheet() keeps colours", () => {
  const picture = { width: 1, height: 1, pixels: Uint8Array.of(200, 100, 50) };
  assertEquals(colour(drawTileSheet([{ picture, captions: [] }]), 6, 6), [200, 100, 50]);
});

Deno.test("drawTileSheet() draws an empty sheet without tiles", () => {
  assertEquals(drawTileSheet([]).pixels.length, 3 * 6 * 6);
});

Deno.test("drawTileSheet() refuses what makes too large a picture", () => {
  const tiles = new Array(10_000).fill({ picture: grey(1, [0]), captions: [""] });
  assertThrows(() => drawTileSheet(tiles), RangeError, "at most 67108864 pixels");
});
