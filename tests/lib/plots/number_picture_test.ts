import { assertEquals } from "@std/assert";
import { divergingColour, sequentialColour } from "../../../lib/plots/colours.ts";
import { largestMagnitude, numberPicture } from "../../../lib/plots/number_picture.ts";

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
