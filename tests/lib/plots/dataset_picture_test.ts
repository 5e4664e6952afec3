import { assertEquals, assertThrows } from "@std/assert";
import { Dataset } from "../../../lib/data/dataset.ts";
import { datasetPicture } from "../../../lib/plots/dataset_picture.ts";

Deno.test("datasetPicture() shows one channel in grey", () => {
  const dataset = new Dataset(Uint8Array.of(1, 2, 3, 4), Uint8Array.of(0, 1), [1, 2, 1]);
  assertEquals(datasetPicture(dataset, 1), {
    width: 1,
    height: 2,
    pixels: Uint8Array.of(3, 3, 3, 4, 4, 4),
  });
});

Deno.test("datasetPicture() shows three channels as red, green and blue", () => {
  const dataset = new Dataset(Uint8Array.of(1, 2, 3, 4, 5, 6), Uint8Array.of(0), [3, 1, 2]);
  assertEquals(datasetPicture(dataset, 0).pixels, Uint8Array.of(1, 3, 5, 2, 4, 6));
});

Deno.test("datasetPicture() shows plain features as a row", () => {
  const { width, height } = datasetPicture(
    new Dataset(new Uint8Array(5), new Uint8Array(1), [5]),
    0,
  );
  assertEquals([width, height], [5, 1]);
});

Deno.test("datasetPicture() refuses an image that is not there", () => {
  const dataset = new Dataset(new Uint8Array(2), new Uint8Array(2), [1]);
  assertThrows(() => datasetPicture(dataset, 2), RangeError, "samples within 0 to 2");
});
