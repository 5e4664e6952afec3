import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { ClassSamples } from "../../../lib/data/samples.ts";
import { fitStandardization } from "../../../lib/data/standardization.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { heaviside, sigmoid } from "../../../lib/layers/activations.ts";
import { dense } from "../../../lib/layers/dense.ts";
import type { LayerFactory } from "../../../lib/layers/layer.ts";
import { softmax } from "../../../lib/layers/softmax.ts";
import { Network } from "../../../lib/network.ts";
import type { Lines } from "../../../lib/plots/chart.ts";
import { classColours, roleColours } from "../../../lib/plots/colours.ts";
import { decisionRegions, unitBoundaries } from "../../../lib/plots/decision_regions.ts";
import { coloursOf } from "./pixels.ts";

function networkOf(layers: readonly LayerFactory[], ...parameters: readonly number[][]): Network {
  const device = createTypeScriptDevice();
  const network = new Network({ device, inputShape: [2], layers, batchSize: 64 });
  parameters.forEach((values, i) => network.parameters[i].value.data.set(values));
  return network;
}

/** From -10 to 10, with a margin up to 12. */
const corners = [[-10, -10], [-10, 10], [10, -10], [10, 10]];
const two = ClassSamples.of(corners, ["a", "b", "b", "a"]);

function lineNamed({ lines }: Lines, name: string): Lines["lines"][number] {
  const found = lines.find((line) => line.name === name);
  assert(found !== undefined, name);
  return found;
}

/** The colour of the region at a place. */
function colourAt({ ground }: Lines, x: number, y: number): number[] {
  assert(ground !== undefined);
  const column = Math.floor((x + 12) / 24 * ground.width);
  const row = Math.floor((12 - y) / 24 * ground.height);
  return coloursOf(ground)[row * ground.width + column];
}

/** The class of the region at a place, by its colour. */
function regionAt(chart: Lines, x: number, y: number): number {
  const colour = colourAt(chart, x, y);
  return classColours.findIndex((other) => other.every((level, i) => level === colour[i]));
}

Deno.test("decisionRegions() divides the plane by the line of a generalised perceptron", () => {
  const network = networkOf([dense(1), sigmoid()], [1, -2], [4]);
  const chart = decisionRegions(network, two);
  assertEquals([chart.x, chart.y], [
    { label: "x1", range: [-12, 12] },
    { label: "x2", range: [-12, 12] },
  ]);
  assertEquals(chart.lines.map(({ name, shape }) => [name, shape]), [
    ["a", "points"],
    ["b", "points"],
    ["decision boundary", undefined],
  ]);
  assertEquals(lineNamed(chart, "a").points, [[-10, -10], [10, 10]]);
  const { points } = lineNamed(chart, "decision boundary");
  for (const [x, y] of points) assertAlmostEquals(x - 2 * y + 4, 0, 1e-3);
  // w · x + b is positive below the line.
  assertEquals([regionAt(chart, 0, -1), regionAt(chart, 0, 5)], [1, 0]);
});

Deno.test("decisionRegions() has three regions of a softmax, which meet in a point", () => {
  // Scores x, -x and y: the third wins above |x|.
  const network = networkOf([dense(3), softmax()], [1, -1, 0, 0, 0, 1], [0, 0, 0]);
  const three = ClassSamples.of(corners, ["a", "b", "c", "a"]);
  const chart = decisionRegions(network, three);
  assertEquals([[5, 0], [-5, 0], [0, 5]].map(([x, y]) => regionAt(chart, x, y)), [0, 1, 2]);
  const { points } = lineNamed(chart, "decision boundary");
  for (const [x, y] of points.filter(([x]) => !Number.isNaN(x))) {
    // On the diagonals above, and on the vertical axis below.
    assertAlmostEquals(y > 0.1 ? Math.abs(x) - y : x, 0, 0.1);
  }
});

