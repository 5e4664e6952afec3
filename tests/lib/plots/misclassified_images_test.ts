import { assertEquals, assertThrows } from "@std/assert";
import { Dataset } from "../../../lib/data/dataset.ts";
import { misclassifiedImages } from "../../../lib/plots/misclassified_images.ts";
import { coloursOf } from "./pixels.ts";

// Five images of one pixel, whose value is their number.
const dataset = new Dataset(
  Uint8Array.of(0, 1, 2, 3, 4),
  Uint8Array.of(0, 1, 2, 0, 1),
  [1, 1, 1],
  3,
  ["cat", "dog", "cow"],
);
const predictions = [
  { class: 1, scores: [0.3, 0.6, 0.1] },
  { class: 1, scores: [0, 1, 0] },
  { class: 0, scores: [0.9, 0.1, 0] },
  { class: 2, scores: [0.2, 0.2, 0.6] },
  { class: 1, scores: [0.4, 0.6, 0] },
];

Deno.test("misclassifiedImages() shows mistakes, the most convinced first", () => {
  const { tiles, subtitle } = misclassifiedImages(dataset, predictions, "probability");
  assertEquals(tiles.map(({ captions }) => captions), [
    ["true cow", "taken for cat", "90.00 %"],
    ["true cat", "taken for dog", "60.00 %"],
    ["true cat", "taken for cow", "60.00 %"],
  ]);
  assertEquals(
    tiles.map(({ picture }) => coloursOf(picture)),
    [[[2, 2, 2]], [[0, 0, 0]], [[3, 3, 3]]],
  );
  assertEquals(subtitle, "All 3 mistakes among 5 images, worst first");
});

Deno.test("misclassifiedImages() writes scores that are no probabilities as they are", () => {
  const scored = predictions.map((prediction) => ({
    class: prediction.class,
    scores: prediction.scores.map((score) => 10 * score),
  }));
  const { tiles } = misclassifiedImages(dataset, scored, "score");
  assertEquals(tiles[0].captions[2], "9");
});

Deno.test("misclassifiedImages() shows no more than asked for", () => {
  const { tiles, subtitle } = misclassifiedImages(dataset, predictions, "probability", 2);
  assertEquals(tiles.length, 2);
  assertEquals(subtitle, "2 of 3 mistakes among 5 images, worst first");
});

Deno.test("misclassifiedImages() has no tiles where all is right", () => {
  const chart = misclassifiedImages(dataset.slice(1, 2), predictions.slice(1, 2), "probability");
  assertEquals(chart.tiles, []);
  assertEquals(chart.subtitle, "No mistakes among 1 image");
});

Deno.test("misclassifiedImages() refuses too few predictions", () => {
  assertThrows(
    () => misclassifiedImages(dataset, [], "score"),
    RangeError,
    "Expected as many predictions as images, 5, but found 0",
  );
});
