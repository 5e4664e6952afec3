import { assertEquals, assertThrows } from "@std/assert";
import { Matrix } from "../../../lib/matrix.ts";
import { weightImages } from "../../../lib/plots/weight_images.ts";
import { blue, coloursOf, red, white } from "./pixels.ts";

const dense = { layer: 2, name: "2 dense 2" };

Deno.test("weightImages() makes an image of each column, with the same colours in all", () => {
  const weights = Matrix.of([[1, 0], [0, -2], [2, 0], [0, 0]]);
  const { tiles, colours, id, subtitle } = weightImages(weights, [1, 2, 2], dense);
  assertEquals(colours, { scale: "diverging", label: "weight", limit: 2, isClipped: false });
  const [first, second] = tiles.map(({ picture }) => coloursOf(picture));
  // Half of the limit is half of the way to red: ColorBrewer's third of five.
  assertEquals(first, [[239, 138, 98], white, red, white]);
  assertEquals(second, [white, blue, white, white]);
  assertEquals(tiles.map(({ captions }) => captions), [["1"], ["2"]]);
  assertEquals([id, subtitle], ["weights-2", undefined]);
});

Deno.test("weightImages() takes no notice of one weight in 1000 that is larger, but tells", () => {
  const weights = new Matrix(1000, 2, new Float64Array(2000).fill(0.5));
  weights.data.set([9, -0.25, -9], 0);
  const { tiles, colours } = weightImages(weights, [1, 25, 40], dense);
  assertEquals(colours, { scale: "diverging", label: "weight", limit: 0.5, isClipped: true });
  // Units alternate: the first has 9 and -9, the second -0.25.
  const [first, second] = tiles.map(({ picture }) => coloursOf(picture).slice(0, 3));
  assertEquals(first, [red, blue, red]);
  assertEquals(second, [[103, 169, 207], red, red]);

  const few = new Matrix(2000, 1);
  few.data[0] = -3;
  assertEquals(weightImages(few, [1, 40, 50], dense).colours?.limit, 3);
});

Deno.test("weightImages() calls units by their names", () => {
  const { tiles } = weightImages(Matrix.of([[1, 0]]), [1, 1, 1], dense, ["shirt", "bag"]);
  assertEquals(tiles.map(({ captions }) => captions), [["shirt"], ["bag"]]);
});

Deno.test("weightImages() shows the first 100 units of more", () => {
  const weights = new Matrix(1, 500, new Float64Array(500).fill(0.5));
  weights.data[499] = 9;
  const { tiles, subtitle, colours } = weightImages(weights, [1, 1, 1], dense);
  assertEquals(tiles.length, 100);
  assertEquals(subtitle, "The first 100 of 500 units");
  assertEquals(colours?.limit, 0.5);
});

Deno.test("weightImages() shows three channels as red, green and blue around grey", () => {
  // One unit on two pixels: red 1 and 0, green -1 and 0, blue 0.5 and 0.
  const weights = Matrix.of([[1], [0], [-1], [0], [0.5], [0]]);
  const { tiles, colours, subtitle } = weightImages(weights, [3, 1, 2], dense);
  // 127.5 + 127.5 · 0.5 = 191.25, and zero is 127.5, rounded up.
  assertEquals(coloursOf(tiles[0].picture), [[255, 0, 191], [128, 128, 128]]);
  assertEquals(colours, undefined);
  assertEquals(subtitle, "Red, green and blue from −1 to 1, grey at zero");
});

Deno.test("weightImages() shows the mean of other numbers of channels", () => {
  const weights = Matrix.of([[3], [0], [-1], [0]]);
  const { tiles, colours, subtitle } = weightImages(weights, [2, 1, 2], dense);
  assertEquals(colours, { scale: "diverging", label: "mean weight", limit: 1, isClipped: false });
  assertEquals(coloursOf(tiles[0].picture), [red, white]);
  assertEquals(subtitle, "Mean of 2 channels");
});

Deno.test("weightImages() draws weights that are all zero white, and NaN grey", () => {
  const weights = Matrix.of([[0, NaN]]);
  const { tiles, colours } = weightImages(weights, [1, 1, 1], dense);
  assertEquals(colours?.limit, 0);
  assertEquals(tiles.map(({ picture }) => coloursOf(picture)[0]), [white, [160, 160, 160]]);
});

Deno.test("weightImages() refuses what is no image, or another one", () => {
  const weights = Matrix.of([[1], [2]]);
  assertThrows(
    () => weightImages(weights, [2], dense),
    RangeError,
    "Expected images of channels x height x width but found 2 values",
  );
  assertThrows(
    () => weightImages(weights, [1, 2, 2], dense),
    RangeError,
    "Expected 4 numbers for 1 x 2 x 2 but found 2",
  );
});
