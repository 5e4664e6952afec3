import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { sineFunction } from "../../../lib/data/functions.ts";
import { RegressionSamples } from "../../../lib/data/samples.ts";
import { fitStandardization } from "../../../lib/data/standardization.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { relu, sigmoid } from "../../../lib/layers/activations.ts";
import { dense } from "../../../lib/layers/dense.ts";
import type { LayerFactory } from "../../../lib/layers/layer.ts";
import { Network } from "../../../lib/network.ts";
import { fittedFunction, functionUnits } from "../../../lib/plots/fitted_function.ts";

function networkOf(layers: readonly LayerFactory[], ...parameters: readonly number[][]): Network {
  const device = createTypeScriptDevice();
  const network = new Network({ device, inputShape: [1], layers, batchSize: 64 });
  parameters.forEach((values, i) => network.parameters[i].value.data.set(values));
  return network;
}

const samples = RegressionSamples.of([[-1], [1]], [0, 2]);

Deno.test("fittedFunction() has the network over the samples and a margin, and the truth", () => {
  const network = networkOf([dense(1)], [2], [1]);
  const { lines, x, y } = fittedFunction(network, samples, { truth: sineFunction });
  assertEquals([x, y], [{ label: "x", range: [-1.2, 1.2] }, { label: "y" }]);
  assertEquals(lines.map(({ name, role }) => [name, role]), [
    ["samples", "training"],
    ["network", "model"],
    ["sine", "reference"],
  ]);
  for (const [x, y] of lines[1].points) assertAlmostEquals(y, 2 * x + 1, 1e-12);
  for (const [x, y] of lines[2].points) assertAlmostEquals(y, Math.sin(2 * Math.PI * x), 1e-12);
  assertEquals(lines[1].points[0][0], -1.2);
});

Deno.test("fittedFunction() shows features as they are, and the target asked for", () => {
  const network = networkOf([dense(2)], [1, 10], [0, 5]);
  const pairs = RegressionSamples.of([[100], [300]], [[1, 2], [3, 4]]);
  const normalization = fitStandardization("z_score", pairs);
  const { lines, y } = fittedFunction(network, pairs, { normalization, target: 1 });
  assertEquals(y.label, "y2");
  assertEquals(lines[0].points, [[100, 2], [300, 4]]);
  for (const [x, y] of lines[1].points) assertAlmostEquals(y, 10 * (x - 200) / 100 + 5, 1e-9);
});

Deno.test("functionUnits() has parts that add up to the function, with the bias", () => {
  const network = networkOf([dense(2), relu(), dense(1)], [1, -1], [0, 0.5], [2, -3], [10]);
  const chart = functionUnits(network, samples);
  assert(chart !== undefined);
  const [first, second, sum] = chart.lines;
  assertEquals([first.name, second.name, sum.name], ["unit 1", "unit 2", "network"]);
  first.points.forEach(([x, part], i) => {
    assertAlmostEquals(part, 2 * Math.max(0, x), 1e-12);
    assertAlmostEquals(second.points[i][1], -3 * Math.max(0, 0.5 - x), 1e-12);
    assertAlmostEquals(part + second.points[i][1] + 10, sum.points[i][1], 1e-12);
  });
});

Deno.test("functionUnits() tells those units apart that vary most", () => {
  const weights = Array.from({ length: 20 }, (_, unit) => unit === 3 ? 0.1 : unit / 1000);
  const network = networkOf([dense(20), sigmoid(), dense(1)], new Array(20).fill(1), [], weights);
  const chart = functionUnits(network, samples);
  assertEquals(chart?.lines.map(({ name }) => name), [
    "unit 4",
    ...[14, 15, 16, 17, 18, 19, 20].map((unit) => `unit ${unit}`),
    "network",
    "12 others",
  ]);
});

Deno.test("functionUnits() has nothing to show where the output is no weighted sum of units", () => {
  assertEquals(functionUnits(networkOf([dense(1)]), samples), undefined);
  assertEquals(functionUnits(networkOf([dense(1), sigmoid()]), samples), undefined);
});

Deno.test("fittedFunction() refuses samples of more features", () => {
  assertThrows(
    () => fittedFunction(networkOf([dense(1)]), RegressionSamples.of([[1, 2]], [3])),
    RangeError,
    "Expected samples of 1 feature but found 2",
  );
});