Deno.test("decisionRegions() has colours for nine of many classes, and the boundary of all", () => {
  // The nearest of 25 places on the horizontal axis: (x - c)² is smallest where 2cx - c² is largest.
  const places = Array.from({ length: 25 }, (_, i) => i - 12);
  const weights = [...places.map((c) => 2 * c), ...places.map(() => 0)];
  const network = networkOf([dense(25)], weights, places.map((c) => -c * c));
  // Two samples of each class from 3 to 11, and one of each other, within a square of -10 to 10.
  const labels = places.flatMap((_, i) => i >= 3 && i <= 11 ? [i, i] : [i]);
  const rows = labels.map((_, i) => corners[i % 4]);
  const chart = decisionRegions(network, ClassSamples.of(rows, labels));
  assertEquals(chart.lines.map(({ name }) => name), [
    ...["3", "4", "5", "6", "7", "8", "9", "10", "11"],
    "16 other classes",
    "decision boundary",
  ]);
  assertEquals(chart.lines.map(({ points }) => points.length).slice(0, 10), [
    ...Array(9).fill(2),
    16,
  ]);
  // Place c is that of class c + 12.
  assertEquals([-9, -5, -1].map((c) => regionAt(chart, c, 3)), [0, 4, 8]);
  for (const c of [-11.5, -10, 0, 1, 11.5]) {
    assertEquals([c, colourAt(chart, c, -4)], [c, [...roleColours.rest]]);
  }
  const { points } = lineNamed(chart, "decision boundary");
  const between = new Set(points.filter(([x]) => !Number.isNaN(x)).map(([x]) => x.toFixed(6)));
  assertEquals(
    [...between].map(Number).sort((a, b) => a - b),
    places.slice(1).map((c) => c - 0.5),
  );
});

Deno.test("decisionRegions() shows features as they are, whatever the network takes", () => {
  const network = networkOf([dense(1), sigmoid()], [1, 0], [-1]);
  const samples = ClassSamples.of([[100, 5], [300, 7], [300, 7], [100, 5]], ["a", "b", "b", "a"]);
  const normalization = fitStandardization("z_score", samples);
  const chart = decisionRegions(network, samples, { normalization });
  const { points } = lineNamed(chart, "decision boundary");
  // x' = (x - 200) / 100 is 1 at 300.
  for (const [x] of points) assertAlmostEquals(x, 300, 0.1);
});

Deno.test("unitBoundaries() has the lines of each hidden layer, and the regions of a second one", () => {
  // Two half-planes, x > 0 and y > 0; then both, and neither.
  const layers = [dense(2), heaviside(), dense(2), heaviside(), dense(1), sigmoid()];
  const network = networkOf(layers, [1, 0, 0, 1], [-1, -2], [1, -1, 1, -1], [-1.5, 0.5], [1, 1], [
    -0.5,
  ]);
  const { panels, id } = unitBoundaries(network, two);
  assertEquals(id, "unit-boundaries");
  assertEquals(panels.map(({ title }) => title), ["1 dense 2", "3 dense 2"]);
  const [first, second] = panels;
  assert(first.kind === "lines" && second.kind === "lines");
  for (const [x] of lineNamed(first, "unit 1").points) assertAlmostEquals(x, 1, 1e-9);
  for (const [_, y] of lineNamed(first, "unit 2").points) assertAlmostEquals(y, 2, 1e-9);
  // The corner where x > 1 and y > 2.
  for (const [x, y] of lineNamed(second, "unit 1").points) {
    assertAlmostEquals(Math.min(x - 1, y - 2), 0, 0.1);
  }
  assertEquals(regionAt(first, 5, 5), 1);
  assertEquals(regionAt(first, 5, -5), 0);
});

Deno.test("unitBoundaries() shows the first units of many, and nothing without a hidden layer", () => {
  const wide = unitBoundaries(networkOf([dense(20), sigmoid(), dense(1), sigmoid()]), two);
  assertEquals(wide.panels[0].subtitle, "The first 8 of 20 units");
  assertEquals(unitBoundaries(networkOf([dense(1), sigmoid()]), two).panels, []);
});

Deno.test("decisionRegions() refuses what is no plane", () => {
  const network = networkOf([dense(1), sigmoid()]);
  assertThrows(
    () => decisionRegions(network, ClassSamples.of([[1], [2]], ["a", "b"])),
    RangeError,
    "Expected samples of 2 features but found 1",
  );
});
