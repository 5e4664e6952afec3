import { assertEquals, assertThrows } from "@std/assert";
import { Matrix } from "../../../lib/matrix.ts";
import { filterImages } from "../../../lib/plots/filter_images.ts";
import { blue, coloursOf, red, white } from "./pixels.ts";

const conv = { layer: 1, name: "1 conv 2 1x2 same" };

Deno.test("filterImages() makes an image of each filter on one channel", () => {
  const { tiles, colours } = filterImages(Matrix.of([[1, 0], [0, -1]]), [1, 1, 2], conv);
  const [first, second] = tiles.map(({ picture }) => coloursOf(picture));
  assertEquals(first, [red, white]);
  assertEquals(second, [white, blue]);
  assertEquals(tiles.map(({ captions }) => captions), [["1"], ["2"]]);
  assertEquals(colours, { scale: "diverging", label: "weight", limit: 1, isClipped: false });
});

Deno.test("filterImages() makes an image in colour of each filter on three channels", () => {
  const { tiles, colours } = filterImages(Matrix.of([[2, -2, 0]]), [3, 1, 1], conv);
  assertEquals(coloursOf(tiles[0].picture), [[255, 0, 128]]);
  assertEquals(colours, undefined);
});

Deno.test("filterImages() makes a row of images of each filter on many channels", () => {
  // Two filters on two channels of two pixels.
  const weights = Matrix.of([[1, 0, 0, 0], [0, 0, 0, -1]]);
  const { tiles, columns } = filterImages(weights, [2, 1, 2], conv);
  assertEquals(columns, 2);
  assertEquals(
    tiles.map(({ captions }) => captions[0]),
    ["f1 c1", "f1 c2", "f2 c1", "f2 c2"],
  );
  assertEquals(
    tiles.map(({ picture }) => coloursOf(picture)),
    [[red, white], [white, white], [white, white], [white, blue]],
  );
});

Deno.test("filterImages() shows the first of many filters and channels", () => {
  const many = filterImages(new Matrix(70, 1), [1, 1, 1], conv);
  assertEquals([many.tiles.length, many.subtitle], [64, "The first 64 of 70 filters"]);
  const deep = filterImages(new Matrix(20, 32), [32, 1, 1], conv);
  assertEquals([deep.tiles.length, deep.columns], [8 * 12, 12]);
  assertEquals(
    deep.subtitle,
    "Each row is a filter f, each column a channel c of its input. The first 8 of 20 filters. " +
      "The first 12 of 32 channels",
  );
});

Deno.test("filterImages() refuses a kernel of another size", () => {
  assertThrows(
    () => filterImages(Matrix.of([[1, 2]]), [1, 3, 3], conv),
    RangeError,
    "Expected 9 numbers for 1 x 3 x 3 but found 2",
  );
});
