import { assertEquals, assertThrows } from "@std/assert";
import { Matrix } from "../../../lib/matrix.ts";
import { activationMaps } from "../../../lib/plots/activation_maps.ts";
import { sequentialColour } from "../../../lib/plots/colours.ts";
import { blue, coloursOf, darkBlue, red, white } from "./pixels.ts";

Deno.test("activationMaps() shows each channel, with the same colours in all", () => {
  const output = Matrix.of([[0, 4, 2, 0]]);
  const chart = activationMaps({ layer: 2, name: "2 relu", shape: [2, 1, 2], output });
  assertEquals(chart.colours, { scale: "sequential", label: "activation", limit: 4 });
  assertEquals(chart.tiles.map(({ picture }) => coloursOf(picture)), [
    [white, darkBlue],
    [[...sequentialColour(0.5)], white],
  ]);
  assertEquals(chart.tiles.map(({ captions }) => captions), [["1"], ["2"]]);
  assertEquals([chart.id, chart.subtitle], ["activations-2", undefined]);
});

Deno.test("activationMaps() shows negative activations in colours around white", () => {
  const output = Matrix.of([[0, 3, -3]]);
  const { tiles, colours } = activationMaps({ layer: 1, name: "1", shape: [1, 1, 3], output });
  assertEquals(colours?.scale, "diverging");
  assertEquals(coloursOf(tiles[0].picture), [white, red, blue]);
});

Deno.test("activationMaps() shows the first row, and the first 64 channels of more", () => {
  const output = Matrix.of([new Array(100).fill(1), new Array(100).fill(-5)]);
  const chart = activationMaps({ layer: 1, name: "1", shape: [100, 1, 1], output });
  assertEquals(chart.tiles.length, 64);
  assertEquals(chart.subtitle, "The first 64 of 100 channels");
  assertEquals(chart.colours, { scale: "sequential", label: "activation", limit: 1 });
});

Deno.test("activationMaps() refuses what is no image", () => {
  const layer = { layer: 3, name: "3 dense 10", shape: [10] as const };
  assertThrows(
    () => activationMaps({ ...layer, output: new Matrix(1, 10) }),
    RangeError,
    "Expected images of channels x height x width but found 10 values",
  );
});
