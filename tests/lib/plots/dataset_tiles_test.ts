import { assertEquals } from "@std/assert";
import { Dataset } from "../../../lib/data/dataset.ts";
import { datasetTiles } from "../../../lib/plots/dataset_tiles.ts";
import { coloursOf } from "./pixels.ts";

const labels = Uint8Array.of(1, 0, 1, 1, 0);
const dataset = new Dataset(Uint8Array.of(0, 1, 2, 3, 4), labels, [1, 1, 1], 2, ["cat", "dog"]);

Deno.test("datasetTiles() shows the first images of each class, in rows", () => {
  const { tiles, columns, id, subtitle } = datasetTiles(dataset, "training", 2);
  assertEquals(tiles.map(({ picture }) => coloursOf(picture)[0][0]), [1, 4, 0, 2]);
  assertEquals(tiles.map(({ captions }) => captions[0]), ["cat", "cat", "dog", "dog"]);
  assertEquals([columns, id, subtitle], [2, "training-images", "4 of 5 images"]);
});

Deno.test("datasetTiles() has no rows if a class has too few images", () => {
  const { tiles, columns } = datasetTiles(dataset, "test", 3);
  assertEquals(tiles.length, 5);
  assertEquals(columns, undefined);
});

Deno.test("datasetTiles() has no tiles without images", () => {
  assertEquals(datasetTiles(dataset.slice(0, 0), "test").tiles, []);
});
