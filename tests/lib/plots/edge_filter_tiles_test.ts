import { assertEquals } from "@std/assert";
import { Dataset } from "../../../lib/data/dataset.ts";
import { edgeFilterTiles } from "../../../lib/plots/edge_filter_tiles.ts";
import { coloursOf, red, white } from "./pixels.ts";

// Dark at the left and bright at the right, with a row above and one below.
const pixels = [0, 255, 0, 255, 0, 255];
const dataset = new Dataset(Uint8Array.from([...pixels, ...pixels]), Uint8Array.of(3, 7), [
  1,
  3,
  2,
]);

Deno.test("edgeFilterTiles() has a row of four for each image", () => {
  const { tiles, columns } = edgeFilterTiles(dataset);
  assertEquals(columns, 4);
  assertEquals(tiles.map(({ captions }) => captions[0]), [
    "3",
    "Sobel x",
    "Sobel y",
    "Laplace",
    "7",
    "Sobel x",
    "Sobel y",
    "Laplace",
  ]);
});

Deno.test("edgeFilterTiles() counts pixels from 0 to 1", () => {
  const { tiles, colours } = edgeFilterTiles(dataset);
  // Sobel x at the left of the middle row: 1 + 2 + 1; all else is less.
  assertEquals(colours, { scale: "diverging", label: "filter output", limit: 4 });
  const [image, sobelX, sobelY] = tiles.map(({ picture }) => coloursOf(picture));
  assertEquals(image[0], [0, 0, 0]);
  assertEquals(image[1], white);
  assertEquals(sobelX[2], red);
  assertEquals(sobelX[3], white);
  // In the middle row, what is above is what is below.
  assertEquals(sobelY[2], white);
});
