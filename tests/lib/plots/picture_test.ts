import { assertEquals, assertThrows } from "@std/assert";
import { Dataset } from "../../../lib/data/dataset.ts";
import { divergingColour, sequentialColour } from "../../../lib/plots/colours.ts";
import { datasetPicture, largestMagnitude, numberPicture } from "../../../lib/plots/picture.ts";

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

Deno.test("numberPicture() colours numbers by their share of the limit, row by row", () => {
  const colours = { scale: "diverging", label: "weight", limit: 4 } as const;
  const picture = numberPicture([0, 4, -4, 2], { width: 2, height: 2 }, colours);
  assertEquals([picture.width, picture.height], [2, 2]);
  const expected = [[255, 255, 255], [178, 24, 43], [33, 102, 172], divergingColour(0.5)];
  assertEquals(picture.pixels, Uint8Array.from(expected.flat()));
});

Deno.test("numberPicture() has darker colours for larger numbers on a sequential scale", () => {
  const colours = { scale: "sequential", label: "activation", limit: 10 } as const;
  const { pixels } = numberPicture([0, 10, 5], { width: 3, height: 1 }, colours);
  const expected = [[255, 255, 255], [8, 48, 107], sequentialColour(0.5)];
  assertEquals(pixels, Uint8Array.from(expected.flat()));
});

Deno.test("numberPicture() is white if all numbers are zero", () => {
  const colours = { scale: "diverging", label: "weight", limit: 0 } as const;
  assertEquals(
    numberPicture([0], { width: 1, height: 1 }, colours).pixels,
    Uint8Array.of(255, 255, 255),
  );
});

Deno.test("largestMagnitude() passes over what is not finite", () => {
  assertEquals(largestMagnitude([1, -3, 2]), 3);
  assertEquals(largestMagnitude([NaN, -Infinity, 0.5]), 0.5);
  assertEquals(largestMagnitude([]), 0);
});
