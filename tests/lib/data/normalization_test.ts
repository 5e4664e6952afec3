import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { Dataset } from "../../../lib/data/dataset.ts";
import {
  divideBy255,
  fitNormalization,
  type NormalizationMethod,
  normalizationTable,
  normalizePixel,
} from "../../../lib/data/normalization.ts";

function datasetOf(...pixels: number[]): Dataset {
  return new Dataset(Uint8Array.from(pixels), new Uint8Array(pixels.length), [1]);
}

Deno.test("divideBy255 gives exactly pixel / 255", () => {
  const table = normalizationTable(divideBy255);
  assertEquals(table.length, 256);
  for (let pixel = 0; pixel < 256; pixel++) assertEquals(table[pixel], pixel / 255);
});

Deno.test("fitNormalization takes `divide` as division by 255, whatever the data", () => {
  assertEquals(fitNormalization("divide", datasetOf(1, 2)), divideBy255);
});

Deno.test("fitNormalization maps the smallest pixel to 0 and the largest to 1 by `min_max`", () => {
  // The lecture notes' figure 47: 16 grey values, the largest pixel of the image is 15.
  const normalization = fitNormalization("min_max", datasetOf(0, 15, 3, 5, 12));
  assertEquals([0, 15, 3, 5].map((p) => normalizePixel(normalization, p)), [0, 1, 0.2, 1 / 3]);
  const shifted = fitNormalization("min_max", datasetOf(20, 60, 30));
  assertEquals([20, 30, 60, 100, 0].map((p) => normalizePixel(shifted, p)), [0, 0.25, 1, 2, -0.5]);
});

Deno.test("fitNormalization maps the pixels to [-1, 1] by `min_max_centered`", () => {
  const normalization = fitNormalization("min_max_centered", datasetOf(20, 60, 30));
  assertEquals([20, 30, 40, 60].map((p) => normalizePixel(normalization, p)), [-1, -0.5, 0, 1]);
});

Deno.test("fitNormalization computes mean and standard deviation over all pixels", () => {
  // Mean 40 / 8 = 5; squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32, variance 32 / 8 = 4.
  const normalization = fitNormalization("z_score", datasetOf(2, 4, 4, 4, 5, 5, 7, 9));
  assertEquals(normalization, { method: "z_score", mean: 5, standardDeviation: 2 });
  assertEquals(normalizePixel(normalization, 9), 2);
});

Deno.test("fitNormalization gives the training data mean 0 and variance 1 by `z_score`", () => {
  const pixels = Array.from({ length: 1000 }, (_, i) => (i * i * 7919) % 256);
  const normalization = fitNormalization("z_score", datasetOf(...pixels));
  const values = pixels.map((pixel) => normalizePixel(normalization, pixel));
  const mean = values.reduce((sum, value) => sum + value) / values.length;
  const variance = values.reduce((sum, value) => sum + value ** 2, 0) / values.length;
  assertAlmostEquals(mean, 0, 1e-12);
  assertAlmostEquals(variance, 1, 1e-12);
});

Deno.test("a normalization is rebuilt from its JSON", () => {
  const normalization = fitNormalization("z_score", datasetOf(3, 250, 17, 4));
  const rebuilt = JSON.parse(JSON.stringify(normalization));
  assertEquals(normalizationTable(rebuilt), normalizationTable(normalization));
});

Deno.test("fitNormalization refuses pixels without any spread", () => {
  const methods: NormalizationMethod[] = ["min_max", "min_max_centered", "z_score"];
  for (const method of methods) {
    assertThrows(() => fitNormalization(method, datasetOf(7, 7)), RangeError, "found only 7");
    assertThrows(() => fitNormalization(method, datasetOf()), RangeError, "found none");
  }
  assertEquals(fitNormalization("divide", datasetOf()), divideBy255);
});
